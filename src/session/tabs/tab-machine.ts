/**
 * Which of a person's tabs leads, as data: every state of one tab, every event, and what each of the two does. Pure.
 *
 *                here                          granted: whoever led is gone
 *   looking ─────────────► following ────────────────────────────► leading ──┐
 *     ▲ │ │                 ▲   │ ▲  call begins here, or able       ▲  │    │ lead: another tab was clicked, or is able
 *     │ │ └─ nobody answers │   ▼ │ call is over     granted         │  │    ▼
 *     │ └──────► alone ─────┘ claiming ──────────────────────────────┘  │  yielding ── up: the other one has its line ──► following
 *     │            └── granted ─────────────────────────────────────────┘    │
 *     └── robbed (leading) · nobody takes over (yielding) ◄───────────────────┘
 *
 * The lock is the truth about who leads; everything that is said on the channel may come late, twice or never. Whoever is
 * in the lock's queue inherits. A click claims: the leader hears it, lets go of its call and of the lock, and keeps its line
 * until the other one's is up, so that nobody is without. So does one that is able to do video, where the leader is not and
 * says so: what a leader can do is what the platform takes them all to do. A leader that does not react is robbed, which is the
 * last resort.
 * A tab whose question nobody answers connects by itself, as all do where a browser has no locks; the platform bears that.
 * team.ts performs the effects.
 */

/** `call`: whether this tab is in a call or about to be. */
interface Own {
  readonly call: boolean;
}

export type TabState =
  | ({ readonly kind: 'looking' } & Own)
  | ({ readonly kind: 'alone' } & Own)
  /** `call` is the leader's. */
  | { readonly kind: 'following'; readonly leader: string; readonly call: boolean }
  /** `call`: whether it is for a call here. */
  | ({ readonly kind: 'claiming'; readonly leader: string } & Own)
  | ({ readonly kind: 'leading' } & Own)
  | { readonly kind: 'yielding' };

export type TabEvent =
  /** The lock. */
  | { readonly kind: 'granted' }
  | { readonly kind: 'robbed' }
  /** Said by other tabs. `here`: I lead. `up`: I lead, and my line has just come up. `call`: whether I have one. */
  | { readonly kind: 'ask'; readonly from: string }
  | { readonly kind: 'here'; readonly from: string; readonly call: boolean }
  | { readonly kind: 'up'; readonly from: string; readonly call: boolean }
  | { readonly kind: 'call'; readonly from: string; readonly call: boolean }
  | { readonly kind: 'lead'; readonly from: string }
  /** `able`: I lead, and this tab can do more than I. */
  | { readonly kind: 'able'; readonly from: string }
  /** This tab's own. `linked`: its own line to the platform was welcomed. `doubt`: the leader's line is gone. */
  | { readonly kind: 'linked' }
  | { readonly kind: 'doubt' }
  | { readonly kind: 'inCall'; readonly on: boolean }
  | { readonly kind: 'timer' };

export type TabEffect =
  /** Get into the lock's queue; again: to its end, so that whoever claims comes first. */
  | { readonly kind: 'queue' }
  | { readonly kind: 'release' }
  | { readonly kind: 'rob' }
  | { readonly kind: 'say'; readonly what: 'ask' | 'lead' }
  | { readonly kind: 'say'; readonly what: 'here' | 'up' | 'call'; readonly call: boolean }
  /** By which way this tab's frames go. `leader`, again: its line is another one, to be greeted anew. */
  | { readonly kind: 'line'; readonly by: 'socket' }
  | { readonly kind: 'line'; readonly by: 'leader'; readonly leader: string }
  | { readonly kind: 'dropCall' }
  /** Starts the state's one timer; another state stops it. */
  | { readonly kind: 'timer'; readonly ms: number };

export interface TabStep {
  readonly state: TabState;
  readonly effects: readonly TabEffect[];
}

type StateOf<K extends TabState['kind']> = Extract<TabState, { kind: K }>;
type EventOf<K extends TabEvent['kind']> = Extract<TabEvent, { kind: K }>;
/** Somebody who leads. */
type Found = EventOf<'here'> | EventOf<'up'>;
type Row<S extends TabState['kind']> = { readonly [E in TabEvent['kind']]?: (state: StateOf<S>, event: EventOf<E>) => TabStep };

/** How long a leader may take to answer; a busy page needs longer than an idle one, and going alone harms nobody. */
const answerMs = 1_500;
/** How long until a tab that went alone asks again. */
const againMs = 10_000;
/** How long it may take to let go. */
const claimMs = 2_000;
/** How long whoever takes over may take to have its line up. */
const yieldMs = 5_000;

const step = (state: TabState, ...effects: TabEffect[]): TabStep => ({ state, effects });
const timer = (ms: number): TabEffect => ({ kind: 'timer', ms });
const queue: TabEffect = { kind: 'queue' };
const socket: TabEffect = { kind: 'line', by: 'socket' };
const ask: TabEffect = { kind: 'say', what: 'ask' };
const lead: TabEffect = { kind: 'say', what: 'lead' };

