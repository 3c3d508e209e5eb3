import { describe, expect, it, vi } from 'vitest';
import { SegueError, closeCodes, type TimelineEvent } from '../../../src/protocol/index.js';
import { connect } from '../../../src/session/index.js';
import { contactSnapshot, customer, customerWelcome, messageFrame, videoManifest } from '../../../src/testing/index.js';
import { fixedTokens, harness } from './harness.js';

describe('opening a session', () => {
  it('does nothing before it is opened', async () => {
    const tokens = fixedTokens();
    const { session, platform, clock, settle } = harness({ tokens });
    await settle();
    expect(session.state).toEqual({ kind: 'idle' });
    expect(tokens.asked).toEqual([]);
    expect(platform.lines).toHaveLength(0);
    expect(clock.waiting).toBe(0);
  });

  it('says hello with token and manifest, never in the address', async () => {
    const { session, platform } = harness({ manifest: () => videoManifest });
    session.open();
    const line = await platform.line();
    expect(line.address).toBe('wss://platform.test/ws');
    expect(await line.hello()).toEqual({ type: 'hello', token: 'token-1', sessionId: 'p1', manifest: videoManifest });
  });

  it('is connected once it is welcomed, with the customer’s contact', async () => {
    const { session, states, connect: open } = harness();
    const welcomes: string[] = [];
    session.on('welcome', ({ participantId }) => welcomes.push(participantId));
    await open();
    expect(states).toEqual([{ kind: 'connecting', attempt: 1 }, { kind: 'connected', participantId: 'guest-1', role: 'customer' }]);
    expect(session.contact?.contactId).toBe('c_1');
    expect(session.widget).toEqual({ allowMediaUpgrade: true });
    expect(welcomes).toEqual(['guest-1']);
  });

  it('knows how far the platform’s clock is from its own', async () => {
    const { session, clock, connect: open } = harness();
    const ahead = new Date(clock.now() + 90_000).toISOString();
    await open(customerWelcome({ now: ahead }));
    expect(session.clockOffset).toBe(90_000);
  });

  it('refuses an address that is none', () => {
    expect(() => connect({ platform: 'not an address', tokens: fixedTokens() })).toThrow(TypeError);
  });

  it('takes two calls of open for one', async () => {
    const { session, platform, connect: open } = harness();
    session.open();
    await open();
    expect(platform.lines).toHaveLength(1);
  });
});

