/**
 * The upgrade machine in a bound call: connecting, live, recovering, rebuilding.
 *
 * Knows who mends what: the customer alone begins attempts and ICE restarts, the agent asks for them; a break is mended
 * by ICE restarts on the same connection first, then by a new connection beside it, each by another way than the last.
 * Does not know how a connection is made or watched (link.ts), when a timer is due (deadlines.ts) or how long all of it
 * may take (machine-patience.ts).
 */
import type { Cause, Result } from '../protocol/index.js';
import { asksBeforeRebuild, restartsBeforeRebuild, type CallTimes } from './deadlines.js';
import type { Effect, EventOf, Step } from './machine-event.js';
import { begin, goOn, type Impatient } from './machine-patience.js';
import type { Attempting, Connecting, InCall, Live, MachineState, Reach, Rebuilding, Recovering, Requesting, View, Waiting, Waits, Way } from './machine-state.js';
import { askAnew, finish, finishByView, moment, step, summarize, type Row, type Side } from './machine-step.js';

/** What every answer of a bound call goes by, beside the state. */
interface Around {
  readonly at: number;
  readonly side: Side;
  readonly times: CallTimes;
}
type Reached = Around & { readonly reach: Reach };

const path: Reach = { waitsFor: 'path' };

/** The bind: from here on there is a call. The customer opens its connection, the agent listens for the offer. */
export function enterCall(state: Requesting | Waiting | InCall, view: View, callId: string, { at, side, times }: Around): Step<MachineState> {
  const seen = view.attempt ?? 0;
  const rejoins = state.kind === 'requesting' && state.task.kind === 'rejoin';
  // Begun by what this page said ahead, the first attempt is its own; begun by another page, it is taken.
  const taken = view.begun === undefined ? seen : view.begun === 'here' && seen <= 1 ? 0 : Math.max(1, seen);
  const attempt = side === 'customer' ? taken + 1 : rejoins ? seen : 0;
  const call: Connecting = {
    kind: 'connecting',
    by: rejoins ? 'rejoin' : 'bind',
    upgradeId: view.upgradeId,
    callId,
    attempt,
    generation: 0,
    way: view.way ?? 'all',
    clickedAt: 'clickedAt' in state ? state.clickedAt : state.since,
    since: at,
    attemptSince: at,
    retryAt: at + times.attempt,
    refusals: 0,
    ...begin('connecting', at, path, times),
    ...(view.agent ? { agent: view.agent } : {}),
  };
  const before: Effect[] = 'callId' in state ? [summarize(state)] : [];
  const first: Effect[] = side === 'customer' ? [open(call)] : rejoins ? [{ type: 'join' }] : [{ type: 'warm', way: 'all' }];
  return step(call, ...before, { type: 'enter', callId, attempt }, ...first);
}

const open = ({ callId, attempt, way }: Pick<InCall, 'callId' | 'attempt' | 'way'>): Effect => ({ type: 'open', callId, attempt, way });

/** What of a state is the call's, whatever becomes of it. */
const callOf = ({ upgradeId, callId, attempt, generation, way, clickedAt, since, agent }: InCall) => ({
  upgradeId, callId, attempt, generation, way, clickedAt, since, ...(agent ? { agent } : {}),
});

/* ---- a new connection ---- */

/** Goes on with the patience there is, or begins one. */
const patienceOf = (state: InCall, kind: Impatient, { at, reach, times }: Reached): Waits =>
  'patience' in state ? goOn(kind, state, at, reach, times) : begin(kind, at, reach, times);

/** An attempt begins, or is awaited; before the first frame the call is still `connecting`. */
function attempting(state: InCall, change: Partial<Attempting>, around: Reached): Connecting | Rebuilding {
  const { at, times } = around;
  const refusals = 'refusals' in state ? state.refusals : 0;
  const attempt = { ...callOf(state), attemptSince: at, retryAt: at + times.attempt, refusals };
  if (state.kind !== 'connecting') return { ...attempt, ...patienceOf(state, 'rebuilding', around), ...change, kind: 'rebuilding' };
  return { ...attempt, ...patienceOf(state, 'connecting', around), ...change, kind: 'connecting', by: state.by };
}