const lineOf = (leader: string): TabEffect => ({ kind: 'line', by: 'leader', leader });
const follow = ({ from, call }: Found): TabStep => step({ kind: 'following', leader: from, call }, lineOf(from));
const claim = (leader: string, call = true): TabStep => step({ kind: 'claiming', leader, call }, lead, timer(claimMs));
/** Where a tab begins that does not have the lock; later it is where one begins anew. */
export const look = (call: boolean): TabStep => step({ kind: 'looking', call }, queue, ask, timer(answerMs));

/** Somebody leads. With a call here, leading is this tab's business; until then the leader's line will do. */
const found = (state: Own, event: Found): TabStep => {
  if (!state.call) return follow(event);
  const { state: claiming, effects } = claim(event.from);
  return { state: claiming, effects: [lineOf(event.from), ...effects] };
};

/** Another tab wants to lead: whoever only waits lets it pass. */
const letPass = (state: TabState): TabStep => step(state, queue);

export const transitions: { readonly [S in TabState['kind']]: Row<S> } = {
  looking: {
    granted: ({ call }) => step({ kind: 'leading', call }, socket),
    here: found,
    up: found,
    lead: letPass,
    inCall: (state, { on }) => step({ ...state, call: on }),
    timer: ({ call }) => step({ kind: 'alone', call }, socket, timer(againMs)),
  },
  alone: {
    granted: ({ call }) => step({ kind: 'leading', call }, socket),
    // Its own line carries on until it leads, or until the leader's is there.
    here: ({ call }, event) => (call ? claim(event.from) : follow(event)),
    up: ({ call }, event) => (call ? claim(event.from) : follow(event)),
    lead: ({ call }) => step({ kind: 'alone', call: false }, queue, ...(call ? [{ kind: 'dropCall' } as const] : [])),
    inCall: (state, { on }) => step({ ...state, call: on }),
    timer: (state) => step(state, ask, timer(againMs)),
  },
  following: {
    granted: () => step({ kind: 'leading', call: false }, socket),
    here: (state, event) => (event.from === state.leader ? step({ ...state, call: event.call }) : follow(event)),
    up: (_state, event) => follow(event),
    call: (state, event) => (event.from === state.leader ? step({ ...state, call: event.call }) : step(state)),
    lead: letPass,
    able: (state, { from }) => (from === state.leader ? claim(from, false) : step(state)),
    inCall: (state, { on }) => (on ? claim(state.leader) : step(state)),
    doubt: () => look(false),
  },
  claiming: {
    granted: ({ call }) => step({ kind: 'leading', call }, socket),
    // Another one has become leader before this tab's turn, and may not have heard of it. Without a call here that is well: if it
    // can do less than this tab, it says so at the greeting.
    up: ({ call }, event) => (call ? step({ kind: 'claiming', leader: event.from, call }, lineOf(event.from), lead, timer(claimMs)) : follow(event)),
    here: (state, event) => (event.call && !state.call ? follow(event) : step(state, lead)),
    inCall: (state, { on }) => (on ? step({ ...state, call: true }) : step({ kind: 'following', leader: state.leader, call: false })),
    // What only might be needed robs nobody.
    timer: (state) => (state.call ? step(state, { kind: 'rob' }, timer(claimMs)) : look(false)),
  },
  leading: {
    ask: (state) => step(state, { kind: 'say', what: 'here', call: state.call }),
    lead: ({ call }) => step({ kind: 'yielding' }, ...(call ? [{ kind: 'dropCall' } as const] : []), { kind: 'release' }, timer(yieldMs)),
    inCall: (state, { on }) => (on === state.call ? step(state) : step({ ...state, call: on }, { kind: 'say', what: 'call', call: on })),
    linked: (state) => step(state, { kind: 'say', what: 'up', call: state.call }),
    robbed: ({ call }) => {
      const { state, effects } = look(false);
      return { state, effects: [...(call ? [{ kind: 'dropCall' } as const] : []), ...effects] };
    },
  },
  yielding: {
    here: (_state, event) => withQueue(follow(event)),
    up: (_state, event) => withQueue(follow(event)),
    inCall: (state, { on }) => (on ? look(true) : step(state)),
    timer: () => look(false),
  },
};

const withQueue = ({ state, effects }: TabStep): TabStep => ({ state, effects: [queue, ...effects] });

/** The next state and what to do on the way; no effects and the same state where the event means nothing here. */
export function next(state: TabState, event: TabEvent): TabStep {
  const row: Readonly<Record<string, unknown>> = transitions[state.kind];
  const transition = row[event.kind];
  // The table's own type ties row and column to this very state and event; an index by two unions loses that.
  return typeof transition === 'function' ? (transition as (state: TabState, event: TabEvent) => TabStep)(state, event) : step(state);
}
