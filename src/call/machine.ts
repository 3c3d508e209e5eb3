/**
 * The upgrade machine: everything a page knows about its part in a call, as data and one pure function.
 *
 *          start, accept, take (agent), rejoin                      refusal, cancel, failed capture
 *   idle ─────────────────────────────────────▶ capturing ───────────────────────────────────────────────▶ ended
 *    ▲                                              │ captured                                             ▲ │ ▲
 *    │ dismiss                                      ▼           cancel, refusal                            │ │ │
 *    └───────────────────────────────────────── requesting ────────────────────────────────────────────────┘ │ │
 *                                                   │ ▲  │ finding, waiting, ringing (customer)              │ │
 *                                             bound │ │  └────────────────▶ waiting ──── cancel, refusal ────┼─┤
 *                                                   ▼ │ clicks again           │ bound                       │ │
 *                                 ┌──────────▶ connecting ◀──────────────────┘                             │ │
 *                                 │ attempt + 1     │ first media       failed, end ────────────────────────┼─┤
 *                                 └─────────────────┤                                                        │ │
 *                                                   ▼                   end ─────────────────────────────────┘ │
 *                     recovered ┌──────────────▶ live ◀────────────────┐ first media                         │
 *                               │                 │ │ lost, attempted    │                                     │
 *                          recovering ◀── trouble ┘ └────────────▶ rebuilding ── budget spent, end ────────────┘
 *                               └────────── two restarts in vain ──────▶ ▲ attempt + 1
 *
 * A way back (`rejoin`) into a call that has broken off meanwhile leads from connecting to requesting: a new one.
 *
 * In a call (machine-call.ts), by what goes wrong:
 *
 *   no picture in 12 s, refused by relays ──▶ the next attempt: all ways, relays only, relays by TLS, all ways …   (35 s in all)
 *   media stands still, a request of the agent's ──▶ ICE restart, twice ──▶ a new connection beside the old one   (30 s online)
 *   connection lost ──▶ a new connection; by relays if the path went, by the same way if the other page did
 *   network changed, machine woke ──▶ ICE restart at once, without leaving `live`
 *   nobody to be reached ──▶ nothing is tried and little counts; what was to be tried is tried when there is a path again
 *
 * `next` answers every event in every state; what a row does not name changes nothing. Time comes with the event. Knows
 * no stream, socket or timer: upgrade-runner.ts performs the effects.
 */
import { defaultTimes, type CallTimes } from './deadlines.js';
import * as before from './machine-before.js';
import * as call from './machine-call.js';
import type { MachineEvent, Step } from './machine-event.js';
import type { MachineState, StateKind } from './machine-state.js';
import { step, type Row, type Side } from './machine-step.js';

/** Which event each state answers, and how. */
export const transitions: { readonly [K in StateKind]: Row<K> } = {
  idle: before.idle,
  capturing: before.capturingRow,
  requesting: before.requesting,
  waiting: before.waiting,
  connecting: call.connecting,
  live: call.liveRow,
  recovering: call.recovering,
  rebuilding: call.rebuilding,
  ended: before.ended,
};

type Answer = (state: never, event: never, side: Side, times: CallTimes) => Step<MachineState>;

/** The machine of one side. */
export const upgradeMachine =
  (side: Side, times: CallTimes = defaultTimes) =>
  (state: MachineState, event: MachineEvent): Step<MachineState> => {
    const row: { readonly [T in MachineEvent['type']]?: Answer } = transitions[state.kind];
    const answer = row[event.type];
    // The row was chosen by this state's kind and the answer by this event's type, which TypeScript cannot pair.
    return answer ? answer(state as never, event as never, side, times) : step(state);
  };

export const initial: MachineState = { kind: 'idle' };
