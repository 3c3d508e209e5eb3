/**
 * The platform's upgrade machine: a table, and a pure `next`.
 *
 *            answer              capture ready + seek      ring                bind              live
 *   asked ----------> accepted ---------------------> finding ----> ringing --------> bound ----------> live
 *     |                   |                            |  ^ |         | |               |                 |
 *     |                   |                            |  | +-line-+  | +--pass--+      |                 |
 *     |                   |                            |  |        v  |          |      |                 |
 *     |                   |                            |  +---- waiting <--------+      |                 |
 *     | declined          | denied, no device          | nobody    | all-busy           | failed          | completed
 *     | timeout(prompt)   | timeout(prompt)            |           | timeout(agent)     | timeout(negot.) | failed
 *     | cancelled         | cancelled                  | cancelled | cancelled          | cancelled       |
 *     v                   v                            v           v                    v                 v
 *   ended <------------------------------------------------------------------------------------------------
 *
 * `hand-over` leads from `bound` and `live` back to `bound`, with another agent and a new call.
 * `pass` (a decline, an unanswered ring) goes back through `finding` to the next agent. `nobody` ends by who was asked: as
 * timeout(agent) where somebody let it ring out, as declined by the agent where everybody declined, else as no-agent with its
 * reason; a place in line whose time is up is always no-agent(all-busy). A refusal by a check ends every
 * stage before `bound`; a participant who is gone for too long every one from `accepted` on, as failed(signaling-lost). From `bound` on every ending restores the medium first. An event that a stage has no row for
 * changes nothing: the caller says it is stale. Does not know rows, sockets or clocks.
 */
import type { Result, ResultParty } from '../../protocol/result.js';
import type { UpgradeState } from '../../protocol/upgrade.js';
import type { Seek } from '../contacts/fact.js';
import { moment } from '../contacts/columns.js';
import type { Call, Find, Pass, Stage, StageOf, UpgradeEffect, UpgradeEvent, UpgradeEventKind, UpgradeEventOf, UpgradeStep } from './stage.js';

/** How long the browser's question, and a block to take the accepted upgrade, are waited for. */
export const promptMs = 60_000;
/** How long a bound call may take to show its first frame while both are there. The clients give up by themselves after 35 s; this is for those that cannot. */
export const negotiationMs = 40_000;

type Row<S extends UpgradeState> = { readonly [K in UpgradeEventKind]?: (stage: StageOf<S>, event: UpgradeEventOf<K>) => UpgradeStep };
type Table = { readonly [S in UpgradeState]: Row<S> };

const ending = (by: ResultParty, at: number): { by: ResultParty; at: string } => ({ by, at: moment(at) });
const stay = (stage: Stage, ...effects: UpgradeEffect[]): UpgradeStep => ({ stage, effects });
const end = (result: Result, ...before: UpgradeEffect[]): UpgradeStep => ({
  stage: { state: 'ended', result }, effects: [...before, { kind: 'finish', result }],
});
const endCall = (call: Call, result: Result, liveAt?: number): UpgradeStep => ({
  stage: { state: 'ended', result, call, ...(liveAt === undefined ? {} : { liveAt }) },
  effects: [{ kind: 'restore', call }, { kind: 'finish', result }],
});
const cancelled = (event: { by: ResultParty; at: number }): Result => ({ status: 'cancelled', ...ending(event.by, event.at) });
const completed = (event: { by: ResultParty; at: number }): Result => ({ status: 'completed', ...ending(event.by, event.at) });
const failed = (event: UpgradeEventOf<'failed'>): Result => ({ status: 'failed', reason: event.cause, ...ending(event.by, event.at) });
const lost = (event: UpgradeEventOf<'gone'>): Result => ({ status: 'failed', reason: 'signaling-lost', ...ending(event.by, event.at) });
const promptTimeout = (at: number): Result => ({ status: 'timeout', reason: 'prompt', ...ending('platform', at) });
const unclaimed = (at: number): Result => ({ status: 'not-allowed', reason: 'flow', ...ending('flow', at) });

