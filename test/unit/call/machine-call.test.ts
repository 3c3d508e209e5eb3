import { describe, expect, it } from 'vitest';
import { asksBeforeRebuild, defaultTimes as times, timersOf } from '../../../src/call/deadlines.js';
import type { Effect, Unstamped } from '../../../src/call/machine-event.js';
import type { MachineState, Reach } from '../../../src/call/machine-state.js';
import { upgradeMachine } from '../../../src/call/machine.js';
import { now, path, states } from './machine-samples.js';

type Happening = Unstamped & { readonly in?: number };

function after(side: 'customer' | 'agent', from: MachineState, ...happenings: Happening[]): { state: MachineState; last: readonly Effect[]; at: number } {
  let state = from;
  let last: readonly Effect[] = [];
  let at = now;
  for (const { in: ms = 0, ...event } of happenings) {
    at += ms;
    ({ state, effects: last } = upgradeMachine(side)(state, { ...event, at }));
  }
  return { state, last, at };
}

const lost = { type: 'lost', why: 'path', reach: path } as const;
const trouble = { type: 'trouble', reach: path } as const;
const asked = { type: 'restartAsked', reach: path } as const;
const attempted = (attempt: number) => ({ type: 'attempted', attempt, reach: path }) as const;
const restarted = (generation: number) => ({ type: 'restarted', generation }) as const;
const refused = (stranded: boolean) => ({ type: 'turnRefused', stranded, reach: path }) as const;
const timer = (name: 'attempt' | 'restart' | 'budget', ms = 0) => ({ type: 'timer', name, cause: 'turn-unreachable', in: ms }) as const;
const reach = (waitsFor: Reach['waitsFor'], ms = 0, lease?: number) => ({ type: 'reach', reach: { waitsFor, ...(lease === undefined ? {} : { lease }) }, in: ms }) as const;
const due = (state: MachineState) => timersOf(state, times);
const interrupted = { type: 'report', callId: 'v_1', state: 'interrupted' } as const;
const open = (attempt: number, way: 'all' | 'relay' | 'tls') => ({ type: 'open', callId: 'v_1', attempt, way }) as const;

