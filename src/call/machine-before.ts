/**
 * The upgrade machine before the bind, and after the end: idle, capturing, requesting, waiting, ended.
 *
 * Knows what follows from a click, from the browser's answer and from the platform's word while nobody is connected yet.
 * Does not know the call: machine-call.ts.
 */
import type { Result } from '../protocol/index.js';
import type { CallTimes } from './deadlines.js';
import { enterCall } from './machine-call.js';
import type { Effect, EventOf, Step } from './machine-event.js';
import type { CaptureFailure, Capturing, Ended, Idle, MachineState, Requesting, Task, View, Waiting } from './machine-state.js';
import { askAnew, finish, finishByView, moment, step, type Row, type Side } from './machine-step.js';

/* ---- clicks that open the browser's question ---- */

const capturing = (
  event: { readonly at: number; readonly camera: boolean },
  by: Capturing['by'],
  task: Task,
  upgradeId: string | undefined,
  ...effects: Effect[]
): Step<MachineState> =>
  step(
    { kind: 'capturing', by, since: event.at, task, ...(upgradeId === undefined ? {} : { upgradeId }) },
    { type: 'capture', camera: event.camera },
    ...effects,
    { type: 'prepare' },
  );

const stay = (state: MachineState): Step<MachineState> => step(state);

/** The clicks of a page that has no part in an upgrade. */
const clicks = {
  start: (state: Idle | Ended, event: EventOf<'start'>, side: Side) =>
    side === 'customer' ? capturing(event, 'customer', { kind: 'request' }, undefined, { type: 'request' }) : stay(state),
  accept: (state: Idle | Ended, event: EventOf<'accept'>, side: Side) =>
    side === 'customer'
      ? capturing(event, event.by, { kind: 'answer' }, event.upgradeId, { type: 'answer', upgradeId: event.upgradeId })
      : stay(state),
  take: (state: Idle | Ended, event: EventOf<'take'>, side: Side) =>
    side === 'agent' ? capturing(event, 'customer', { kind: 'reservation', reservationId: event.reservationId }, event.upgradeId) : stay(state),
  rejoin: (_state: Idle | Ended, event: EventOf<'rejoin'>, side: Side) => {
    const { state, effects } = capturing(event, side, { kind: 'rejoin' }, event.view.upgradeId);
    return { state: { ...state, view: event.view }, effects };
  },
} as const;

/* ---- the platform's word ---- */

const placeOf = (state: Requesting | Waiting, view: View, phase: Waiting['phase']): Waiting => ({
  kind: 'waiting',
  upgradeId: view.upgradeId,
  phase,
  since: state.since,
  ...(view.place ? { place: view.place } : {}),
  ...(view.agent ? { agent: view.agent } : {}),
  ...(view.deadline === undefined ? {} : { deadline: view.deadline }),
});

/**
 * Goes where the platform says the upgrade is. Where it follows another upgrade than the one asked for (both sides asked
 * at once and the platform kept one), this side's will and its open camera hold for that one too.
 */
function follow(state: Requesting | Waiting, view: View, at: number, side: Side, times: CallTimes): Step<MachineState> {
  if (view.upgradeId !== state.upgradeId) return adopt(state, view, at, side, times);
  if (view.state === 'ended') {
    return state.kind === 'requesting' && isBroken(state, view, side) ? askAnew(state.since) : finishByView(state, at, view.result);
  }
  if (view.callId !== undefined && (view.state === 'bound' || view.state === 'live')) return enterCall(state, view, view.callId, { at, side, times });
  // An agent is rung or bound; the customer's place in line is not its business.
  if (side === 'agent') return stay(state);
  if (view.state === 'finding' || view.state === 'waiting') return step(placeOf(state, view, view.state), ...(outlasts(state, view.state) ? [{ type: 'cool' } as const] : []));
  return view.state === 'ringing' ? ring(state, view, at) : stay(state);
}

const isRinging = (state: Requesting | Waiting): boolean => state.kind === 'waiting' && state.phase === 'ringing';

/** Made from the capture on, the connection is there when an agent is rung, who hears of it with the bind. */
function ring(state: Requesting | Waiting, view: View, at: number): Step<MachineState> {
  const { way = 'all' } = view;
  const place = placeOf(state, view, 'ringing');
  return state.kind === 'waiting' && state.ahead ? step({ ...place, ahead: state.ahead }) : step({ ...place, ahead: { since: at, way } }, { type: 'warm', way });
}

/** Rung for so long that what was made ahead may have gone stale: the platform keeps what was said last. */
const warmAgain = (state: Waiting, { at }: EventOf<'timer'>): Step<MachineState> =>
  state.ahead ? step({ ...state, ahead: { ...state.ahead, since: at } }, { type: 'warm', way: state.ahead.way }) : stay(state);

