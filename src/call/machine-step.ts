/**
 * Small words that every row of the upgrade machine is written with.
 *
 * Knows how a step is put together and how an upgrade ends. Does not know when: machine-before.ts and machine-call.ts do.
 */
import type { Result } from '../protocol/index.js';
import type { CallTimes } from './deadlines.js';
import type { Effect, EventOf, EventType, Step } from './machine-event.js';
import { isInCall, type Ended, type InCall, type MachineState, type StateKind } from './machine-state.js';

/** Which end of the call this page is. The customer asks and offers; the agent is rung and answers. */
export type Side = 'customer' | 'agent';

/** One row of the table: what a state makes of each event. An event that is not in it changes nothing. */
export type Row<K extends StateKind> = {
  readonly [T in EventType]?: (state: Extract<MachineState, { kind: K }>, event: EventOf<T>, side: Side, times: CallTimes) => Step<MachineState>;
};

export const step = (state: MachineState, ...effects: Effect[]): Step<MachineState> => ({ state, effects });

export const moment = (at: number): string => new Date(at).toISOString();

export const summarize = ({ callId }: Pick<InCall, 'callId'>): Effect => ({ type: 'summarize', callId });

/** Sheds all that belongs to an upgrade; every way into `ended` is through here, so none leaves a track or a connection. */
export function finish(
  state: MachineState,
  at: number,
  end: Pick<Ended, 'result' | 'rejoin'> & Partial<Pick<Ended, 'capture' | 'owed'>>,
  ...effects: Effect[]
): Step<MachineState> {
  const upgradeId = 'upgradeId' in state ? state.upgradeId : undefined;
  const wasLive = isInCall(state) && state.kind !== 'connecting';
  const ended: Ended = {
    kind: 'ended',
    ...end,
    ...(upgradeId === undefined ? {} : { upgradeId }),
    ...(wasLive ? { durationMs: at - state.since } : {}),
  };
  return { state: ended, effects: [...effects, { type: 'release' }, ...(isInCall(state) ? [summarize(state), { type: 'leave' } as const] : [])] };
}

/** The platform ended the upgrade; a result is always with it, and a missing one is no reason to hold the camera. */
export const finishByView = (state: MachineState, at: number, result: Result | undefined): Step<MachineState> =>
  finish(state, at, {
    result: result ?? { status: 'cancelled', by: 'platform', at: moment(at) },
    // A call that never was live has nothing to go back to.
    rejoin: isInCall(state) && state.kind !== 'connecting' && result?.status === 'failed',
  });

/** The customer asks for a new upgrade with what the click has captured. */
export const askAnew = (since: number, ...effects: Effect[]): Step<MachineState> =>
  step({ kind: 'requesting', since, task: { kind: 'request' } }, ...effects, { type: 'request' }, { type: 'reportCapture' });