describe('connecting', () => {
  it('reports the first frame with the time since the click', () => {
    const { state, last } = after('customer', states.connecting, { type: 'firstMedia' });
    expect(state).toMatchObject({ kind: 'live', since: now });
    expect(last).toEqual([{ type: 'report', callId: 'v_1', state: 'live', firstFrameMs: 9_000 }]);
  });

  it('goes on by relays when the first attempt takes too long or fails', () => {
    for (const event of [timer('attempt'), lost, asked]) {
      const { state, last } = after('customer', states.connecting, event);
      expect(state).toMatchObject({ kind: 'connecting', attempt: 2, generation: 0, way: 'relay', since: states.connecting.since, attemptSince: now });
      expect(last).toEqual([open(2, 'relay')]);
    }
  });

  it('then by TLS alone, and then by any way again', () => {
    const [first, next] = [timer('attempt'), timer('attempt', times.attempt)];
    expect(after('customer', states.connecting, first, next).last).toEqual([open(3, 'tls')]);
    expect(after('customer', states.connecting, first, next, next).last).toEqual([open(4, 'all')]);
  });

  it('begins with the way that is known to work', () => {
    const view = { upgradeId: 'u_1', state: 'bound', callId: 'v_1', attempt: 0, way: 'relay' } as const;
    expect(after('customer', states.waiting, { type: 'view', view }).last).toContainEqual(open(1, 'relay'));
    expect(after('agent', states.requesting, { type: 'view', view }, attempted(1)).last).toEqual([open(1, 'all')]);
  });

  it('gives an attempt that fails at once a pause before the next', () => {
    const young = { ...states.connecting, attemptSince: now, retryAt: now + times.attempt };
    const { state, last } = after('customer', young, lost);
    expect(last).toEqual([]);
    expect(due(state).attempt).toBe(now + times.pause);
    expect(upgradeMachine('customer')(state, { ...timer('attempt'), at: now + times.pause }).state).toMatchObject({ attempt: 2 });
  });

  it('begins anew for an agent with a fresh page, by the same way and once', () => {
    const { state, last } = after('customer', states.connecting, { type: 'joined', reach: path });
    expect(last).toEqual([open(2, 'all')]);
    expect(after('customer', state, { type: 'joined', reach: path, in: 10 }).last).toEqual([]);
  });

  it('lets the agent ask for an attempt, and never begin one', () => {
    expect(after('agent', states.connecting, lost).last).toEqual([{ type: 'join' }]);
    expect(after('agent', states.connecting, timer('attempt')).last).toEqual([{ type: 'join' }]);
    const { state, last } = after('agent', states.connecting, attempted(4));
    expect(state).toMatchObject({ kind: 'connecting', attempt: 4 });
    expect(last).toEqual([open(4, 'all')]);
  });

  it('gives up after all attempts together, and names the cause', () => {
    const { state, last } = after('customer', states.connecting, timer('budget'));
    expect(state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable', by: 'customer' }, rejoin: false });
    expect(last).toEqual([
      { type: 'report', callId: 'v_1', state: 'failed', cause: 'turn-unreachable' }, { type: 'release' }, { type: 'summarize', callId: 'v_1' }, { type: 'leave' },
    ]);
  });

  it('gives up at once where another attempt cannot help', () => {
    expect(after('agent', states.connecting, { ...lost, why: 'handshake' }).state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'dtls-failed' } });
  });

  it('neither tries nor counts while the other side is not there', () => {
    const { state } = after('customer', states.connecting, reach('peer', 1_000, now + 31_000));
    expect(due(state)).toEqual({ budget: states.connecting.patience.startedAt + times.absolute });
    expect(state).toMatchObject({ waitsFor: 'peer', until: now + 31_000 });
    const back = after('customer', state, reach('path', 20_000));
    expect(back.state).toMatchObject({ attempt: 1, attemptSince: now + 20_000 });
    expect(due(back.state)).toEqual({ attempt: now + 32_000, budget: now + 20_000 + times.total - 6_000 });
  });

  it('counts the time in which this side is offline, and tries nothing', () => {
    const { state } = after('customer', states.connecting, reach('network', 1_000));
    expect(due(state)).toEqual({ budget: states.connecting.patience.startedAt + times.total });
  });

  it('follows the platform into another call, and says how the one before was', () => {
    const view = { upgradeId: 'u_1', state: 'bound', callId: 'v_2', attempt: 0 } as const;
    const { state, last } = after('customer', states.live, { type: 'view', view });
    expect(state).toMatchObject({ kind: 'connecting', callId: 'v_2', attempt: 1 });
    expect(last).toEqual([{ type: 'summarize', callId: 'v_1' }, { type: 'enter', callId: 'v_2', attempt: 1 }, { ...open(1, 'all'), callId: 'v_2' }]);
  });
});

describe('relays that refuse the credentials', () => {
  it('are asked again at once with fresh ones', () => {
    const { state, last } = after('customer', states.connecting, refused(false));
    expect(last).toEqual([open(2, 'all')]);
    expect(state).toMatchObject({ refusals: 1 });
    expect(after('agent', states.connecting, refused(true)).last).toEqual([{ type: 'join' }]);
  });

  it('end the call soon where the policy leaves nothing else', () => {
    for (const side of ['customer', 'agent'] as const) {
      const { state } = after(side, states.connecting, refused(true), attempted(2), refused(true));
      expect(state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'turn-refused', by: side } });
    }
  });

  it('leave the direct way its time', () => {
    const { state, last } = after('customer', states.connecting, refused(false), refused(false));
    expect(last).toEqual([]);
    expect(state).toMatchObject({ kind: 'connecting', attempt: 2, way: 'all' });
  });

  it('send a retry by relays back to every way', () => {
    const { last } = after('customer', states.rebuilding, refused(false), refused(false));
    expect(last).toEqual([open(4, 'all')]);
  });
});

