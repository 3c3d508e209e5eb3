import { describe, expect, it } from 'vitest';
import { deadlines, timersOf } from '../../../src/call/deadlines.js';
import type { Effect, Unstamped } from '../../../src/call/machine-event.js';
import type { MachineState } from '../../../src/call/machine-state.js';
import { upgradeMachine } from '../../../src/call/machine.js';
import { now, states } from './machine-samples.js';

function after(side: 'customer' | 'agent', from: MachineState, ...happenings: (Unstamped & { readonly in?: number })[]): { state: MachineState; last: readonly Effect[] } {
  let state = from;
  let last: readonly Effect[] = [];
  let at = now;
  for (const { in: ms = 0, ...event } of happenings) {
    at += ms;
    ({ state, effects: last } = upgradeMachine(side)(state, { ...event, at }));
  }
  return { state, last };
}

const lost = { type: 'lost', online: true } as const;
const trouble = { type: 'trouble', online: true } as const;
const timer = (name: 'attempt' | 'total' | 'restart' | 'budget' | 'absolute', ms = 0) => ({ type: 'timer', name, cause: 'turn-unreachable', in: ms }) as const;

describe('connecting', () => {
  it('reports the first frame with the time since the click', () => {
    const { state, last } = after('customer', states.connecting, { type: 'firstMedia' });
    expect(state).toMatchObject({ kind: 'live', since: now });
    expect(last).toEqual([{ type: 'report', callId: 'v_1', state: 'live', firstFrameMs: 9_000 }]);
  });

  it('goes on by relays when the first attempt takes too long or fails', () => {
    for (const event of [timer('attempt'), lost, { type: 'restartAsked', online: true } as const]) {
      const { state, last } = after('customer', states.connecting, event);
      expect(state).toMatchObject({ kind: 'connecting', attempt: 2, generation: 0, relay: true, since: states.connecting.since, attemptSince: now });
      expect(last).toEqual([{ type: 'open', callId: 'v_1', attempt: 2, relay: true }]);
    }
  });

  it('gives an attempt that fails at once a pause before the next', () => {
    const young = { ...states.connecting, attemptSince: now };
    const { state, last } = after('customer', young, lost);
    expect(last).toEqual([]);
    expect(timersOf(state).attempt).toBe(now + deadlines.pause);
    expect(after('customer', state, timer('attempt', deadlines.pause)).state).toMatchObject({ attempt: 2 });
  });

  it('begins anew for an agent with a fresh page, and not by relays for that', () => {
    expect(after('customer', states.connecting, { type: 'joined', online: true }).last).toEqual([{ type: 'open', callId: 'v_1', attempt: 2, relay: false }]);
  });

  it('lets the agent ask for an attempt, and never begin one', () => {
    expect(after('agent', states.connecting, lost).last).toEqual([{ type: 'join' }]);
    expect(after('agent', states.connecting, timer('attempt')).last).toEqual([{ type: 'join' }]);
    const { state, last } = after('agent', states.connecting, { type: 'attempted', attempt: 4, online: true });
    expect(state).toMatchObject({ kind: 'connecting', attempt: 4 });
    expect(last).toEqual([{ type: 'open', callId: 'v_1', attempt: 4, relay: false }]);
  });

  it('gives up after all attempts together, and names the cause', () => {
    const { state, last } = after('customer', states.connecting, timer('total'));
    expect(state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable', by: 'customer' }, rejoin: false });
    expect(last).toEqual([{ type: 'report', callId: 'v_1', state: 'failed', cause: 'turn-unreachable' }, { type: 'release' }, { type: 'leave' }]);
  });

  it('gives up at once where another attempt cannot help', () => {
    expect(after('agent', states.connecting, { ...lost, fatal: 'dtls-failed' }).state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'dtls-failed' } });
  });

  it('follows the platform into another call', () => {
    const view = { upgradeId: 'u_1', state: 'bound', callId: 'v_2', attempt: 0 } as const;
    const { state, last } = after('customer', states.live, { type: 'view', view });
    expect(state).toMatchObject({ kind: 'connecting', callId: 'v_2', attempt: 1 });
    expect(last).toEqual([{ type: 'enter', callId: 'v_2', attempt: 1 }, { type: 'open', callId: 'v_2', attempt: 1, relay: false }]);
  });
});

