import { describe, expect, it } from 'vitest';
import { SegueError, closeCodes } from '../../../src/protocol/index.js';
import { customerWelcome, messageFrame } from '../../../src/testing/index.js';
import { fixedTokens, harness } from './harness.js';

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

describe('a line that owes an answer', () => {
  it('is doubted after two seconds and replaced after three more; the frame goes out again', async () => {
    const { session, clock, connect: open, platform, settle } = harness();
    const line = await open();
    await clock.run(6_000);
    line.cut();
    const asked = session.submit({ type: 'upgrade.request', contactId: 'c_1', manifest: { media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video: { supported: true, camera: true, microphone: true } } } });
    await clock.run(4_999);
    expect(line.hungUpWith).toBeUndefined();
    await clock.run(1);
    expect(line.hungUpWith).toBe(closeCodes.silent);
    const second = await platform.line();
    await second.greet(customerWelcome());
    const frame = await second.next('upgrade.request');
    second.tell({ type: 'ack', re: frame.id, upgradeId: 'u_1' });
    await settle();
    await expect(asked).resolves.toMatchObject({ upgradeId: 'u_1' });
  });

  it('is left in peace for what wants none', async () => {
    const { session, clock, connect: open } = harness();
    const line = await open();
    session.typing('c_1', true);
    await clock.run(20_000);
    expect(line.frames.filter(({ type }) => type === 'ping')).toEqual([]);
  });
});

describe('a dial that hangs', () => {
  const network = () => {
    const hints: (() => void)[] = [];
    return { hint: () => {
      for (const it of hints) it();
    }, watch: (heard: () => void) => {
      hints.push(heard);
      return () => undefined;
    } };
  };

  it('gives way to a fresh one when the network says it is there again', async () => {
    const { hint, watch } = network();
    const { session, platform, clock, again } = harness({ network: watch });
    platform.hanging = true;
    session.open();
    await clock.run(4_000);
    platform.hanging = false;
    hint();
    await again();
    expect(session.state.kind).toBe('connected');
    expect(platform.lines[0]?.hungUpWith).toBe(1_000);
  });

  it('is not begun again for a second sign of the same', async () => {
    const { hint, watch } = network();
    const { session, platform, clock } = harness({ network: watch });
    platform.hanging = true;
    session.open();
    await clock.run(4_000);
    hint();
    await clock.run(10);
    hint();
    await clock.run(10);
    expect(platform.lines).toHaveLength(2);
  });

  it('in a call is given up after two seconds, every eighth one after four, and a fresh one begins at once', async () => {
    const { session, clock, connect: open, platform } = harness();
    const line = await open();
    session.setInCall(true);
    await clock.run(6_000);
    platform.hanging = true;
    const begun: number[] = [];
    const from = clock.now();
    line.drop();
    let known = platform.lines.length;
    while (clock.now() < from + 21_000) {
      await clock.run(100);
      if (platform.lines.length > known) begun.push(Math.round((clock.now() - from) / 100) / 10);
      known = platform.lines.length;
    }
    expect(begun).toEqual([0.1, 2, 4, 6, 8, 10, 12, 14, 18, 20]);
    platform.hanging = false;
    await clock.run(2_000);
    expect(platform.lines.slice(1, -1).every(({ hungUpWith }) => hungUpWith === 1_000)).toBe(true);
  });

  it('was begun in peace, and is given up sooner once a call begins', async () => {
    const { session, clock, platform } = harness();
    platform.hanging = true;
    session.open();
    await clock.run(500);
    session.setInCall(true);
    await clock.run(2_000);
    expect(platform.lines.length).toBeGreaterThan(2);
  });
});

describe('a line in a call', () => {
  it('is checked every second and dead after three', async () => {
    const { session, clock, connect: open, platform } = harness();
    const line = await open();
    session.setInCall(true);
    await clock.run(2_000);
    expect(line.frames.filter(({ type }) => type === 'ping')).toHaveLength(5);
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

  it('is asked at once where it is doubted, and given up without a word for 0.7 s', async () => {
    const { session, clock, connect: open } = harness();
    const line = await open();
    session.setInCall(true);
    await clock.run(100);
    const pings = line.frames.filter(({ type }) => type === 'ping').length;
    session.doubt();
    await clock.run(600);
    expect(line.frames.filter(({ type }) => type === 'ping')).toHaveLength(pings + 1);
    line.cut();
    session.doubt();
    await clock.run(699);
    expect(line.hungUpWith).toBeUndefined();
    await clock.run(1);
    expect(line.hungUpWith).toBe(closeCodes.silent);
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
    { code: closeCodes.badFrame, outcome: 'dials again', asked: [false, false], state: 'connecting' },
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
    [closeCodes.replaced, 'closed'],
  ] as const)('%i: stops, and says %s', async (code, reason) => {
    const { session, clock, connect: open, settle } = harness();
    const line = await open();
    line.drop(code);
    await settle();
    expect(session.state).toEqual({ kind: 'closed', code: reason });
    expect(clock.waiting).toBe(0);
  });

  it('4400 to its hello: stops with bad-frame, and greets again when it is opened again', async () => {
    const { session, clock, platform, settle } = harness();
    session.open();
    await settle();
    const refused = await platform.line();
    await refused.hello();
    refused.drop(closeCodes.badFrame);
    await clock.run(60_000);
    expect(session.state).toEqual({ kind: 'closed', code: 'bad-frame' });
    expect(platform.lines).toHaveLength(1);
    session.open();
    const line = await platform.line();
    await line.hello();
    line.tell(customerWelcome());
    await settle();
    expect(session.state.kind).toBe('connected');
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
