/** One state of each kind and one event of each type, for tables. */
import type { EventType, MachineEvent } from '../../../src/call/machine-event.js';
import type { MachineState, StateKind, View } from '../../../src/call/machine-state.js';
import type { Result } from '../../../src/protocol/index.js';

export const now = Date.UTC(2026, 0, 1, 12);
export const cancelled: Result = { status: 'cancelled', by: 'platform', at: '2026-01-01T12:00:00.000Z' };
export const bound: View = { upgradeId: 'u_1', state: 'bound', callId: 'v_1', attempt: 3 };
const call = { upgradeId: 'u_1', callId: 'v_1', attempt: 1, generation: 0, relay: false, clickedAt: now - 9_000, since: now - 5_000 } as const;
export const budget = { startedAt: now - 4_000, spentMs: 0, runningSince: now - 4_000 } as const;

export const states: { readonly [K in StateKind]: Extract<MachineState, { kind: K }> } = {
  idle: { kind: 'idle' },
  capturing: { kind: 'capturing', by: 'customer', since: now - 1_000, task: { kind: 'request' }, upgradeId: 'u_1' },
  requesting: { kind: 'requesting', since: now - 1_000, task: { kind: 'request' }, upgradeId: 'u_1' },
  waiting: { kind: 'waiting', upgradeId: 'u_1', phase: 'finding', since: now - 1_000 },
  connecting: { ...call, kind: 'connecting', attemptSince: now - 5_000 },
  live: { ...call, kind: 'live' },
  recovering: { ...call, kind: 'recovering', generation: 1, restarts: 1, restartAt: now - 4_000, budget },
  rebuilding: { ...call, kind: 'rebuilding', attempt: 2, relay: true, attemptSince: now - 4_000, budget },
  ended: { kind: 'ended', upgradeId: 'u_0', result: cancelled, rejoin: false },
};

const at = now;
export const events: { readonly [T in EventType]: Extract<MachineEvent, { type: T }> } = {
  start: { type: 'start', camera: true, at },
  accept: { type: 'accept', camera: true, upgradeId: 'u_1', by: 'agent', at },
  take: { type: 'take', camera: true, reservationId: 'r_1', upgradeId: 'u_1', at },
  rejoin: { type: 'rejoin', camera: true, view: bound, at },
  cancel: { type: 'cancel', at },
  end: { type: 'end', at },
  dismiss: { type: 'dismiss', at },
  captured: { type: 'captured', at },
  captureFailed: { type: 'captureFailed', failure: { outcome: 'permission-denied', device: 'both', hint: 'user' }, at },
  acknowledged: { type: 'acknowledged', upgradeId: 'u_1', at },
  refused: { type: 'refused', result: cancelled, at },
  view: { type: 'view', view: bound, at },
  reservationGone: { type: 'reservationGone', reservationId: 'r_1', outcome: 'timeout', at },
  closed: { type: 'closed', result: cancelled, at },
  firstMedia: { type: 'firstMedia', at },
  trouble: { type: 'trouble', online: true, at },
  recovered: { type: 'recovered', at },
  lost: { type: 'lost', online: true, at },
  attempted: { type: 'attempted', attempt: 5, online: true, at },
  restarted: { type: 'restarted', generation: 4, at },
  joined: { type: 'joined', online: true, at },
  restartAsked: { type: 'restartAsked', online: true, at },
  online: { type: 'online', at },
  offline: { type: 'offline', at },
  timer: { type: 'timer', name: 'attempt', cause: 'ice-failed', at },
};