function anew(state: InCall, change: Pick<Attempting, 'attempt' | 'way'> & Partial<Attempting>, around: Reached): Step<MachineState> {
  const next = attempting(state, { generation: 0, ...change }, around);
  return step(next, open(next), ...interrupted(state));
}

const ways = { all: 'relay', relay: 'tls', tls: 'all' } as const satisfies Record<Way, Way>;

/** Relays first after a break; where an attempt came to nothing, the way after its own. */
const nextWay = (state: InCall): Way => ('retryAt' in state ? ways[state.way] : 'relay');

/** The connection does not hold: the customer makes another; the agent, who cannot begin an attempt, says it needs one. */
function mend(state: InCall, way: Way, around: Reached): Step<MachineState> {
  const { at, side, times } = around;
  if (side === 'agent') return step(attempting(state, {}, around), { type: 'join' }, ...interrupted(state));
  if ('retryAt' in state && at - state.attemptSince < times.pause) {
    // An attempt that fails at once would fail again at once.
    return step({ ...state, retryAt: state.attemptSince + times.pause });
  }
  return anew(state, { attempt: state.attempt + 1, way }, around);
}

/** A peer that closed its connection has left the page: nothing is wrong with the path. */
function lost(state: InCall, { why, at, reach }: EventOf<'lost'>, side: Side, times: CallTimes): Step<MachineState> {
  const around = { at, reach, side, times };
  if (why === 'handshake' && state.kind === 'connecting') return fail(state, at, 'dtls-failed', side);
  return mend(state, why === 'peer' ? state.way : nextWay(state), around);
}

/** The customer began this attempt. */
const attempted = (state: InCall, { attempt, at, reach }: EventOf<'attempted'>, side: Side, times: CallTimes): Step<MachineState> =>
  side === 'agent' && attempt > state.attempt ? anew(state, { attempt, way: 'all' }, { at, reach, side, times }) : step(state);

/** The agent is there with nothing in hand: the customer begins anew, and by the same way, of which nothing bad is known. */
function joined(state: InCall, { at, reach }: EventOf<'joined'>, side: Side, times: CallTimes): Step<MachineState> {
  // The same word again, which was on its way when the attempt began; a new page says it until it is heard.
  const heeded = 'attemptSince' in state && at - state.attemptSince < times.pause;
  if (side === 'agent' || heeded) return step(state);
  return anew(state, { attempt: state.attempt + 1, way: state.way }, { at, reach, side, times });
}

/** Relays let nobody in with these credentials: once, fresh ones may help; again, only a way without relays. */
function turnRefused(state: Connecting | Rebuilding, { at, reach, stranded }: EventOf<'turnRefused'>, side: Side, times: CallTimes): Step<MachineState> {
  const around = { at, reach, side, times };
  const refusals = state.refusals + 1;
  if (refusals > 1 && stranded) return fail(state, at, 'turn-refused', side);
  if (refusals > 1 && state.way === 'all') return step({ ...state, refusals });
  if (side === 'agent') return step(attempting(state, { refusals }, around), { type: 'join' });
  return anew(state, { attempt: state.attempt + 1, way: refusals > 1 ? 'all' : state.way, refusals }, around);
}

/* ---- ICE restarts ---- */

function recover(state: Live, around: Reached): Step<MachineState> {
  const { at, side, times, reach } = around;
  const { restartAt = at } = state;
  const patient = { ...callOf(state), kind: 'recovering', restarts: 1, ...begin('recovering', at, reach, times) } as const;
  // What is seen only now has been under repair for a while: that gets its time, but no more than an agent would leave it.
  if (isRestarting(state, at, times)) return step({ ...patient, restartAt, againAt: restartAt + times.ask }, ...interrupted(state));
  const begun: Recovering = { ...patient, ...restartedAt(at, side, times), generation: nextGeneration(state, side) };
  return step(begun, restart(begun, side), ...interrupted(state));
}