function notReady(event: UpgradeEventOf<'capture'>): Result | undefined {
  const by = ending('customer', event.at);
  switch (event.outcome) {
    case 'ready': return undefined;
    case 'no-device': return { status: 'no-device', ...(event.missing ? { reason: event.missing } : {}), ...by };
    default: return { status: event.outcome, ...by };
  }
}

const begin = (seek: Seek, at: number): Find => ({ ...seek, until: at + seek.timeoutSeconds * 1_000, passed: [] });
const finding = (find: Find, ...before: UpgradeEffect[]): UpgradeStep => ({ stage: { state: 'finding', find }, effects: [...before, { kind: 'find' }] });
const noAgent = (reason: UpgradeEventOf<'nobody'>['reason'], at: number): Result => ({ status: 'no-agent', reason, ...ending('platform', at) });
const rangOut = (at: number): Result => ({ status: 'timeout', reason: 'agent', ...ending('platform', at) });

/** What those who were asked did says more than who is left: an agent who let it ring out no longer counts as there. */
function nobody(passed: readonly Pass[], { reason, at }: UpgradeEventOf<'nobody'>): Result {
  if (passed.some(({ outcome }) => outcome === 'timeout')) return rangOut(at);
  return passed.length > 0 ? { status: 'declined', ...ending('agent', at) } : noAgent(reason, at);
}

/** Who went offline has not passed: back on queue they may ring. */
const passedBy = ({ passed }: Find, { agentId, outcome }: UpgradeEventOf<'pass'>): readonly Pass[] =>
  outcome === 'rescinded' ? passed : [...passed, { agentId, outcome }];

/** A new call of the same upgrade, which has its time to begin; what the one before has shown is kept. */
function handedOver(stage: StageOf<'bound'> | StageOf<'live'>, { callId, agentId, queueId, at }: UpgradeEventOf<'hand-over'>): UpgradeStep {
  const { call: from } = stage;
  const seenAt = stage.state === 'live' ? (from.seenAt ?? stage.liveAt) : from.seenAt;
  const call: Call = { callId, agentId, queueId, boundAt: at, since: from.since ?? from.boundAt, ...(seenAt === undefined ? {} : { seenAt }) };
  return stay({ state: 'bound', call, deadline: at + negotiationMs }, { kind: 'hand-over', from, call });
}

/** What the search brings means the same from `finding` and, when an agent comes free, from `waiting`. */
const search = {
  ring: ({ find }: { find: Find }, { kind: _, ...rings }: UpgradeEventOf<'ring'>) => stay({ state: 'ringing', find, ...rings }),
  line: ({ find }: { find: Find }, { kind: _, ...place }: UpgradeEventOf<'line'>) => stay({ state: 'waiting', find, ...place }),
  nobody: ({ find }: { find: Find }, event: UpgradeEventOf<'nobody'>) => end(nobody(find.passed, event)),
  cancel: (_: unknown, event: UpgradeEventOf<'cancel'>) => end(cancelled(event)),
  refuse: (_: unknown, event: UpgradeEventOf<'refuse'>) => end(event.result),
  gone: (_: unknown, event: UpgradeEventOf<'gone'>) => end(lost(event)),
  deadline: (_: unknown, event: UpgradeEventOf<'deadline'>) => end(noAgent('all-busy', event.at)),
};

