/**
 * The connection as data: every state, every event, and what each of the two does to the other. Pure.
 *
 *            open                 token             opened            welcome
 *   idle ──────────► authorizing ───────► dialing ─────────► greeting ────────► connected ─┐ settled:
 *                      ▲  ▲  │               │                  │               │   ▲   │  │ attempt := 0
 *       retry, hurry   │  │  │ failed        │ lost, overdue    │ lost, overdue │   └───┼──┘
 *            ┌─────────┘  │  ▼               ▼                  ▼               │       │ lost, silent, gap,
 *            └───────── waiting ◄───────────────────────────────┴───────────────┘       │ the line had held
 *                         └──────────────────────────────── authorizing ◄───────────────┘
 *   authorizing, dialing, greeting ── hurry ──► hang up, authorizing: what hangs may hang for ever
 *   greeting, connected ── opened ──► the same, greeted again; connected ── welcome ──► the same, with what it says
 *   any ── close, or a refusal that no retry can mend ──► closed ── open ──► authorizing
 *
 * A line that held is redialled at once; one that did not, after a wait. A refused token (4401) is renewed: at once the
 * first time, after a wait the second, and the third time the session closes, because the source has nothing better.
 * Every state has at most one timer, started before anything that might go wrong; leaving the state stops it. connection.ts performs the effects.
 */
import { closeCodes, type ErrorCode } from '../protocol/index.js';

/** `attempt`: tries since the line last held. `refused`: tokens refused in a row. */
interface Trying {
  readonly attempt: number;
  readonly refused: number;
}

export type LinkState =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'authorizing' } & Trying)
  | ({ readonly kind: 'dialing' } & Trying)
  | ({ readonly kind: 'greeting' } & Trying)
  | ({ readonly kind: 'waiting' } & Trying)
  | { readonly kind: 'connected'; readonly attempt: number }
  | { readonly kind: 'closed'; readonly code: ErrorCode };

export type LinkEvent =
  /** Its owner's wishes. */
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'renew' }
  /** The token source answered. */
  | { readonly kind: 'token' }
  /** The token source refused, or there is nothing to dial with. */
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly retry: boolean; readonly atLeastMs: number }
  /** The wire. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'welcome' }
  | { readonly kind: 'lost'; readonly then: 'redial' | 'renew' }
  | { readonly kind: 'lost'; readonly then: 'stop'; readonly code: ErrorCode }
  | { readonly kind: 'silent' }
  | { readonly kind: 'gap' }
  /** The state's timer. */
  | { readonly kind: 'timer' }
  /** The network may be there again. */
  | { readonly kind: 'hurry' };

export type LinkEffect =
  | { readonly kind: 'authorize'; readonly renew: boolean }
  | { readonly kind: 'dial' }
  | { readonly kind: 'greet' }
  /** Starts the state's timer: `deadline` for an answer, `retry` after a wait, `settle` when a line counts as held. */
  | { readonly kind: 'timer'; readonly timer: 'deadline' | 'settle' | 'retry'; readonly attempt: number; readonly atLeastMs: number }
  | { readonly kind: 'hang-up'; readonly code: number }
  /** Starts the heartbeat; leaving `connected` stops it. */
  | { readonly kind: 'beat' }
  /** Finds out soon whether the line is alive. */
  | { readonly kind: 'probe' };

export interface LinkStep {
  readonly state: LinkState;
  readonly effects: readonly LinkEffect[];
}

type StateOf<K extends LinkState['kind']> = Extract<LinkState, { kind: K }>;
type EventOf<K extends LinkEvent['kind']> = Extract<LinkEvent, { kind: K }>;
type Transition<S extends LinkState['kind'], E extends LinkEvent['kind']> = (state: StateOf<S>, event: EventOf<E>) => LinkStep;
type Row<S extends LinkState['kind']> = { readonly [E in LinkEvent['kind']]?: Transition<S, E> };

const normalClosure = 1_000;
const mostRefusals = 3;

type Timer = Extract<LinkEffect, { kind: 'timer' }>;
const timer = (which: Timer['timer'], attempt: number, atLeastMs = 0): Timer => ({ kind: 'timer', timer: which, attempt, atLeastMs });

function authorize(attempt: number, refused: number): LinkStep {
  return {
    state: { kind: 'authorizing', attempt, refused },
    effects: [timer('deadline', attempt), { kind: 'authorize', renew: refused > 0 }],
  };
}