/** Wanted or begun at that moment. */
const restartedAt = (at: number, side: Side, { restart, ask }: CallTimes) => ({ restartAt: at, againAt: at + (side === 'customer' ? restart : ask) });

const isRestarting = ({ restartAt = -Infinity }: Live, at: number, times: CallTimes): boolean => at - restartAt < times.ask;

/** Each side says of its own media that it stopped and that it is back: while one has it, the call is alive. */
const interrupted = ({ kind, callId }: InCall): Effect[] => (kind === 'live' ? [{ type: 'report', callId, state: 'interrupted' }] : []);
const back = (state: Recovering | Rebuilding): Step<MachineState> => step(live(state, state.since), { type: 'report', callId: state.callId, state: 'live' });

/** Only the customer's restarts count generations; the agent hears of them. */
const nextGeneration = ({ generation }: InCall, side: Side): number => (side === 'customer' ? generation + 1 : generation);

const restart = ({ generation }: InCall, side: Side, suspect = true): Effect =>
  side === 'customer' ? { type: 'restart', generation, suspect } : { type: 'askRestart' };

function restartAgain(state: Recovering, restarts: number, { at, side, times }: Around): Step<MachineState> {
  const again: Recovering = { ...state, restarts, ...restartedAt(at, side, times), generation: nextGeneration(state, side) };
  return step(again, restart(again, side));
}

function restartDue(state: Recovering, at: number, side: Side, times: CallTimes): Step<MachineState> {
  if (state.restarts >= (side === 'customer' ? restartsBeforeRebuild : asksBeforeRebuild)) return mend(state, 'relay', { at, side, times, reach: path });
  return restartAgain(state, state.restarts + 1, { at, side, times });
}

/** Begun: by the other side, or by this one, whose credentials and open offer may have kept it waiting. */
function restarted(state: InCall, { generation, at }: EventOf<'restarted'>, side: Side, times: CallTimes): Step<MachineState> {
  // Meanwhile a later one may have been wanted.
  const known = { ...state, generation: Math.max(state.generation, generation) };
  if (known.kind === 'recovering') return step({ ...known, ...restartedAt(at, side, times) });
  return step(known.kind === 'live' ? { ...known, restartAt: at } : known);
}

/* ---- the world ---- */

/** Who can be reached is another one now; what could not be tried meanwhile is tried as soon as there is a path. */
function reached(state: Connecting | Recovering | Rebuilding, { at, reach }: EventOf<'reach'>, side: Side, times: CallTimes): Step<MachineState> {
  const waits = goOn(state.kind, state, at, reach, times);
  const back = reach.waitsFor === 'path' && state.waitsFor !== 'path';
  if (state.kind === 'recovering') {
    const next: Recovering = { ...state, ...waits };
    return back ? restartAgain(next, 1, { at, side, times }) : step(next);
  }
  const hopeless = state.retryAt < state.attemptSince + times.attempt;
  return step({ ...state, ...waits, ...(back && !hopeless ? { attemptSince: at, retryAt: at + times.attempt } : {}) });
}

/** Before anything is seen to break: while media flows, nobody need notice. */
const movedOn = (state: Live, _event: EventOf<'pathChanged'>, side: Side): Step<MachineState> => {
  const next = { ...state, generation: nextGeneration(state, side) };
  return step(next, restart(next, side, false));
};

const atOnce = (state: Recovering, { at }: EventOf<'pathChanged'>, side: Side, times: CallTimes): Step<MachineState> =>
  at - state.restartAt < times.pause ? step(state) : restartAgain(state, state.restarts, { at, side, times });

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

/**
 * Once there was a picture, a path that never comes back is named by what was lost: the media. A side that was offline for
 * too long tells nobody: the platform knows better what became of the call, and may still have it.
 */
