import { describe, expect, it } from 'vitest';
import { SegueError, closeCodes } from '../../../src/protocol/index.js';
import { messageFrame } from '../../../src/testing/index.js';
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
