import { describe, expect, it } from 'vitest';
import { agentPresence, agentWelcome, contactSnapshot, customerWelcome, eventFrame, messageFrame, upgradeFrame, videoManifest } from '../../../src/testing/index.js';
import { fixedTokens, harness } from './harness.js';

const ring = {
  type: 'reservation', reservationId: 'r_1', contactId: 'c_1', medium: 'webChat', queue: { queueId: 'support', name: 'Support' },
  waitingSince: '2026-01-01T11:59:00.000Z', expiresAt: '2026-01-01T12:00:20.000Z', kept: false,
} as const;
const question = {
  type: 'upgrade.ask', contactId: 'c_1', upgradeId: 'u_1', medium: 'video', by: { kind: 'flow', id: 'b' }, message: 'Video?', deadline: '2026-01-01T12:01:00.000Z',
} as const;

describe('a durable request', () => {
  it('resolves with what the ack says', async () => {
    const { session, connect } = harness();
    const line = await connect();
    const request = session.submit({ type: 'upgrade.request', contactId: 'c_1', manifest: videoManifest });
    const { id } = await line.next('upgrade.request');
    line.ack(id, { upgradeId: 'u_1', seq: 4 });
    expect(await request).toMatchObject({ upgradeId: 'u_1', seq: 4 });
  });

  it('rejects with the platform’s code', async () => {
    const { session, connect } = harness();
    const line = await connect();
    const request = session.submit({ type: 'upgrade.cancel', contactId: 'c_1', upgradeId: 'u_1' });
    line.nack((await line.next('upgrade.cancel')).id, 'stale-upgrade');
    await expect(request).rejects.toMatchObject({ name: 'SegueError', code: 'stale-upgrade' });
  });

  it('outlives the line', async () => {
    const { session, connect, again, clock } = harness();
    const line = await connect();
    const request = session.submit({ type: 'call.end', contactId: 'c_1', callId: 'v_1' });
    const { id } = await line.next('call.end');
    await clock.run(6_000);
    line.drop();
    const second = await again();
    expect((await second.next('call.end')).id).toBe(id);
    second.ack(id);
    expect(await request).toMatchObject({ re: id });
  });

  it('over the frame limit is refused without being sent', async () => {
    const { session, connect } = harness();
    const line = await connect();
    const wrap = session.submit({ type: 'contact.wrap', contactId: 'c_1', codes: [], note: '€'.repeat(22_000) });
    await expect(wrap).rejects.toMatchObject({ code: 'frame-too-large' });
    expect(line.frames).toEqual([]);
  });
});

describe('a token for what goes beside the line', () => {
  it('is that of the line, until it is renewed: once for all who ask at once, and for who asks later', async () => {
    const tokens = fixedTokens();
    const { session, connect } = harness({ tokens });
    await connect();
    expect((await session.tokens.get(false)).token).toBe('token-1');
    const both = await Promise.all([session.tokens.get(true), session.tokens.get(true)]);
    expect(both.map(({ token }) => token)).toEqual(['token-2', 'token-2']);
    expect((await session.tokens.get(false)).token).toBe('token-2');
    expect(tokens.asked).toEqual([false, true]);
  });
});

describe('a message whose event is behind what this page began with', () => {
  it('is sent once its acknowledgement says so', async () => {
    const { session, connect, clock } = harness({ recent: 50 });
    const line = await connect();
    line.tell(messageFrame(41, 'x', { prev: 38 }));
    await clock.run(0);
    session.send('c_1', 'Said before');
    line.ack((await line.next('message.send')).id, { seq: 20 });
    await clock.run(0);
    expect(session.contact?.pending).toEqual([]);
  });
});