describe('losing the line', () => {
  it('redials a line that held at once, with resume of every contact', async () => {
    const { clock, connect: open, platform, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'), messageFrame(2, 'two'));
    await clock.run(6_000);
    line.drop();
    await settle();
    const second = await platform.line();
    expect((await second.hello()).resume).toEqual({ after: { c_1: 2 } });
  });

  it('waits longer and longer, up to 15 s, while the platform is away', async () => {
    const { session, states, platform, clock } = harness({ random: () => 1 });
    platform.reachable = false;
    session.open();
    await clock.run(60_000);
    const waits = states.flatMap((state, index) => {
      const before = states[index - 1];
      return state.kind === 'waiting' && before ? [state.attempt] : [];
    });
    expect(waits.slice(0, 7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const delays = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000];
    let at = clock.now() - 60_000;
    const retries = states.flatMap((state) => (state.kind === 'waiting' ? [state.retryAt] : []));
    for (const [index, delay] of delays.entries()) expect(retries[index], `wait ${index + 1}`).toBe((at += delay));
  });

  it('comes back by itself when the platform does', async () => {
    const { session, platform, clock, again } = harness();
    platform.reachable = false;
    session.open();
    await clock.run(10_000);
    platform.reachable = true;
    void clock.run(15_000);
    await again();
    expect(session.state.kind).toBe('connected');
  });

  it('dials at once when the network says it is there again', async () => {
    let hint = (): void => undefined;
    const { session, platform, again, settle } = harness({ network: (heard) => {
      hint = heard;
      return () => undefined;
    } });
    platform.reachable = false;
    session.open();
    await settle();
    expect(session.state.kind).toBe('waiting');
    platform.reachable = true;
    hint();
    await again();
    expect(session.state.kind).toBe('connected');
  });

  it('gives a platform that takes the call and says nothing ten seconds', async () => {
    const { session, platform, clock } = harness();
    session.open();
    const line = await platform.line();
    await line.hello();
    await clock.run(9_999);
    expect(session.state.kind).toBe('connecting');
    await clock.run(1);
    expect(session.state.kind).toBe('waiting');
    expect(line.hungUpWith).toBe(1_000);
  });

  it('notices a dead line after three missed heartbeats', async () => {
    const { session, clock, connect: open, platform } = harness();
    const line = await open();
    await clock.run(25_000);
    expect(line.frames.filter(({ type }) => type === 'ping')).toHaveLength(1);
    line.cut();
    await clock.run(75_000);
    expect(session.state.kind).toBe('connected');
    await clock.run(25_000);
    expect(line.hungUpWith).toBe(closeCodes.silent);
    expect(platform.lines.length).toBeGreaterThan(1);
  });

  it('answers the platform’s ping', async () => {
    const { connect: open } = harness();
    const line = await open();
    line.tell({ type: 'ping' });
    await line.next('pong');
  });
});

describe('a line in a call', () => {
  it('is checked every second and dead after three', async () => {
    const { session, clock, connect: open, platform } = harness();
    const line = await open();
    session.setInCall(true);
    await clock.run(2_000);
    expect(line.frames.filter(({ type }) => type === 'ping')).toHaveLength(3);
    line.cut();
    await clock.run(3_999);
    expect(line.hungUpWith).toBeUndefined();
    await clock.run(1);
    expect(line.hungUpWith).toBe(closeCodes.silent);
    expect(platform.lines).toHaveLength(2);
  });

  it('is redialled every two seconds, however long it takes', async () => {
    const { session, clock, connect: open, platform } = harness();
    const line = await open();
    session.setInCall(true);
    await clock.run(6_000);
    platform.reachable = false;
    const before = platform.lines.length;
    line.drop();
    await clock.run(20_000);
    expect(platform.lines.length - before).toBe(11);
  });

  it('does not wait long for a dial that hangs', async () => {
    const { session, clock, connect: open, platform, settle } = harness();
    const line = await open();
    session.setInCall(true);
    await clock.run(6_000);
    line.drop();
    await settle();
    const hanging = await platform.line();
    await hanging.hello();
    await clock.run(2_000);
    expect(hanging.hungUpWith).toBe(1_000);
    await platform.line();
  });
});

describe('close codes', () => {
  const cases = [
    { code: closeCodes.unauthorized, outcome: 'renews its token and dials again', asked: [false, true], state: 'connecting' },
    { code: closeCodes.goingAway, outcome: 'dials again', asked: [false, false], state: 'connecting' },
    { code: closeCodes.slowReader, outcome: 'dials again', asked: [false, false], state: 'connecting' },
    { code: 1_006, outcome: 'dials again', asked: [false, false], state: 'connecting' },
  ] as const;
  it.each(cases)('$code: $outcome', async ({ code, asked, state }) => {
    const tokens = fixedTokens();
    const { session, clock, connect: open, settle } = harness({ tokens });
    const line = await open();
    await clock.run(6_000);
    line.drop(code);
    await settle();
    expect(tokens.asked).toEqual(asked);
    expect(session.state.kind).toBe(state);
  });

  it.each([
    [closeCodes.originRefused, 'origin-refused'],
    [closeCodes.badFrame, 'bad-frame'],
    [closeCodes.replaced, 'closed'],
  ] as const)('%i: stops, and says %s', async (code, reason) => {
    const { session, clock, connect: open, settle } = harness();
    const line = await open();
    line.drop(code);
    await settle();
    expect(session.state).toEqual({ kind: 'closed', code: reason });
    expect(clock.waiting).toBe(0);
  });

  it('closes when the token source refuses for good, and tries again when it may pass', async () => {
    const refusals = [new SegueError('rate-limited', undefined, { retryAfterMs: 9_000 }), new SegueError('unknown-deployment')];
    const { session, clock, settle } = harness({ tokens: { known: false, get: () => Promise.reject(refusals.shift() ?? new Error('none left')), forget: () => undefined } });
    session.open();
    await settle();
    expect(session.state).toEqual({ kind: 'waiting', attempt: 1, retryAt: clock.now() + 9_000 });
    await clock.run(9_000);
    expect(session.state).toEqual({ kind: 'closed', code: 'unknown-deployment' });
  });
});

describe('events', () => {
  it('come once each and in order, also when the platform repeats itself', async () => {
    const { session, connect: open, settle } = harness();
    const seen: TimelineEvent[] = [];
    session.on('event', (event) => seen.push(event));
    const line = await open();
    const [one, two] = [messageFrame(1, 'one'), messageFrame(2, 'two')];
    line.tell(one, two, one, two);
    await settle();
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(session.contact?.events).toHaveLength(2);
  });

  it('redials with resume when one is missing, and then has them all', async () => {
    const { session, connect: open, again, platform, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'), messageFrame(3, 'three'));
    await settle();
    expect(line.hungUpWith).toBe(1_000);
    expect(platform.lines).toHaveLength(2);
    const second = await again();
    second.tell(messageFrame(2, 'two'), messageFrame(3, 'three'));
    await settle();
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('does not take events that others see for a gap', async () => {
    const { session, connect: open, platform, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'), messageFrame(5, 'five', { prev: 1 }));
    await settle();
    expect(platform.lines).toHaveLength(1);
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([1, 5]);
  });

  it('does not redial for ever over a gap that the platform cannot fill', async () => {
    const { session, connect: open, again, platform, settle } = harness();
    const line = await open();
    line.tell(messageFrame(3, 'three'));
    await settle();
    const second = await again();
    second.tell(messageFrame(3, 'three'));
    await settle();
    expect(platform.lines).toHaveLength(2);
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([3]);
  });

  it('counts a kind it does not know for its place alone', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    line.tell({ ...messageFrame(1, 'x'), kind: 'of.tomorrow' }, messageFrame(2, 'two'));
    await settle();
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([2]);
    expect(session.state.kind).toBe('connected');
  });

  it('ignores what is no frame', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    for (const text of ['', '{', '[]', '{"type":"of.tomorrow"}', '{"type":"event"}']) line.tellText(text);
    await settle();
    expect(session.state.kind).toBe('connected');
  });
});

describe('listeners', () => {
  it('are removed by what `on` returned', async () => {
    const { session, connect: open, settle } = harness();
    const listener = vi.fn();
    const remove = session.on('event', listener);
    const line = await open();
    line.tell(messageFrame(1, 'one'));
    await settle();
    remove();
    line.tell(messageFrame(2, 'two'));
    await settle();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('may close the session they listen to', async () => {
    const { session, clock, connect: open, settle } = harness();
    session.on('welcome', () => session.close());
    const line = await open();
    await settle();
    expect(session.state).toEqual({ kind: 'closed', code: 'closed' });
    expect(line.hungUpWith).toBe(1_000);
    expect(clock.waiting).toBe(0);
  });
});

describe('closing', () => {
  it('leaves no timer, no line, no listener and no open promise', async () => {
    const unwatched = vi.fn();
    const { session, clock, connect: open } = harness({ network: () => unwatched });
    const line = await open();
    session.setInCall(true);
    line.tell({ type: 'typing', contactId: 'c_1', by: { kind: 'agent', id: 'agent-ana' }, on: true });
    const request = session.submit({ type: 'call.end', contactId: 'c_1', callId: 'v_1' });
    const turn = session.turn('c_1', 'call');
    session.close();
    await expect(request).rejects.toMatchObject({ code: 'closed' });
    await expect(turn).rejects.toMatchObject({ code: 'closed' });
    expect(session.state).toEqual({ kind: 'closed', code: 'closed' });
    expect(line.hungUpWith).toBe(1_000);
    expect(clock.waiting).toBe(0);
    expect(unwatched).toHaveBeenCalledOnce();
    await expect(session.submit({ type: 'contact.close', contactId: 'c_1' })).rejects.toMatchObject({ code: 'closed' });
  });

  it.each(['connecting', 'waiting', 'idle'] as const)('works while %s', async (kind) => {
    const { session, platform, clock, settle } = harness();
    platform.reachable = kind !== 'waiting';
    if (kind !== 'idle') session.open();
    if (kind === 'connecting') await platform.line();
    else await settle();
    expect(session.state.kind).toBe(kind);
    session.close();
    await settle();
    expect(session.state).toEqual({ kind: 'closed', code: 'closed' });
    expect(clock.waiting).toBe(0);
  });
});

describe('the contact', () => {
  it('stays the same object until something changes', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    const before = session.contact;
    line.tell({ type: 'read', contactId: 'c_1', by: 'agent', upTo: 0 });
    await settle();
    expect(session.contact).toBe(before);
    line.tell({ type: 'contact', contact: contactSnapshot({ medium: 'videoChat' }) });
    await settle();
    expect(session.contact).not.toBe(before);
    expect(session.contact?.snapshot.medium).toBe('videoChat');
  });

  it('shows who types until six seconds have passed or their message has come', async () => {
    const { session, clock, connect: open, settle } = harness();
    const line = await open();
    const by = { kind: 'agent', id: 'agent-ana', name: 'Ana' } as const;
    line.tell({ type: 'typing', contactId: 'c_1', by, on: true });
    await settle();
    expect(session.contact?.typing).toEqual(by);
    await clock.run(6_000);
    expect(session.contact?.typing).toBeUndefined();
    line.tell({ type: 'typing', contactId: 'c_1', by, on: true }, messageFrame(1, 'there'));
    await settle();
    expect(session.contact?.typing).toBeUndefined();
  });

  it('does not show its own typing', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    line.tell({ type: 'typing', contactId: 'c_1', by: customer, on: true });
    await settle();
    expect(session.contact?.typing).toBeUndefined();
  });

  it('tells the other side that somebody types, not more often than needed', async () => {
    const { session, clock, connect: open, settle } = harness();
    const line = await open();
    for (let stroke = 0; stroke < 10; stroke++) {
      session.typing('c_1', true);
      await clock.run(400);
    }
    session.typing('c_1', false);
    await settle();
    expect(line.frames.filter(({ type }) => type === 'typing')).toMatchObject([{ on: true }, { on: true }, { on: false }]);
  });

  it('counts what is unread, and says what was read, once', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'), messageFrame(2, 'mine', { actor: customer }), messageFrame(3, 'three'));
    await settle();
    expect(session.contact?.unread).toBe(2);
    session.read('c_1', 3);
    session.read('c_1', 3);
    session.read('c_1', 1);
    expect(session.contact?.unread).toBe(0);
    await settle();
    expect(line.frames.filter(({ type }) => type === 'read')).toMatchObject([{ contactId: 'c_1', upTo: 3 }]);
  });

  it('says again what was read while there was no line', async () => {
    const { session, clock, connect: open, again, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'));
    await clock.run(6_000);
    line.cut();
    session.read('c_1', 1);
    line.close(1_000);
    session.renew();
    const second = await again();
    await settle();
    expect(await second.next('read')).toMatchObject({ upTo: 1 });
    expect(session.contact?.unread).toBe(0);
  });
});
