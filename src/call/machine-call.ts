/**
 * The upgrade machine in a bound call: connecting, live, recovering, rebuilding.
 *
 * Knows who mends what: the customer alone begins attempts and ICE restarts, the agent asks for them; a break is mended
 * by ICE restarts on the same connection first, then by a new connection through relays, within a budget. Does not know
 * how a connection is made or watched (link.ts), nor when a timer is due (deadlines.ts).
 */
import type { Cause, Result } from '../protocol/index.js';
import { deadlines, restartsBeforeRebuild } from './deadlines.js';
import type { Effect, EventOf, Step } from './machine-event.js';
import type { Budget, Connecting, InCall, Live, MachineState, Rebuilding, Recovering, Requesting, View, Waiting } from './machine-state.js';
import { finish, finishByView, moment, step, type Row, type Side } from './machine-step.js';

/** The bind: from here on there is a call. The customer opens its connection, the agent listens for the offer. */
export function enterCall(state: Requesting | Waiting | InCall, view: View, callId: string, at: number, side: Side): Step<MachineState> {
  const seen = view.attempt ?? 0;
  const rejoins = state.kind === 'requesting' && state.task.kind === 'rejoin';
  const attempt = side === 'customer' ? seen + 1 : rejoins ? seen : 0;
  const call: Connecting = {
    kind: 'connecting',
    upgradeId: view.upgradeId,
    callId,
    attempt,
    generation: 0,
    relay: false,
    clickedAt: 'clickedAt' in state ? state.clickedAt : state.since,
    since: at,
    attemptSince: at,
    ...(view.agent ? { agent: view.agent } : {}),
  };
  const first: Effect[] = side === 'customer' ? [open(call)] : rejoins ? [{ type: 'join' }] : [];
  return step(call, { type: 'enter', callId, attempt }, ...first);
}

const open = ({ callId, attempt, relay }: Pick<InCall, 'callId' | 'attempt' | 'relay'>): Effect => ({ type: 'open', callId, attempt, relay });

/* ---- budgets ---- */

const newBudget = (at: number, online: boolean): Budget => ({ startedAt: at, spentMs: 0, runningSince: online ? at : undefined });

const pause = (budget: Budget, at: number): Budget =>
  budget.runningSince === undefined ? budget : { ...budget, spentMs: budget.spentMs + at - budget.runningSince, runningSince: undefined };

const resume = (budget: Budget, at: number): Budget => (budget.runningSince === undefined ? { ...budget, runningSince: at } : budget);

const reachability = {
  online: (state: Recovering | Rebuilding, event: EventOf<'online'>) => step({ ...state, budget: resume(state.budget, event.at) }),
  offline: (state: Recovering | Rebuilding, event: EventOf<'offline'>) => step({ ...state, budget: pause(state.budget, event.at) }),
} as const;

/* ---- a new connection ---- */

/** Another attempt of the same call; before the first frame that is still `connecting`. */
function anew(state: InCall, at: number, online: boolean, attempt: number, relay: boolean): Step<MachineState> {
  const { upgradeId, callId, agent, clickedAt, since } = state;
  const call = { upgradeId, callId, attempt, generation: 0, relay, clickedAt, since, attemptSince: at, ...(agent ? { agent } : {}) };
  if (state.kind === 'connecting') return step({ ...call, kind: 'connecting' }, open(call));
  const budget = 'budget' in state ? state.budget : newBudget(at, online);
  return step({ ...call, kind: 'rebuilding', budget }, open(call));
}

/** The path does not hold: the customer goes on by relays; the agent, who cannot begin an attempt, says it needs one. */
function mend(state: InCall, at: number, online: boolean, side: Side): Step<MachineState> {
  if (side === 'agent') return step(restamped(state, at), { type: 'join' });
  if ('attemptSince' in state && at - state.attemptSince < deadlines.pause) {
    // An attempt that fails at once would fail again at once: its timer runs out after a pause instead.
    return step({ ...state, attemptSince: at - deadlines.attempt + deadlines.pause });
  }
  return anew(state, at, online, state.attempt + 1, true);
}

const restamped = (state: InCall, at: number): InCall => {
  if (state.kind === 'recovering') return { ...state, restartAt: at };
  return state.kind === 'live' ? state : { ...state, attemptSince: at };
};

/** The customer began this attempt. */
const attempted = (state: InCall, event: EventOf<'attempted'>, side: Side): Step<MachineState> =>
  side === 'agent' && event.attempt > state.attempt ? anew(state, event.at, event.online, event.attempt, false) : step(state);

/** The agent is there with nothing in hand: the customer begins anew, and not by relays if it did without. */
const joined = (state: InCall, event: EventOf<'joined'>, side: Side): Step<MachineState> =>
  side === 'customer' ? anew(state, event.at, event.online, state.attempt + 1, state.relay) : step(state);

/* ---- ICE restarts ---- */

function recover(state: Live, at: number, online: boolean, side: Side): Step<MachineState> {
  const { kind: _kind, ...call } = state;
  const recovering: Recovering = { ...call, kind: 'recovering', restarts: 1, restartAt: at, budget: newBudget(at, online), generation: nextGeneration(state, side) };
  const interrupted: Effect[] = side === 'customer' ? [{ type: 'report', callId: state.callId, state: 'interrupted' }] : [];
  return step(recovering, restart(recovering, side), ...interrupted);
}