describe('what was before', () => {
  it('is asked for from where this page begins, also once more after a lost line, and is there when it resolves', async () => {
    const { session, connect, again, clock } = harness({ recent: 50 });
    const line = await connect();
    line.tell(messageFrame(41, 'x', { prev: 38 }));
    await clock.run(0);
    const older = session.older('c_1');
    const { id, before } = await line.next('history.get');
    expect(before).toBe(39);
    line.drop();
    await clock.run(6_000);
    const second = await again();
    expect((await second.next('history.get')).id).toBe(id);
    const { type: _type, ...event } = messageFrame(38, 'y', { prev: 0 });
    second.tell({ type: 'history', re: id, contactId: 'c_1', events: [event] });
    await older;
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([38, 41]);
    expect(session.contact?.missing).toBe(0);
  });

  it('is not asked for where there is nothing', async () => {
    const { session, connect } = harness({ recent: 50 });
    const line = await connect();
    line.tell(messageFrame(1, 'x'));
    await session.older('c_1');
    await session.older('c_none');
    expect(line.frames).toEqual([]);
  });

  it('says in its hello how much it wants, or nothing', async () => {
    for (const recent of [50, undefined]) {
      const { session, platform } = harness(recent === undefined ? {} : { recent });
      session.open();
      expect((await (await platform.line()).hello()).recent).toBe(recent);
    }
  });
});

describe('asking for ICE servers', () => {
  it('resolves with them', async () => {
    const { session, connect } = harness();
    const line = await connect();
    const turn = session.turn('c_1', 'call');
    const { id, purpose } = await line.next('turn.get');
    expect(purpose).toBe('call');
    line.tell({ type: 'turn', re: id, policy: 'all', iceServers: [{ urls: 'stun:stun.example:3478' }] });
    expect(await turn).toMatchObject({ policy: 'all' });
  });

  it('waits for a line, but not longer than 15 s', async () => {
    const { session, connect, clock, platform, settle } = harness();
    const line = await connect();
    platform.reachable = false;
    line.drop();
    await settle();
    const turn = session.turn('c_1', 'call');
    const refused = expect(turn).rejects.toMatchObject({ code: 'unreachable' });
    await clock.run(15_000);
    await refused;
  });
});

describe('signals', () => {
  const address = { contactId: 'c_1', callId: 'v_1', attempt: 0, generation: 0, n: 1 } as const;

  it('pass both ways, with their acknowledgements', async () => {
    const { session, connect, settle } = harness();
    const heard: string[] = [];
    session.on('call.signal', ({ kind, n }) => heard.push(`${kind} ${n}`));
    session.on('call.ack', ({ n }) => heard.push(`ack ${n}`));
    session.on('call.peer', ({ present }) => heard.push(`peer ${String(present)}`));
    session.on('media-upgrade', ({ callId }) => heard.push(callId));
    const line = await connect();
    session.signal({ ...address, kind: 'join', body: {} });
    session.ackSignal({ contactId: 'c_1', callId: 'v_1', attempt: 0, n: 3 });
    expect(await line.next('call.signal')).toMatchObject({ ...address, kind: 'join' });
    expect(await line.next('call.ack')).toEqual({ type: 'call.ack', contactId: 'c_1', callId: 'v_1', attempt: 0, n: 3 });
    line.tell(
      { type: 'media-upgrade', contactId: 'c_1', upgradeId: 'u_1', callId: 'v_1', medium: 'video', agent: { agentId: 'agent-ana', name: 'Ana' } },
      { type: 'call.peer', contactId: 'c_1', callId: 'v_1', present: true },
      { type: 'call.signal', ...address, kind: 'restart', body: {} },
      { type: 'call.ack', contactId: 'c_1', callId: 'v_1', attempt: 0, n: 1 },
    );
    await settle();
    expect(heard).toEqual(['v_1', 'peer true', 'restart 1', 'ack 1']);
    expect(line.refused).toEqual([]);
  });

  it('are not kept for later', async () => {
    const { session, connect, again, clock, settle } = harness();
    const line = await connect();
    await clock.run(6_000);
    line.drop();
    await settle();
    session.signal({ ...address, kind: 'join', body: {} });
    const second = await again();
    await settle();
    expect(second.frames).toEqual([]);
  });

  it('with too large a description are refused here', async () => {
    const { session, connect } = harness();
    await connect();
    const sdp = 'x'.repeat(32_769);
    expect(() => session.signal({ ...address, kind: 'description', body: { type: 'offer', sdp } })).toThrow(expect.objectContaining({ code: 'sdp-too-large' }));
  });
});