describe('a call whose path breaks', () => {
  it('restarts ICE twice, then makes a new connection by relays', () => {
    const first = after('customer', states.live, trouble);
    expect(first.state).toMatchObject({ kind: 'recovering', generation: 1, restarts: 1, waitsFor: 'path', until: now + times.budget });
    expect(first.last).toEqual([{ type: 'restart', generation: 1, suspect: true }, interrupted]);
    const second = after('customer', first.state, timer('restart', times.restart));
    expect(second.state).toMatchObject({ kind: 'recovering', generation: 2, restarts: 2 });
    expect(second.last).toEqual([{ type: 'restart', generation: 2, suspect: true }]);
    const third = after('customer', second.state, timer('restart', times.restart));
    expect(third.state).toMatchObject({ kind: 'rebuilding', attempt: 2, generation: 0, way: 'relay' });
    expect(third.last).toEqual([open(2, 'relay')]);
  });

  it('lets the agent ask for restarts, and for a new connection after them', () => {
    let { state, last } = after('agent', states.live, trouble);
    expect(last[1]).toEqual(interrupted);
    last = last.slice(0, 1);
    for (let asks = 1; asks < asksBeforeRebuild; asks++) {
      expect(last).toEqual([{ type: 'askRestart' }]);
      ({ state, last } = after('agent', state, timer('restart', times.ask)));
    }
    ({ state, last } = after('agent', state, timer('restart', times.ask)));
    expect(last).toEqual([{ type: 'join' }]);
    expect(state).toMatchObject({ kind: 'rebuilding', attempt: 1 });
  });

  it('gives a restart that the agent hears of its time before it asks again', () => {
    const { state } = after('agent', states.live, trouble, { type: 'restarted', generation: 1, in: 3_000 });
    expect(due(state).restart).toBe(now + 3_000 + times.ask);
  });

  it('heeds the agent’s request during a repair, unless a restart is young', () => {
    const { state } = after('customer', states.live, trouble);
    expect(after('customer', state, { ...asked, in: times.ask - 1 }).last).toEqual([]);
    const again = after('customer', state, { ...asked, in: times.ask });
    expect(again.last).toEqual([{ type: 'restart', generation: 2, suspect: true }]);
    expect(again.state).toMatchObject({ restarts: 1 });
  });

  it('is live again since its first frame when media is back', () => {
    expect(after('customer', states.live, trouble, { type: 'recovered', in: 3_000 }).state).toEqual({ ...states.live, generation: 1 });
    expect(after('customer', states.live, lost, { type: 'firstMedia', in: 3_000 }).state).toMatchObject({ kind: 'live', since: states.live.since, attempt: 2 });
  });

  it('is told by each side whose media stopped, and is back', () => {
    for (const side of ['customer', 'agent'] as const) {
      expect(after(side, states.live, trouble).last).toContainEqual(interrupted);
      expect(after(side, states.live, lost).last).toContainEqual(interrupted);
      expect(after(side, states.recovering, lost).last).not.toContainEqual(interrupted);
      expect(after(side, states.recovering, { type: 'recovered' }).last).toEqual([{ type: 'report', callId: 'v_1', state: 'live' }]);
      expect(after(side, states.rebuilding, { type: 'firstMedia' }).last).toEqual([{ type: 'report', callId: 'v_1', state: 'live' }]);
    }
  });

  it('is made anew by the same way after a page that went, and by relays after a path that did', () => {
    expect(after('customer', states.live, { ...lost, why: 'peer' }).last).toEqual([open(2, 'all'), interrupted]);
    expect(after('customer', states.live, lost).last).toEqual([open(2, 'relay'), interrupted]);
    expect(after('customer', states.live, { ...lost, why: 'handshake' }).last[0]).toEqual(open(2, 'relay'));
  });

  it('counts only the time in which both sides can be reached', () => {
    const { state } = after('customer', states.live, trouble, reach('network', 10_000, now + 40_000), reach('path', 60_000));
    expect(due(state)).toMatchObject({ budget: now + 70_000 + times.budget - 10_000 });
    const offline = after('customer', states.live, { ...trouble, reach: { waitsFor: 'network', lease: now + 30_000 } }).state;
    expect(offline).toMatchObject({ waitsFor: 'network', until: now + 30_000 });
    const lonely = after('customer', states.live, { ...trouble, reach: { waitsFor: 'peer', lease: now + 30_000 } }).state;
    expect(lonely).toMatchObject({ waitsFor: 'peer', until: now + 30_000 });
    // The platform says so when it has waited long enough for the other side.
    expect(due(lonely)).toEqual({ budget: now + times.absolute });
    const late = after('customer', lonely, reach('path', times.absolute - 5_000)).state;
    expect(due(late)).toMatchObject({ budget: now + times.absolute });
  });

  it.each(['network', 'peer'] as const)('restarts at once when there is a path again after waiting for the %s', (waitsFor) => {
    const { last, state, at } = after('customer', states.live, trouble, reach(waitsFor, 500), reach('path', 700));
    expect(last).toEqual([{ type: 'restart', generation: 2, suspect: true }]);
    expect(state).toMatchObject({ restarts: 1, restartAt: at });
    expect(after('agent', states.live, trouble, reach(waitsFor, 500), reach('path', 700)).last).toEqual([{ type: 'askRestart' }]);
  });

  it('gives a new connection its whole time again when there is a path again', () => {
    const { state, at } = after('customer', states.rebuilding, reach('network'), reach('path', 9_000));
    expect(due(state).attempt).toBe(at + times.attempt);
    const hopeless = { ...states.rebuilding, retryAt: states.rebuilding.attemptSince + times.pause };
    expect(due(after('customer', hopeless, reach('network'), reach('path', 9_000)).state).attempt).toBe(hopeless.retryAt);
  });

  it('keeps its patience from one repair to the next', () => {
    const { state } = after('customer', states.live, trouble, { ...lost, in: 5_000 });
    expect(state).toMatchObject({ kind: 'rebuilding', until: now + times.budget, patience: { startedAt: now } });
  });

  it('ends when its time is spent, with a way back', () => {
    for (const from of [states.recovering, states.rebuilding]) {
      const { state, last } = after('customer', from, timer('budget'));
      expect(state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable' }, rejoin: true, durationMs: 5_000 });
      expect(last[0]).toEqual({ type: 'report', callId: 'v_1', state: 'failed', cause: 'turn-unreachable' });
    }
  });

  it('ends by itself when the platform must have given up on a side that is offline, and leaves it the last word', () => {
    const { state: offline } = after('customer', states.live, trouble, reach('network', 0, now + times.lease));
    expect(due(offline)).toEqual({ budget: now + times.lease });
    const { state, last } = after('customer', offline, timer('budget', times.lease));
    expect(state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'signaling-lost' }, rejoin: true });
    expect(last.map(({ type }) => type)).toEqual(['release', 'summarize', 'leave']);
  });

  it('that was live never ends for want of signals: what was lost is the media', () => {
    const { state } = after('customer', states.recovering, { type: 'timer', name: 'budget', cause: 'signaling-lost' });
    expect(state).toMatchObject({ result: { reason: 'media-stalled' } });
  });

  it('follows the customer’s next attempt on the agent’s side', () => {
    for (const from of [states.live, states.recovering, states.rebuilding]) {
      const { state, last } = after('agent', from, attempted(7));
      expect(state).toMatchObject({ kind: 'rebuilding', attempt: 7 });
      expect(last[0]).toEqual(open(7, 'all'));
    }
  });

  it('does not build an attempt twice', () => {
    expect(after('agent', states.live, attempted(1)).last).toEqual([]);
  });
});