function spent(state: Connecting | Recovering | Rebuilding, { at, cause }: EventOf<'timer'>, side: Side): Step<MachineState> {
  if (state.kind === 'connecting') return fail(state, at, cause, side);
  if (state.waitsFor !== 'network') return fail(state, at, cause === 'signaling-lost' ? 'media-stalled' : cause, side);
  return finish(state, at, { result: { status: 'failed', reason: 'signaling-lost', by: side, at: moment(at) }, rejoin: true });
}

function view(state: InCall, event: EventOf<'view'>, side: Side, times: CallTimes): Step<MachineState> {
  const { view, at } = event;
  // A contact has one upgrade at a time: another one means that this one ended unheard.
  if (view.upgradeId !== state.upgradeId) return finishByView(state, at, undefined);
  if (view.state === 'ended') {
    // The way back led into a call that had broken off meanwhile: the click was for video, and the camera is on.
    const broken = state.kind === 'connecting' && state.by === 'rejoin' && view.result?.status === 'failed';
    return broken && side === 'customer' ? askAnew(state.clickedAt, { type: 'leave' }) : finishByView(state, at, view.result);
  }
  // Another call of the same upgrade: the video was transferred.
  if (view.callId !== undefined && view.callId !== state.callId) return enterCall(state, view, view.callId, { at, side, times });
  return step(view.agent ? { ...state, agent: view.agent } : state);
}

const ofEveryCall = {
  end,
  cancel: end,
  view,
  attempted,
  joined,
  lost,
  restarted,
  closed: (state: InCall, event: EventOf<'closed'>) => finish(state, event.at, { result: event.result, rejoin: false }),
} as const;

const live = (state: InCall, since: number): Live => ({ ...callOf(state), kind: 'live', since });

/** The agent's path is none, though the attempt may be young: another way. */
const restartOfAttempt = (state: Connecting | Rebuilding, { at, reach }: EventOf<'restartAsked'>, side: Side, times: CallTimes): Step<MachineState> =>
  side === 'customer' ? mend(state, nextWay(state), { at, reach, side, times }) : step(state);

const ofEveryAttempt = {
  ...ofEveryCall,
  reach: reached,
  turnRefused,
  restartAsked: restartOfAttempt,
  timer: (state: Connecting | Rebuilding, event: EventOf<'timer'>, side: Side, times: CallTimes) => {
    if (event.name === 'budget') return spent(state, event, side);
    return event.name === 'attempt' ? mend(state, nextWay(state), { at: event.at, reach: path, side, times }) : step(state);
  },
} as const;

export const connecting: Row<'connecting'> = {
  ...ofEveryAttempt,
  firstMedia: (state, { at }) => step(live(state, at), { type: 'report', callId: state.callId, state: 'live', firstFrameMs: at - state.clickedAt }),
};

export const liveRow: Row<'live'> = {
  ...ofEveryCall,
  trouble: (state, { at, reach }, side, times) => recover(state, { at, reach, side, times }),
  restartAsked: (state, { at, reach }, side, times) => (side === 'customer' && !isRestarting(state, at, times) ? recover(state, { at, reach, side, times }) : step(state)),
  pathChanged: movedOn,
};

export const recovering: Row<'recovering'> = {
  ...ofEveryCall,
  reach: reached,
  pathChanged: atOnce,
  recovered: back,
  restartAsked: (state, { at }, side, times) =>
    side === 'customer' && at - state.restartAt >= times.ask ? restartAgain(state, state.restarts, { at, side, times }) : step(state),
  timer: (state, event, side, times) => {
    if (event.name === 'restart') return restartDue(state, event.at, side, times);
    return event.name === 'budget' ? spent(state, event, side) : step(state);
  },
};

export const rebuilding: Row<'rebuilding'> = {
  ...ofEveryAttempt,
  firstMedia: back,
};