describe('the manifest', () => {
  it('is told anew when it changed', async () => {
    const { session, connect } = harness({ manifest: () => videoManifest });
    const line = await connect();
    session.updateManifest();
    expect(await line.next('manifest.update')).toMatchObject({ manifest: videoManifest });
  });
});

describe('the card of an upgrade', () => {
  it('is open from the question to the answer', async () => {
    const { session, connect, settle } = harness();
    const asked: string[] = [];
    session.on('upgrade.ask', ({ upgradeId }) => asked.push(`${upgradeId} ${session.contact?.ask?.upgradeId ?? 'none'}`));
    const line = await connect();
    line.tell(question, upgradeFrame('asked'));
    await settle();
    expect(asked).toEqual(['u_1 u_1']);
    expect(session.contact?.ask).toEqual(question);
    line.tell(upgradeFrame('accepted'));
    await settle();
    expect(session.contact?.ask).toBeUndefined();
    expect(session.contact?.snapshot.upgrade).toMatchObject({ upgradeId: 'u_1', state: 'accepted' });
  });

  it('closes when another tab answered it', async () => {
    const { session, connect, settle } = harness();
    const line = await connect();
    line.tell(question, eventFrame('upgrade.answered', 1, { upgradeId: 'u_1', accepted: false }));
    await settle();
    expect(session.contact?.ask).toBeUndefined();
  });

  it.each([
    ['is gone after a reconnect when the platform asks no more', undefined, undefined],
    ['is gone after a reconnect when it was answered meanwhile', 'finding', undefined],
    ['stays over a reconnect while the platform still asks', 'asked', question],
  ] as const)('%s', async (_what, state, ask) => {
    const { session, connect, again, clock } = harness();
    const line = await connect();
    line.tell(question);
    await clock.run(6_000);
    line.drop();
    const upgrade = state && ({ upgradeId: 'u_1', state, medium: 'video', by: question.by } as const);
    await again(customerWelcome({ contact: contactSnapshot(upgrade && { upgrade }) }));
    expect(session.contact?.ask).toEqual(ask);
  });
});

describe('an agent', () => {
  it('sees contacts that ring until they are gone', async () => {
    const { session, connect, settle } = harness();
    const line = await connect(agentWelcome());
    line.tell(ring, { ...ring, reservationId: 'r_2' }, ring);
    await settle();
    expect(session.reservations.map(({ reservationId }) => reservationId)).toEqual(['r_2', 'r_1']);
    line.tell({ type: 'reservation.gone', reservationId: 'r_2', contactId: 'c_1', outcome: 'timeout' });
    await settle();
    expect(session.reservations.map(({ reservationId }) => reservationId)).toEqual(['r_1']);
  });

  it('sees its presence, its queues and its contacts', async () => {
    const { session, connect, settle } = harness();
    const line = await connect(agentWelcome({ contacts: [contactSnapshot({ relation: 'owner' })] }));
    expect(session.contact).toBeUndefined();
    expect([...session.contacts.keys()]).toEqual(['c_1']);
    line.tell({ type: 'presence', ...agentPresence({ state: 'busy' }) }, { type: 'inbox', waiting: [] });
    await settle();
    expect(session.presence?.state).toBe('busy');
    expect(session.inbox).toEqual([]);
  });

  it('no longer has a contact that a later welcome does not list', async () => {
    const { session, connect, again, clock } = harness();
    const line = await connect(agentWelcome({ contacts: [contactSnapshot({ relation: 'owner' })] }));
    await clock.run(6_000);
    line.drop();
    await again(agentWelcome());
    expect(session.contacts.size).toBe(0);
  });

  it('counts the customer’s messages as unread, not a flow’s', async () => {
    const { session, connect, settle } = harness();
    const line = await connect(agentWelcome({ contacts: [contactSnapshot({ relation: 'owner' })] }));
    line.tell(
      eventFrame('message', 1, { messageId: 'm_1', text: 'from a flow' }, { actor: { kind: 'flow', id: 'greeting' } }),
      eventFrame('message', 2, { messageId: 'm_2', text: 'hi' }, { actor: { kind: 'customer', id: 'guest-1' } }),
    );
    await settle();
    expect(session.contacts.get('c_1')?.unread).toBe(1);
  });
});