const table: Table = {
  asked: {
    answer: ({ seek }, { accepted, at }) =>
      accepted
        ? stay({ state: 'accepted', capture: 'open', deadline: at + promptMs, ...(seek ? { seek } : {}) })
        : end({ status: 'declined', ...ending('customer', at) }),
    seek: (stage, { seek }) => stay({ ...stage, seek }),
    cancel: (_, event) => end(cancelled(event)),
    refuse: (_, event) => end(event.result),
    unclaimed: (_, { at }) => end(unclaimed(at)),
    deadline: (_, { at }) => end(promptTimeout(at)),
  },
  accepted: {
    capture(stage, event) {
      if (stage.capture === 'ready') return stay(stage);
      const result = notReady(event);
      if (result) return end(result);
      if (stage.seek) return finding(begin(stage.seek, event.at), { kind: 'ready' });
      return stay({ state: 'accepted', capture: 'ready', deadline: event.at + promptMs }, { kind: 'ready' });
    },
    seek: (stage, { seek, at }) => (stage.capture === 'ready' ? finding(begin(seek, at)) : stay({ ...stage, seek })),
    cancel: (_, event) => end(cancelled(event)),
    refuse: (_, event) => end(event.result),
    gone: (_, event) => end(lost(event)),
    unclaimed: (_, { at }) => end(unclaimed(at)),
    deadline: ({ capture }, { at }) => end(capture === 'open' ? promptTimeout(at) : unclaimed(at)),
  },
  finding: search,
  waiting: search,
  ringing: {
    pass: ({ find }, event) => finding({ ...find, passed: passedBy(find, event) }),
    bind: ({ agentId, queueId, reservationId }, { callId, at }) => {
      const call: Call = { callId, agentId, queueId, boundAt: at };
      return stay({ state: 'bound', call, deadline: at + negotiationMs }, { kind: 'bind', call, reservationId });
    },
    cancel: ({ reservationId }, event) => end(cancelled(event), { kind: 'rescind', reservationId }),
    refuse: ({ reservationId }, event) => end(event.result, { kind: 'rescind', reservationId }),
    gone: ({ reservationId }, event) => end(lost(event), { kind: 'rescind', reservationId }),
    deadline: ({ reservationId }, { at }) => end(rangOut(at), { kind: 'rescind', reservationId }),
  },
  bound: {
    live: ({ call }, { at }) => stay({ state: 'live', call, liveAt: at }),
    interrupted: (stage, { cause }) => stay(cause ? { ...stage, cause } : stage),
    extend: (stage, { until }) => stay({ ...stage, deadline: until }),
    failed: ({ call }, event) => endCall(call, failed(event)),
    'hand-over': handedOver,
    'hang-up': ({ call }, event) => (call.seenAt === undefined ? endCall(call, cancelled(event)) : endCall(call, completed(event), call.seenAt)),
    cancel: ({ call }, event) => endCall(call, cancelled(event)),
    gone: ({ call }, event) => endCall(call, lost(event)),
    deadline: ({ call, cause }, { at }) =>
      endCall(call, cause ? { status: 'failed', reason: cause, ...ending('platform', at) } : { status: 'timeout', reason: 'negotiation', ...ending('platform', at) }),
  },
  live: {
    live: (stage) => stay(stage),
    'hand-over': handedOver,
    interrupted: (stage) => stay(stage),
    failed: ({ call, liveAt }, event) => endCall(call, failed(event), liveAt),
    'hang-up': ({ call, liveAt }, event) => endCall(call, completed(event), liveAt),
    gone: ({ call, liveAt }, event) => endCall(call, lost(event), liveAt),
  },
  ended: {},
};

/** What an event does to a stage; undefined where the stage has no row for it. */
export function next(stage: Stage, event: UpgradeEvent): UpgradeStep | undefined {
  // Each row's functions take the stage and event they are filed under; TypeScript cannot carry that through two lookups.
  const row = table[stage.state] as { readonly [K in UpgradeEventKind]?: (stage: Stage, event: UpgradeEvent) => UpgradeStep };
  return row[event.kind]?.(stage, event);
}

/** Which events a state has a row for. */
export const eventsOf = (state: UpgradeState): readonly string[] => Object.keys(table[state]);

/** When a stage gives up by itself; `live` and `ended` do not. */
export function deadlineOf(stage: Stage): number | undefined {
  switch (stage.state) {
    case 'asked': case 'accepted': case 'bound': return stage.deadline;
    case 'finding': case 'waiting': case 'ringing': return stage.find.until;
    default: return undefined;
  }
}

/** The call of a stage that has one under way. */
export const callOf = (stage: Stage): Call | undefined => (stage.state === 'bound' || stage.state === 'live' ? stage.call : undefined);
