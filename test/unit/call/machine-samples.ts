/** One state of each kind and one event of each type, for tables. */
import type { EventType, MachineEvent } from '../../../src/call/machine-event.js';
import type { MachineState, StateKind, View } from '../../../src/call/machine-state.js';
import { defaultTimes } from '../../../src/call/deadlines.js';
import type { Result } from '../../../src/protocol/index.js';

export const now = Date.UTC(2026, 0, 1, 12);
export const cancelled: Result = { status: 'cancelled', by: 'platform', at: '2026-01-01T12:00:00.000Z' };
export const bound: View = { upgradeId: 'u_1', state: 'bound', callId: 'v_1', attempt: 3 };
const call = { upgradeId: 'u_1', callId: 'v_1', attempt: 1, generation: 0, way: 'all', clickedAt: now - 9_000, since: now - 5_000 } as const;
const waits = (ms: number, budget: number) => ({ waitsFor: 'path', until: now - ms + budget, patience: { startedAt: now - ms, spentMs: 0, since: now - ms } }) as const;
const attempt = (ms: number) => ({ attemptSince: now - ms, retryAt: now - ms + defaultTimes.attempt, refusals: 0 }) as const;
export const path = { waitsFor: 'path' } as const;

export const states: { readonly [K in StateKind]: Extract<MachineState, { kind: K }> } = {
  idle: { kind: 'idle' },
  capturing: { kind: 'capturing', by: 'customer', since: now - 1_000, task: { kind: 'request' }, upgradeId: 'u_1' },
  requesting: { kind: 'requesting', since: now - 1_000, task: { kind: 'request' }, upgradeId: 'u_1' },
  waiting: { kind: 'waiting', upgradeId: 'u_1', phase: 'finding', since: now - 1_000 },
  connecting: { ...call, kind: 'connecting', by: 'bind', ...attempt(5_000), ...waits(5_000, defaultTimes.total) },
  live: { ...call, kind: 'live' },
  recovering: { ...call, kind: 'recovering', generation: 1, restarts: 1, restartAt: now - 3_000, againAt: now - 3_000 + defaultTimes.restart, ...waits(4_000, defaultTimes.budget) },
  rebuilding: { ...call, kind: 'rebuilding', attempt: 2, way: 'relay', ...attempt(4_000), ...waits(4_000, defaultTimes.budget) },
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
  trouble: { type: 'trouble', reach: path, at },
  recovered: { type: 'recovered', at },
  lost: { type: 'lost', why: 'path', reach: path, at },
  turnRefused: { type: 'turnRefused', stranded: true, reach: path, at },
  attempted: { type: 'attempted', attempt: 5, reach: path, at },
  restarted: { type: 'restarted', generation: 4, at },
  joined: { type: 'joined', reach: path, at },
  restartAsked: { type: 'restartAsked', reach: path, at },
  reach: { type: 'reach', reach: { waitsFor: 'peer' }, at },
  pathChanged: { type: 'pathChanged', at },
  timer: { type: 'timer', name: 'attempt', cause: 'ice-failed', at },
};