/** How long a place in line lasts nobody knows; and what was said for an agent who did not come is not said to the next. */
const outlasts = (state: Requesting | Waiting, phase: 'finding' | 'waiting'): boolean =>
  isRinging(state) || (phase === 'waiting' && !(state.kind === 'waiting' && state.phase === 'waiting'));

function adopt(state: Requesting | Waiting, view: View, at: number, side: Side, times: CallTimes): Step<MachineState> {
  if (view.state === 'ended') return finishByView(state, at, undefined);
  const { upgradeId } = view;
  const next = follow({ ...state, upgradeId }, view, at, side, times);
  if (side === 'agent' || next.state.kind === 'connecting') return next;
  const answer: Effect[] = view.state === 'asked' && view.by !== 'customer' ? [{ type: 'answer', upgradeId }] : [];
  return { state: next.state, effects: [...answer, { type: 'reportCapture', upgradeId }, ...next.effects] };
}

/** The call to go back to has broken off meanwhile: the click was for video, so the customer asks for a new one. */
const isBroken = ({ task, upgradeId }: Capturing | Requesting, view: View, side: Side): boolean =>
  side === 'customer' && task.kind === 'rejoin' && view.upgradeId === upgradeId && view.state === 'ended' && view.result?.status === 'failed';

/** While the question is open, or the request has no id yet, the platform's word is kept for later; only an end counts at once. */
function keepView(state: Capturing | Requesting, event: EventOf<'view'>, side: Side): Step<MachineState> {
  const { view } = event;
  if (isBroken(state, view, side)) return step({ ...state, view });
  // A contact has one upgrade at a time: the end of a later one means that this one ended unheard.
  if (view.state === 'ended' && state.upgradeId !== undefined) {
    return finishByView(state, event.at, view.upgradeId === state.upgradeId ? view.result : undefined);
  }
  return step({ ...state, view });
}

/** The request has its id, perhaps one of an upgrade that was there already: what the platform said about it counts now. */
function acknowledge(state: Capturing | Requesting, event: EventOf<'acknowledged'>, side: Side, times: CallTimes): Step<MachineState> {
  const { upgradeId, at } = event;
  const { view: kept, ...rest } = state;
  const view = [event.view, kept].find((it) => it?.upgradeId === upgradeId);
  const known = { ...rest, upgradeId, ...(view ? { view } : {}) };
  if (view?.state === 'ended') return finishByView(known, at, view.result);
  if (known.kind === 'capturing') return step(known);
  // Said already without the id; but a request that was put off may have been overtaken by it.
  return prepend({ type: 'reportCapture', upgradeId }, view ? follow(known, view, at, side, times) : step(known));
}

const prepend = (effect: Effect, { state, effects }: Step<MachineState>): Step<MachineState> => ({ state, effects: [effect, ...effects] });

/* ---- the browser's answer ---- */

function captured(state: Capturing, event: EventOf<'captured'>, side: Side, times: CallTimes): Step<MachineState> {
  const { task, view, upgradeId, since } = state;
  const next: Requesting = { kind: 'requesting', since, task, ...(upgradeId === undefined ? {} : { upgradeId }) };
  if (task.kind === 'reservation') {
    const { state: answered, effects } = view ? follow(next, view, event.at, side, times) : step(next);
    // The offer comes right behind the bind: what answers it is made while that is on its way.
    return { state: answered, effects: [{ type: 'answerReservation', reservationId: task.reservationId, accepted: true }, { type: 'warm', way: 'all' }, ...effects] };
  }
  // Made with the capture, the connection is there when somebody is rung; the way back leads to where that has been already.
  const warm: Effect[] = side === 'customer' && task.kind !== 'rejoin' ? [{ type: 'warm', way: view?.way ?? 'all' }] : [];
  // The request went out before and is read before: nobody waits for its id.
  if (upgradeId === undefined) return step(view ? { ...next, view } : next, { type: 'reportCapture' }, ...warm);
  const followed = view ? follow(next, view, event.at, side, times) : step(next);
  const { state: where, effects } = followed;
  // Whoever joins a call that is bound owes the platform no outcome any more.
  if (where.kind === 'connecting' || side === 'agent') return followed;
  const early = where.kind === 'requesting' || (where.kind === 'waiting' && where.phase === 'finding');
  return step(where, { type: 'reportCapture', upgradeId }, ...(early ? warm : []), ...effects);
}

const failedResult = (failure: CaptureFailure, side: Side, at: number): Result => {
  const ending = { by: side, at: moment(at) } as const;
  if (failure.outcome !== 'no-device') return { status: failure.outcome, ...ending };
  return failure.device === 'both' ? { status: 'no-device', ...ending } : { status: 'no-device', reason: failure.device, ...ending };
};