describe('a call whose path breaks', () => {
  it('restarts ICE twice, then makes a new connection by relays', () => {
    const first = after('customer', states.live, trouble);
    expect(first.state).toMatchObject({ kind: 'recovering', generation: 1, restarts: 1 });
    expect(first.last).toEqual([{ type: 'restart', generation: 1 }, { type: 'report', callId: 'v_1', state: 'interrupted' }]);
    const second = after('customer', first.state, timer('restart', deadlines.restart));
    expect(second.state).toMatchObject({ kind: 'recovering', generation: 2, restarts: 2 });
    expect(second.last).toEqual([{ type: 'restart', generation: 2 }]);
    const third = after('customer', second.state, timer('restart', deadlines.restart));
    expect(third.state).toMatchObject({ kind: 'rebuilding', attempt: 2, generation: 0, relay: true });
    expect(third.last).toEqual([{ type: 'open', callId: 'v_1', attempt: 2, relay: true }]);
  });

  it('lets the agent ask for restarts, and for a new connection after them', () => {
    expect(after('agent', states.live, trouble).last).toEqual([{ type: 'askRestart' }]);
    expect(after('agent', states.live, trouble, timer('restart', 8_000)).last).toEqual([{ type: 'askRestart' }]);
    const { state, last } = after('agent', states.live, trouble, timer('restart', 8_000), timer('restart', 8_000));
    expect(last).toEqual([{ type: 'join' }]);
    expect(state).toMatchObject({ kind: 'recovering' });
  });

  it('is live again since its first frame when media is back', () => {
    expect(after('customer', states.live, trouble, { type: 'recovered', in: 3_000 }).state).toEqual({ ...states.live, generation: 1 });
    expect(after('customer', states.live, lost, { type: 'firstMedia', in: 3_000 }).state).toMatchObject({ kind: 'live', since: states.live.since, attempt: 2 });
  });

  it('counts only online time against its budget', () => {
    const { state } = after('customer', states.live, trouble, { type: 'offline', in: 10_000 }, { type: 'online', in: 60_000 });
    expect(timersOf(state)).toMatchObject({ budget: now + 70_000 + deadlines.budget - 10_000, absolute: now + deadlines.absolute });
    const offline = after('customer', states.live, { ...trouble, online: false }).state;
    expect(timersOf(offline).budget).toBeUndefined();
    expect(timersOf(offline).absolute).toBe(now + deadlines.absolute);
  });

  it('keeps its budget from one repair to the next', () => {
    const { state } = after('customer', states.live, trouble, { ...lost, in: 5_000 });
    expect(state).toMatchObject({ kind: 'rebuilding', budget: { startedAt: now, spentMs: 0, runningSince: now } });
  });

  it.each(['budget', 'absolute'] as const)('ends when its %s time is spent, with a way back', (name) => {
    for (const from of [states.recovering, states.rebuilding]) {
      const { state, last } = after('customer', from, timer(name));
      expect(state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable' }, rejoin: true, durationMs: 5_000 });
      expect(last[0]).toEqual({ type: 'report', callId: 'v_1', state: 'failed', cause: 'turn-unreachable' });
    }
  });

  it('that was live never ends for want of signals: what was lost is the media', () => {
    const { state } = after('customer', states.recovering, { type: 'timer', name: 'budget', cause: 'signaling-lost' });
    expect(state).toMatchObject({ result: { reason: 'media-stalled' } });
  });

  it('follows the customer’s next attempt on the agent’s side', () => {
    for (const from of [states.live, states.recovering, states.rebuilding]) {
      const { state, last } = after('agent', from, { type: 'attempted', attempt: 7, online: true });
      expect(state).toMatchObject({ kind: 'rebuilding', attempt: 7 });
      expect(last).toEqual([{ type: 'open', callId: 'v_1', attempt: 7, relay: false }]);
    }
  });

  it('does not build an attempt twice', () => {
    expect(after('agent', states.live, { type: 'attempted', attempt: 1, online: true }).last).toEqual([]);
  });
});

describe('the end of a call', () => {
  it('is completed after the first frame and cancelled before it', () => {
    expect(after('agent', states.live, { type: 'end' }).state).toMatchObject({ result: { status: 'completed', by: 'agent' }, durationMs: 5_000, rejoin: false });
    expect(after('customer', states.connecting, { type: 'end' }).state).toMatchObject({ result: { status: 'cancelled', by: 'customer' } });
  });

  it('tells the platform first, then lets go of everything', () => {
    expect(after('customer', states.recovering, { type: 'end' }).last).toEqual([{ type: 'endCall', callId: 'v_1' }, { type: 'release' }, { type: 'leave' }]);
  });

  it('takes the platform’s word for how it was', () => {
    const result = { status: 'completed', by: 'agent', at: '2026-01-01T12:00:00.000Z' } as const;
    const { state } = after('customer', states.live, { type: 'end' }, { type: 'view', view: { upgradeId: 'u_1', state: 'ended', result } });
    expect(state).toMatchObject({ kind: 'ended', result });
  });

  it('is known from another upgrade on the contact', () => {
    expect(after('customer', states.live, { type: 'view', view: { upgradeId: 'u_2', state: 'asked' } }).state.kind).toBe('ended');
  });
});

describe('timers', () => {
  it('belong to states that must not last, and to no other', () => {
    const armed = Object.values(states).filter((state) => Object.keys(timersOf(state)).length > 0);
    expect(armed.map(({ kind }) => kind)).toEqual(['connecting', 'recovering', 'rebuilding']);
  });
});