function wait({ attempt, refused }: Trying, atLeastMs = 0): LinkStep {
  return { state: { kind: 'waiting', attempt, refused }, effects: [timer('retry', attempt, atLeastMs)] };
}

const closed = (code: ErrorCode): LinkStep => ({ state: { kind: 'closed', code }, effects: [] });

const hangUp = (step: LinkStep, code: number = normalClosure): LinkStep => ({ state: step.state, effects: [{ kind: 'hang-up', code }, ...step.effects] });

/** No token, or nothing to dial with. */
const failed = (state: Trying, event: EventOf<'failed'>): LinkStep => (event.retry ? wait(state, event.atLeastMs) : closed(event.code));

/** After a line is gone or did not come about. */
function afterLoss({ attempt, refused }: Trying, event: EventOf<'lost'>): LinkStep {
  if (event.then === 'stop') return closed(event.code);
  if (event.then === 'redial') return wait({ attempt, refused });
  if (refused + 1 >= mostRefusals) return closed('token-invalid');
  return refused === 0 ? authorize(attempt + 1, 1) : wait({ attempt, refused: refused + 1 });
}

/** After a line that was up: at once if it had held or was the first, else after a wait. */
const redial = (attempt: number, refused = 0): LinkStep => (attempt <= 1 ? authorize(attempt + 1, refused) : wait({ attempt, refused }));

const close = (): LinkStep => hangUp(closed('closed'));
const renew = (): LinkStep => hangUp(authorize(1, 1));

/** What was begun may hang for ever on a network that is no more. */
const anew = ({ attempt, refused }: Trying): LinkStep => authorize(attempt + 1, refused);

/** What is the same wherever an answer is awaited; the timer is the end of patience. */
const trying = { close, renew, timer: (state: Trying): LinkStep => hangUp(wait(state)), hurry: (state: Trying): LinkStep => hangUp(anew(state)) };
/** A shared line is another one under the same wire. */
const greetAgain = (state: LinkState): LinkStep => ({ state, effects: [{ kind: 'greet' }] });
const dialled = { ...trying, lost: afterLoss };

/** What each state does on each event; a pair that is not here changes nothing. */
export const transitions: { readonly [S in LinkState['kind']]: Row<S> } = {
  idle: {
    open: () => authorize(1, 0),
    renew: () => authorize(1, 1),
    close: () => closed('closed'),
  },
  authorizing: {
    ...trying,
    token: ({ attempt, refused }) => ({
      state: { kind: 'dialing', attempt, refused },
      effects: [timer('deadline', attempt), { kind: 'dial' }],
    }),
    failed,
  },
  dialing: {
    ...dialled,
    failed,
    opened: ({ attempt, refused }) => ({
      state: { kind: 'greeting', attempt, refused },
      effects: [timer('deadline', attempt), { kind: 'greet' }],
    }),
  },
  greeting: {
    ...dialled,
    welcome: ({ attempt }) => ({ state: { kind: 'connected', attempt }, effects: [{ kind: 'beat' }, timer('settle', attempt)] }),
    opened: greetAgain,
  },
  connected: {
    close,
    renew,
    opened: greetAgain,
    welcome: ({ attempt }) => ({ state: { kind: 'connected', attempt }, effects: [] }),
    lost: ({ attempt }, event) => (event.then === 'stop' ? closed(event.code) : redial(attempt, event.then === 'renew' ? 1 : 0)),
    silent: ({ attempt }) => hangUp(redial(attempt), closeCodes.silent),
    gap: ({ attempt }) => hangUp(redial(attempt)),
    timer: () => ({ state: { kind: 'connected', attempt: 0 }, effects: [] }),
    hurry: (state) => ({ state, effects: [{ kind: 'probe' }] }),
  },
  waiting: {
    close,
    renew: () => authorize(1, 1),
    timer: anew,
    hurry: anew,
  },
  closed: {
    open: () => authorize(1, 0),
    renew: () => authorize(1, 1),
  },
};

/** The next state and what to do on the way; no effects and the same state where the event means nothing here. */
export function next(state: LinkState, event: LinkEvent): LinkStep {
  const row: Readonly<Record<string, unknown>> = transitions[state.kind];
  const transition = row[event.kind];
  // The table's own type ties row and column to this very state and event; an index by two unions loses that.
  return typeof transition === 'function' ? (transition as (state: LinkState, event: LinkEvent) => LinkStep)(state, event) : { state, effects: [] };
}
