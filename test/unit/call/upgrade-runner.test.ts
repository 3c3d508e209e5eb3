import { describe, expect, it } from 'vitest';
import { defaultTimes as times } from '../../../src/call/deadlines.js';
import { bound, live, page } from './page.js';

describe('the runner', () => {
  it('brings a customer from the click to the first frame', async () => {
    const { upgrade, engine, session, sent, clock } = await bound();
    expect(upgrade.state).toMatchObject({ kind: 'connecting', callId: 'v_u_1', attempt: 1 });
    expect(engine().calls).toEqual(expect.arrayContaining([['enter', 'v_u_1', 0], ['open', 1, 'all']]));
    expect(session.inCall).toBe(true);
    clock.advance(300);
    engine().options.event({ type: 'firstMedia' });
    expect(upgrade.state.kind).toBe('live');
    expect(sent()).toEqual(['upgrade.request', 'upgrade.capture', 'call.report']);
    expect(session.submitted.at(-1)).toMatchObject({ state: 'live', firstFrameMs: 300 });
  });

  it('lets go of a call that another tab takes over: nothing is ended, and the way back is open', async () => {
    const { upgrade, engine, session, media, sent } = await live();
    const before = sent().length;
    session.emitter.emit('call.moved');
    expect(upgrade.state).toEqual({ kind: 'idle' });
    expect(engine().names).toContain('leave');
    expect(media.liveTracks).toEqual([]);
    expect(session.inCall).toBe(false);
    expect(sent().slice(before)).toEqual(['call.summary']);
    expect(upgrade.canRejoin).toBe(true);
  });

  it('tells the platform which device is missing', async () => {
    const { upgrade, media, session, clock } = page();
    media.answer = { error: 'NotFoundError' };
    media.devices = ['audioinput'];
    upgrade.start();
    await clock.run(0);
    expect(session.submitted.at(-1)).toMatchObject({ type: 'upgrade.capture', outcome: 'no-device', missing: 'camera' });
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'no-device', reason: 'camera' }, capture: { outcome: 'no-device', device: 'camera' } });
  });

  it('never asks again by itself after a denial', async () => {
    const { upgrade, media, clock } = page();
    media.answer = { error: 'NotAllowedError' };
    upgrade.start();
    await clock.run(120_000);
    expect(media.asked).toHaveLength(1);
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'permission-denied' }, capture: { hint: 'remembered' } });
  });

  it('stops a late stream when the platform has refused meanwhile', async () => {
    const { upgrade, media, platform, clock } = page();
    media.answer = 'hold';
    upgrade.start();
    await clock.run(0);
    await platform.take('agent', { type: 'upgrade.cancel', contactId: 'c_1', upgradeId: 'u_1' });
    await clock.run(0);
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'cancelled' } });
    media.settle('grant');
    await clock.run(0);
    expect(media.streams).toHaveLength(1);
    expect(media.liveTracks).toEqual([]);
  });

  it('makes another attempt by relays in time, and gives up with the engine’s cause', async () => {
    const { upgrade, engine, clock, media, session } = await bound();
    engine().why = 'turn-unreachable';
    await clock.run(times.attempt);
    await clock.run(times.attempt);
    expect(engine().calls.filter(([name]) => name === 'open')).toEqual([['open', 1, 'all'], ['open', 2, 'relay'], ['open', 3, 'tls']]);
    await clock.run(times.total);
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable' } });
    expect(session.submitted.slice(-2)).toMatchObject([{ type: 'call.report', state: 'failed', cause: 'turn-unreachable' }, { type: 'call.summary', callId: 'v_u_1' }]);
    expect(media.liveTracks).toEqual([]);
    expect(engine().names.at(-1)).toBe('leave');
    expect([session.inCall, clock.waiting]).toEqual([false, 0]);
  });

  it('does not open late what has ended meanwhile', async () => {
    const it = page();
    let give: (() => void) | undefined;
    it.session.turn = () => new Promise((resolve) => (give = () => resolve({ type: 'turn', re: 'f', policy: 'all', iceServers: [] })));
    it.platform.sessions.agent.on('reservation', ({ reservationId }) => void it.platform.take('agent', { type: 'reservation.answer', reservationId, accepted: true }));
    it.upgrade.start();
    await it.clock.run(0);
    await it.clock.run(0);
    expect(it.upgrade.state.kind).toBe('connecting');
    it.upgrade.end();
    give?.();
    await it.clock.run(0);
    expect(it.engine().names).toEqual(['enter', 'leave']);
  });

  it('restarts ICE with fresh credentials, and is live again', async () => {
    const { upgrade, engine, session, clock } = await live();
    let fresh = 0;
    const turn = session.turn.bind(session);
    session.turn = () => ((fresh += 1), turn());
    engine().options.event({ type: 'trouble' });
    expect(upgrade.state).toMatchObject({ kind: 'recovering', generation: 1 });
    await clock.run(0);
    expect(engine().calls.at(-1)).toEqual(['restart', 1, true]);
    expect(fresh).toBe(1);
    engine().options.event({ type: 'recovered' });
    expect(upgrade.state.kind).toBe('live');
    expect(clock.waiting).toBe(0);
  });

  it('renews credentials before they are old, for as long as the call lasts', async () => {
    const it = page();
    let fetched = 0;
    it.session.turn = () => {
      fetched += 1;
      return Promise.resolve({ type: 'turn', re: 'f', policy: 'all', iceServers: [{ urls: `turn:${String(fetched)}` }], expiresAt: new Date(it.clock.now() + 600_000).toISOString() });
    };
    it.platform.sessions.agent.on('reservation', ({ reservationId }) => void it.platform.take('agent', { type: 'reservation.answer', reservationId, accepted: true }));
    it.upgrade.start();
    await it.clock.run(0);
    await it.clock.run(0);
    it.engine().options.event({ type: 'firstMedia' });
    await it.clock.run(479_999);
    expect(fetched).toBe(1);
    await it.clock.run(1);
    expect(it.engine().calls.at(-1)).toEqual(['renew', [{ urls: 'turn:2' }]]);
    await it.clock.run(480_000);
    expect(it.engine().calls.at(-1)).toEqual(['renew', [{ urls: 'turn:3' }]]);
    it.upgrade.end();
    expect(it.clock.waiting).toBe(0);
  });

  it('renews what has run out as soon as there are credentials again', async () => {
    const it = page();
    let refuses = false;
    let fetched = 0;
    it.session.turn = () => {
      if (refuses) return Promise.reject(new Error('not now'));
      fetched += 1;
      return Promise.resolve({ type: 'turn', re: 'f', policy: 'all', iceServers: [{ urls: `turn:${String(fetched)}` }], expiresAt: new Date(it.clock.now() + 600_000).toISOString() });
    };
    it.platform.sessions.agent.on('reservation', ({ reservationId }) => void it.platform.take('agent', { type: 'reservation.answer', reservationId, accepted: true }));
    it.upgrade.start();
    await it.clock.run(0);
    await it.clock.run(0);
    it.engine().options.event({ type: 'firstMedia' });
    refuses = true;
    await it.clock.run(700_000);
    refuses = false;
    await it.clock.run(10_000);
    expect(it.engine().calls.at(-1)).toEqual(['renew', [{ urls: 'turn:2' }]]);
    it.upgrade.end();
    expect(it.clock.waiting).toBe(0);
  });

  it('follows a change of the network at once, without anybody noticing', async () => {
    const { upgrade, engine, clock, hint } = await live();
    hint();
    await clock.run(0);
    expect(engine().calls.at(-1)).toEqual(['restart', 1, false]);
    expect(upgrade.state.kind).toBe('live');
    upgrade.end();
    const calls = engine().calls.length;
    hint();
    await clock.run(0);
    expect(engine().calls.length).toBe(calls);
  });

  it('shows what it waits for, and until when', async () => {
    const { upgrade, engine, session, clock } = await live();
    engine().options.event({ type: 'trouble' });
    const began = clock.now();
    expect(upgrade.state).toMatchObject({ kind: 'recovering', waitsFor: 'path', until: began + times.budget });
    await clock.run(1_000);
    session.emitter.emit('state', { kind: 'waiting', attempt: 1, retryAt: 0 });
    expect(upgrade.state).toMatchObject({ waitsFor: 'network', until: clock.now() + times.lease });
    expect(engine().options.reachable()).toBe(false);
    await clock.run(5_000);
    session.emitter.emit('state', { kind: 'connected', participantId: 'g_1', role: 'customer' });
    expect(upgrade.state).toMatchObject({ waitsFor: 'path', until: clock.now() + times.budget - 1_000 });
    engine().options.heard(false);
    expect(upgrade.state).toMatchObject({ waitsFor: 'peer', until: began + times.absolute });
  });

  it('tries again with the next connection what wanted credentials that did not come', async () => {
    const it = page();
    const { engine, session, clock } = it;
    const turn: typeof session.turn = () =>
      Promise.resolve({ type: 'turn', re: 'f', policy: 'all', iceServers: [], expiresAt: new Date(clock.now() + 1_000).toISOString() });
    session.turn = turn;
    it.platform.sessions.agent.on('reservation', ({ reservationId }) => void it.platform.take('agent', { type: 'reservation.answer', reservationId, accepted: true }));
    it.upgrade.start();
    await clock.run(0);
    await clock.run(0);
    engine().options.event({ type: 'firstMedia' });
    await clock.run(1_000);
    session.turn = () => Promise.reject(new Error('offline'));
    engine().options.event({ type: 'lost', why: 'path' });
    await clock.run(0);
    expect(engine().names).not.toContain('restart');
    session.turn = turn;
    session.emitter.emit('state', { kind: 'connected', participantId: 'g_1', role: 'customer' });
    await clock.run(0);
    expect(engine().calls.at(-1)).toEqual(['open', 2, 'relay']);
  });

  it('does not forget the one for the other, where two deeds want credentials that do not come', async () => {
    const it = page();
    const turn = it.session.turn.bind(it.session);
    it.session.turn = () => Promise.reject(new Error('offline'));
    it.upgrade.start();
    await it.clock.run(0);
    await it.clock.run(0);
    expect(it.upgrade.state).toMatchObject({ kind: 'waiting', phase: 'ringing' });
    const failures: (() => void)[] = [];
    it.session.turn = () => new Promise((_resolve, reject) => failures.push(() => reject(new Error('offline'))));
    it.session.emitter.emit('state', { kind: 'connected', participantId: 'g_1', role: 'customer' });
    await it.clock.run(0);
    await it.platform.take('agent', { type: 'reservation.answer', reservationId: 'r_u_1', accepted: true });
    await it.clock.run(0);
    for (let round = 0; round < 3; round += 1) {
      for (const fail of failures.splice(0)) fail();
      await it.clock.run(0);
    }
    expect(it.upgrade.state.kind).toBe('connecting');
    it.session.turn = turn;
    it.session.emitter.emit('state', { kind: 'connected', participantId: 'g_1', role: 'customer' });
    await it.clock.run(0);
    await it.clock.run(0);
    expect(it.engine().calls).toContainEqual(['open', 1, 'all']);
  });

  it('keeps the chat path under watch from the click on', async () => {
    const { upgrade, session, media } = page();
    media.answer = 'hold';
    upgrade.start();
    await upgrade.prepare();
    expect(session.inCall).toBe(true);
    upgrade.cancel();
    expect(session.inCall).toBe(false);
  });

  it('reports how long each step to the first frame took, and at the end how the call was', async () => {
    const { upgrade, engine, session, clock } = await bound();
    for (const mark of ['offer', 'answer', 'ice', 'dtls'] as const) {
      clock.advance(50);
      engine().options.mark(mark);
    }
    clock.advance(50);
    engine().options.event({ type: 'firstMedia' });
    const marks = { granted: 0, engine: 0, accepted: 0, turn: 0, bound: 0, offer: 50, answer: 100, ice: 150, dtls: 200, frame: 250 };
    expect(session.submitted.at(-1)).toMatchObject({ type: 'call.report', state: 'live', firstFrameMs: 250, marks });
    upgrade.end();
    expect(session.submitted.at(-1)).toEqual({ type: 'call.summary', contactId: 'c_1', callId: 'v_u_1', summary: { ...engine().summary, marks } });
  });

  it('remembers that only relays worked, for the next call of the tab', async () => {
    const { upgrade, engine, clock } = await bound();
    await clock.run(times.attempt);
    engine().options.event({ type: 'firstMedia' });
    upgrade.end();
    upgrade.start();
    await clock.run(0);
    await clock.run(0);
    expect(engine().calls.at(-1)).toEqual(['open', 1, 'relay']);
  });

  it('loads what a call can do beyond its first frame after that, and goes on where it does not come', async () => {
    let loads = 0;
    const loadInCall = () => ((loads += 1), Promise.reject(new Error('404')));
    const it = await bound({ loadInCall });
    expect(loads).toBe(0);
    it.engine().options.event({ type: 'firstMedia' });
    expect(loads).toBe(1);
    await it.clock.run(0);
    it.engine().options.event({ type: 'trouble' });
    it.engine().options.event({ type: 'recovered' });
    await it.clock.run(0);
    expect(loads).toBe(2);
    expect(it.upgrade.state.kind).toBe('live');
    expect(it.upgrade.controls).toBeUndefined();
  });

  it('takes other times where it is given some', async () => {
    const { upgrade, clock } = await bound({ times: { total: 5_000 } });
    await clock.run(4_999);
    expect(upgrade.state.kind).toBe('connecting');
    await clock.run(1);
    expect(upgrade.state.kind).toBe('ended');
  });

  it('lets the budget stand still while either side cannot be reached', async () => {
    const { upgrade, engine, session, clock } = await live();
    session.emitter.emit('call.peer', { type: 'call.peer', contactId: 'c_1', callId: 'v_u_1', present: false });
    engine().options.event({ type: 'trouble' });
    await clock.run(times.budget + 10_000);
    expect(upgrade.state).toMatchObject({ kind: 'recovering', waitsFor: 'peer' });
    session.emitter.emit('call.peer', { type: 'call.peer', contactId: 'c_1', callId: 'v_u_1', present: true });
    expect(engine().calls.at(-1)).toEqual(['restart', 1, true]);
    await clock.run(0);
    expect(engine().calls.at(-1)).toEqual(['restart', 2, true]);
    await clock.run(times.budget - 1);
    expect(upgrade.state).toMatchObject({ kind: 'rebuilding', waitsFor: 'path' });
    await clock.run(1);
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'failed' }, rejoin: true });
  });

  it('sends signals again when the session is back', async () => {
    const { engine, session } = await live();
    session.emitter.emit('state', { kind: 'connected', participantId: 'g_1', role: 'customer' });
    expect(engine().names.at(-1)).toBe('resend');
  });

  it('passes on signals of its own call only', async () => {
    const { engine, session } = await live();
    const signal = { attempt: 1, generation: 0, n: 1, kind: 'restart', body: {} } as const;
    session.emitter.emit('call.signal', { type: 'call.signal', contactId: 'c_1', callId: 'v_other', ...signal });
    session.emitter.emit('call.signal', { type: 'call.signal', contactId: 'c_2', callId: 'v_u_1', ...signal });
    expect(engine().names).not.toContain('receive');
    session.emitter.emit('call.signal', { type: 'call.signal', contactId: 'c_1', callId: 'v_u_1', ...signal });
    expect(engine().calls.at(-1)).toEqual(['receive', { callId: 'v_u_1', ...signal }]);
  });

  it('ends with everything off, and says so to the platform first', async () => {
    const { upgrade, engine, media, session, clock, sent } = await live();
    upgrade.end();
    expect(sent().slice(-2)).toEqual(['call.end', 'call.summary']);
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'completed', by: 'customer' } });
    expect([media.liveTracks, upgrade.local, engine().names.at(-1), session.inCall, clock.waiting]).toEqual([[], undefined, 'leave', false, 0]);
  });

  it('ends the same way when the element goes, and hears nothing any more', async () => {
    const { upgrade, media, session, engine, changes, sent } = await live();
    upgrade.destroy();
    expect(sent().slice(-2)).toEqual(['call.end', 'call.summary']);
    expect(media.liveTracks).toEqual([]);
    const before = [engine().calls.length, changes()];
    session.emitter.emit('state', { kind: 'connected', participantId: 'g_1', role: 'customer' });
    session.show({ upgradeId: 'u_2', state: 'asked', medium: 'video', by: { kind: 'agent' } });
    expect([engine().calls.length, changes()]).toEqual(before);
  });

  it('goes without ending the call where somebody else goes back into it, and hears nothing any more', async () => {
    const { upgrade, media, session, engine, sent } = await live();
    upgrade.destroy('leave');
    expect(sent()).not.toContain('call.end');
    expect(engine().names).toContain('leave');
    expect([media.liveTracks, session.inCall]).toEqual([[], false]);
    const before = engine().calls.length;
    session.emitter.emit('state', { kind: 'connected', participantId: 'g_1', role: 'customer' });
    expect(engine().calls).toHaveLength(before);
  });

  it('ends when the session is closed', async () => {
    const { upgrade, session, media } = await live();
    session.emitter.emit('state', { kind: 'closed', code: 'closed' });
    expect(upgrade.state.kind).toBe('ended');
    expect(media.liveTracks).toEqual([]);
  });

  it('ends for an agent whose contact went to another', async () => {
    const it = page('agent');
    it.session.show({ upgradeId: 'u_1', state: 'live', medium: 'video', by: { kind: 'customer' }, callId: 'v_1', attempt: 2, agent: { agentId: 'a_1', name: 'Ana' } });
    it.upgrade.rejoin();
    await it.clock.run(0);
    expect(it.upgrade.state).toMatchObject({ kind: 'connecting', attempt: 2 });
    expect(it.engine().names).toEqual(['enter', 'join']);
    it.session.model = { ...it.session.model, snapshot: { ...it.session.model.snapshot, relation: 'former' } };
    it.session.emitter.emit('contact', it.session.model);
    expect(it.upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'completed', by: 'platform' } });
    expect(it.media.liveTracks).toEqual([]);
  });

  it('ends a request that the platform refused', async () => {
    const { upgrade, media, platform, clock } = page();
    platform.take = () => Promise.reject(new Error('refused'));
    upgrade.start();
    await clock.run(0);
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'signaling-lost', by: 'platform' } });
    expect(media.liveTracks).toEqual([]);
  });
});