/** An agent's reservation stays unanswered: it may be taken again with sound only, or declined, until it runs out. */
function captureFailed(state: Capturing, event: EventOf<'captureFailed'>, side: Side): Step<MachineState> {
  const { failure } = event;
  const { task, upgradeId } = state;
  const result = failedResult(failure, side, event.at);
  const end = { result, rejoin: task.kind === 'rejoin', capture: failure };
  if (task.kind === 'rejoin' || task.kind === 'reservation') return finish(state, event.at, end);
  if (upgradeId === undefined) return finish(state, event.at, { ...end, owed: { kind: 'capture', failure } });
  return finish(state, event.at, end, { type: 'reportCapture', upgradeId, failure });
}

/* ---- taking it back ---- */

function cancel(state: Capturing | Requesting | Waiting, event: { readonly at: number }, side: Side): Step<MachineState> {
  const result: Result = { status: 'cancelled', by: side, at: moment(event.at) };
  const task = state.kind === 'waiting' ? undefined : state.task;
  const end = { result, rejoin: task?.kind === 'rejoin' };
  if (task?.kind === 'rejoin') return finish(state, event.at, end);
  if (task?.kind === 'reservation') {
    return finish(state, event.at, end, { type: 'answerReservation', reservationId: task.reservationId, accepted: false });
  }
  if (state.upgradeId === undefined) return finish(state, event.at, { ...end, owed: { kind: 'cancel' } });
  return finish(state, event.at, end, { type: 'cancelUpgrade', upgradeId: state.upgradeId });
}

const refused = (state: Capturing | Requesting | Waiting, event: EventOf<'refused' | 'closed'>): Step<MachineState> =>
  finish(state, event.at, { result: event.result, rejoin: false });

function reservationGone(state: Capturing | Requesting, event: EventOf<'reservationGone'>): Step<MachineState> {
  const { task } = state;
  if (task.kind !== 'reservation' || task.reservationId !== event.reservationId) return stay(state);
  // Our own acceptance; with the question still open another tab of this agent was quicker.
  if (event.outcome === 'accepted' && state.kind === 'requesting') return stay(state);
  const at = moment(event.at);
  const result: Result = event.outcome === 'timeout' ? { status: 'timeout', reason: 'agent', by: 'platform', at } : { status: 'cancelled', by: 'platform', at };
  return finish(state, event.at, { result, rejoin: false });
}

/* ---- after the end ---- */

/** The request's id came after the visitor had turned away: now it can be said what became of it. */
function settleOwed(state: Idle | Ended, event: EventOf<'acknowledged'>): Step<MachineState> {
  const { owed, ...rest } = state;
  if (!owed) return stay(state);
  const { upgradeId } = event;
  const settled: MachineState = rest.kind === 'ended' ? { ...rest, upgradeId } : rest;
  return owed.kind === 'cancel'
    ? step(settled, { type: 'cancelUpgrade', upgradeId })
    : step(settled, { type: 'reportCapture', upgradeId, failure: owed.failure });
}

/** The platform has the last word on how an upgrade ended. One that was bound while this side turned away is ended for good. */
function lastWord(state: Ended, event: EventOf<'view'>, side: Side): Step<MachineState> {
  const { upgradeId, state: stage, callId, result } = event.view;
  if (upgradeId !== state.upgradeId) return stay(state);
  if (stage === 'ended') return stay(result ? { ...state, result } : state);
  const turnedAway = state.result.status === 'cancelled' && state.result.by === side && !state.rejoin;
  return turnedAway && callId !== undefined ? step(state, { type: 'endCall', callId }) : stay(state);
}

/** There is no upgrade to say it of. */
function forgetOwed(state: Idle | Ended): Step<MachineState> {
  const { owed: _owed, ...rest } = state;
  return step(rest);
}

export const idle: Row<'idle'> = { ...clicks, acknowledged: settleOwed, refused: forgetOwed };

export const capturingRow: Row<'capturing'> = {
  captured,
  captureFailed,
  acknowledged: acknowledge,
  view: keepView,
  cancel,
  end: cancel,
  refused,
  closed: refused,
  reservationGone,
};

export const requesting: Row<'requesting'> = {
  acknowledged: (state, event, side, times) => (state.upgradeId === event.upgradeId ? stay(state) : acknowledge(state, event, side, times)),
  view: (state, event, side, times) =>
    state.upgradeId === undefined && side === 'customer' ? keepView(state, event, side) : follow(state, event.view, event.at, side, times),
  cancel,
  end: cancel,
  refused,
  closed: refused,
  reservationGone,
};

export const waiting: Row<'waiting'> = {
  view: (state, event, side, times) => follow(state, event.view, event.at, side, times),
  timer: warmAgain,
  cancel,
  end: cancel,
  refused,
  closed: refused,
};

export const ended: Row<'ended'> = {
  ...clicks,
  acknowledged: settleOwed,
  refused: forgetOwed,
  view: lastWord,
  dismiss: ({ owed }) => step(owed ? { kind: 'idle', owed } : { kind: 'idle' }),
};