describe('a network that changes under a call', () => {
  it('is followed at once, and nobody need notice', () => {
    const { state, last } = after('customer', states.live, { type: 'pathChanged' });
    expect(state).toEqual({ ...states.live, generation: 1 });
    expect(last).toEqual([{ type: 'restart', generation: 1, suspect: false }]);
    expect(after('agent', states.live, { type: 'pathChanged' }).last).toEqual([{ type: 'askRestart' }]);
  });

  it('is restarted for once: what is seen to break meanwhile, here or there, is under repair', () => {
    const { state } = after('customer', states.live, { type: 'pathChanged' }, restarted(1));
    const seen = after('customer', state, { ...trouble, in: times.ask - 1 });
    expect(seen.last).toEqual([interrupted]);
    expect(seen.state).toMatchObject({ kind: 'recovering', generation: 1, restarts: 1, restartAt: now, until: now + times.ask - 1 + times.budget });
    // It was begun before the break: it gets no more than an agent would leave it.
    expect(due(seen.state)).toMatchObject({ restart: now + times.ask });
    expect(after('customer', seen.state, timer('restart', 1)).last).toEqual([{ type: 'restart', generation: 2, suspect: true }]);
    expect(after('customer', state, { ...asked, in: times.ask - 1 })).toMatchObject({ state, last: [] });
    // Later it is another break.
    expect(after('customer', state, { ...trouble, in: times.ask }).last[0]).toEqual({ type: 'restart', generation: 2, suspect: true });
    expect(after('customer', state, { ...asked, in: times.ask }).last[0]).toEqual({ type: 'restart', generation: 2, suspect: true });
  });

  it.each([['trouble', trouble], ['the agent’s question', asked]] as const)('is restarted for anew at %s where the first restart has not begun', (_name, event) => {
    const { state } = after('customer', states.live, { type: 'pathChanged' });
    expect(after('customer', state, { ...event, in: 1_000 }).last[0]).toEqual({ type: 'restart', generation: 2, suspect: true });
  });

  it('gives a restart its time from when it begins, which credentials and an open offer may have kept waiting', () => {
    const { state } = after('customer', states.live, trouble);
    expect(due(state)).toMatchObject({ restart: now + times.restart });
    const begun = after('customer', state, { ...restarted(1), in: 3_000 }).state;
    expect(due(begun)).toMatchObject({ restart: now + 3_000 + times.restart });
    expect(after('customer', begun, { ...asked, in: times.ask - 1 }).last).toEqual([]);
    // One that begins late is not the one that is wanted by now.
    const again = after('customer', state, timer('restart', times.restart), restarted(1)).state;
    expect(again).toMatchObject({ generation: 2, restarts: 2 });
  });

  it('is not asked about again by an agent who has just heard of the restart', () => {
    const { state } = after('agent', states.live, { type: 'restarted', generation: 1 });
    const seen = after('agent', state, { ...trouble, in: 500 });
    expect(seen.last).toEqual([interrupted]);
    expect(due(seen.state)).toMatchObject({ restart: now + times.ask });
    expect(after('agent', seen.state, { ...timer('restart', times.ask) }).last).toEqual([{ type: 'askRestart' }]);
  });

  it('cuts short the wait for a restart before the change', () => {
    const { state, last } = after('customer', states.recovering, { type: 'pathChanged' });
    expect(last).toEqual([{ type: 'restart', generation: 2, suspect: true }]);
    expect(state).toMatchObject({ restarts: states.recovering.restarts, restartAt: now });
    expect(after('customer', state, { type: 'pathChanged', in: times.pause - 1 }).last).toEqual([]);
  });
});