/** Only the customer's restarts count generations; the agent hears of them. */
const nextGeneration = ({ generation }: InCall, side: Side): number => (side === 'customer' ? generation + 1 : generation);

const restart = ({ generation }: Recovering, side: Side): Effect => (side === 'customer' ? { type: 'restart', generation } : { type: 'askRestart' });

function restartAgain(state: Recovering, at: number, side: Side): Step<MachineState> {
  if (state.restarts >= restartsBeforeRebuild) return mend(state, at, state.budget.runningSince !== undefined, side);
  const again: Recovering = { ...state, restarts: state.restarts + 1, restartAt: at, generation: nextGeneration(state, side) };
  return step(again, restart(again, side));
}

const restarted = (state: InCall, event: EventOf<'restarted'>): Step<MachineState> => step({ ...state, generation: event.generation });

/* ---- the end ---- */

function end(state: InCall, event: { readonly at: number }, side: Side): Step<MachineState> {
  const ending = { by: side, at: moment(event.at) } as const;
  const result: Result = state.kind === 'connecting' ? { status: 'cancelled', ...ending } : { status: 'completed', ...ending };
  return finish(state, event.at, { result, rejoin: false }, { type: 'endCall', callId: state.callId });
}

function fail(state: InCall, at: number, cause: Cause, side: Side): Step<MachineState> {
  const result: Result = { status: 'failed', reason: cause, by: side, at: moment(at) };
  return finish(state, at, { result, rejoin: state.kind !== 'connecting' }, { type: 'report', callId: state.callId, state: 'failed', cause });
}

function view(state: InCall, event: EventOf<'view'>, side: Side): Step<MachineState> {
  const { view, at } = event;
  // A contact has one upgrade at a time: another one means that this one ended unheard.
  if (view.upgradeId !== state.upgradeId) return finishByView(state, at, undefined);
  if (view.state === 'ended') return finishByView(state, at, view.result);
  // Another call of the same upgrade: the video was transferred.
  if (view.callId !== undefined && view.callId !== state.callId) return enterCall(state, view, view.callId, at, side);
  return step(view.agent ? { ...state, agent: view.agent } : state);
}

/** Once there was a picture, a path that never comes back is named by what was lost: the media. */
const lostCause = (cause: Cause): Cause => (cause === 'signaling-lost' ? 'media-stalled' : cause);

const ofEveryCall = {
  end,
  cancel: end,
  view,
  attempted,
  joined,
  closed: (state: InCall, event: EventOf<'closed'>) => finish(state, event.at, { result: event.result, rejoin: false }),
} as const;

const live = (state: Connecting | Rebuilding | Recovering, since: number): Live => {
  const { upgradeId, callId, attempt, generation, relay, agent, clickedAt } = state;
  return { kind: 'live', upgradeId, callId, attempt, generation, relay, clickedAt, since, ...(agent ? { agent } : {}) };
};

export const connecting: Row<'connecting'> = {
  ...ofEveryCall,
  firstMedia: (state, { at }) => step(live(state, at), { type: 'report', callId: state.callId, state: 'live', firstFrameMs: at - state.clickedAt }),
  lost: (state, event, side) => (event.fatal ? fail(state, event.at, event.fatal, side) : mend(state, event.at, event.online, side)),
  restartAsked: (state, event, side) => mend(state, event.at, event.online, side),
  restarted,
  timer: (state, { name, at, cause }, side) => {
    if (name === 'total') return fail(state, at, cause, side);
    return name === 'attempt' ? mend(state, at, true, side) : step(state);
  },
};

export const liveRow: Row<'live'> = {
  ...ofEveryCall,
  trouble: (state, event, side) => recover(state, event.at, event.online, side),
  restartAsked: (state, event, side) => (side === 'customer' ? recover(state, event.at, event.online, side) : step(state)),
  lost: (state, event, side) => {
    if (side === 'customer') return mend(state, event.at, event.online, side);
    const { kind: _kind, ...call } = state;
    // Nothing is left to restart: the agent says that it needs a new attempt.
    return step(
      { ...call, kind: 'recovering', restarts: restartsBeforeRebuild, restartAt: event.at, budget: newBudget(event.at, event.online) },
      { type: 'join' },
    );
  },
  restarted,
};

export const recovering: Row<'recovering'> = {
  ...ofEveryCall,
  ...reachability,
  recovered: (state) => step(live(state, state.since)),
  lost: (state, event, side) => mend(state, event.at, event.online, side),
  restarted,
  timer: (state, { name, at, cause }, side) => {
    if (name === 'restart') return restartAgain(state, at, side);
    return name === 'budget' || name === 'absolute' ? fail(state, at, lostCause(cause), side) : step(state);
  },
};

export const rebuilding: Row<'rebuilding'> = {
  ...ofEveryCall,
  ...reachability,
  firstMedia: (state) => step(live(state, state.since)),
  lost: (state, event, side) => mend(state, event.at, event.online, side),
  restartAsked: (state, event, side) => (side === 'customer' ? mend(state, event.at, event.online, side) : step(state)),
  restarted,
  timer: (state, { name, at, cause }, side) => {
    if (name === 'attempt') return mend(state, at, state.budget.runningSince !== undefined, side);
    return name === 'budget' || name === 'absolute' ? fail(state, at, lostCause(cause), side) : step(state);
  },
};