describe('the end of a call', () => {
  it('is completed after the first frame and cancelled before it', () => {
    expect(after('agent', states.live, { type: 'end' }).state).toMatchObject({ result: { status: 'completed', by: 'agent' }, durationMs: 5_000, rejoin: false });
    expect(after('customer', states.connecting, { type: 'end' }).state).toMatchObject({ result: { status: 'cancelled', by: 'customer' } });
  });

  it('tells the platform first, then lets go of everything', () => {
    expect(after('customer', states.recovering, { type: 'end' }).last).toEqual([{ type: 'endCall', callId: 'v_1' }, { type: 'release' }, { type: 'summarize', callId: 'v_1' }, { type: 'leave' }]);
  });

  it('takes the platform’s word for how it was', () => {
    const result = { status: 'completed', by: 'agent', at: '2026-01-01T12:00:00.000Z' } as const;
    const { state } = after('customer', states.live, { type: 'end' }, { type: 'view', view: { upgradeId: 'u_1', state: 'ended', result } });
    expect(state).toMatchObject({ kind: 'ended', result });
  });

  it('by a failure leaves a way back where there was a picture, whoever says so', () => {
    const result = { status: 'failed', reason: 'turn-refused', by: 'agent', at: '2026-01-01T12:00:00.000Z' } as const;
    const failed = { type: 'view', view: { upgradeId: 'u_1', state: 'ended', result } } as const;
    expect(after('customer', states.connecting, failed).state).toMatchObject({ kind: 'ended', result, rejoin: false });
    for (const from of [states.live, states.recovering, states.rebuilding]) expect(after('customer', from, failed).state).toMatchObject({ rejoin: true });
  });

  it('is known from another upgrade on the contact', () => {
    expect(after('customer', states.live, { type: 'view', view: { upgradeId: 'u_2', state: 'asked' } }).state.kind).toBe('ended');
  });
});

describe('timers', () => {
  it('belong to states that must not last, and to no other', () => {
    const armed = Object.values(states).filter((state) => Object.keys(due(state)).length > 0);
    expect(armed.map(({ kind }) => kind)).toEqual(['connecting', 'recovering', 'rebuilding']);
  });
});
