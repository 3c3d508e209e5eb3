/**
 * The funnel of each upgrade of a contact: asked, answered, captured, found, bound, pane, live, ended, each with its moment,
 * and how its two sides say the call was.
 *
 * Knows `upgrade.*`, `media-upgrade` and the call's events; finds a call's upgrade by its callId, and that of a ring for
 * video by being under way: a contact has one at a time. What an upgrade never reached is absent.
 */
import * as v from 'valibot';
import { MarksSchema, SideSummarySchema, type CaptureOutcome, type EventData, type Marks, type Result, type SideSummary } from '../../protocol/index.js';
import type { StoredEvent } from './stored-event.js';

/** One upgrade; moments are ISO 8601, durations milliseconds. */
export interface UpgradeRecord {
  readonly upgradeId: string;
  /** Who asked; of an upgrade that nobody was asked about, who refused it. */
  readonly by: 'customer' | 'agent' | 'supervisor' | 'flow' | 'platform';
  readonly askedAt: string;
  readonly accepted?: boolean;
  readonly answeredAt?: string;
  readonly capture?: CaptureOutcome;
  readonly capturedAt?: string;
  /** The last place in line. */
  readonly queueId?: string;
  readonly position?: number;
  /** An agent was found: the first ring. */
  readonly foundAt?: string;
  readonly boundAt?: string;
  readonly callId?: string;
  readonly agentId?: string;
  readonly pane?: 'rendered' | 'unconfirmed';
  /** The desk confirmed the pane. */
  readonly paneAt?: string;
  readonly liveAt?: string;
  /** From the click to the first remote frame, as the client measured it. */
  readonly firstFrameMs?: number;
  /** The steps on that way, in milliseconds since the click. */
  readonly marks?: Marks;
  /** How often the call was interrupted. */
  readonly interruptions: number;
  /** One of each side that gave it, in the order they came. */
  readonly summaries: readonly SideSummary[];
  readonly endedAt?: string;
  readonly result?: Result;
  /** Length of the time in video. */
  readonly durationMs?: number;
}

export const moment = (at: number): string => new Date(at).toISOString();

type Funnel = Map<string, UpgradeRecord>;

/** Most upgrades begin with `upgrade.asked`; one that was refused before anybody was asked begins with its end. */
const begun = (upgradeId: string, event: StoredEvent): UpgradeRecord => ({ upgradeId, by: event.actor.kind, askedAt: moment(event.at), interruptions: 0, summaries: [] });

/** What an event adds to the upgrade it belongs to; undefined for events of no upgrade. */
function addition(event: StoredEvent, known: UpgradeRecord): Partial<UpgradeRecord> | undefined {
  const at = moment(event.at);
  switch (event.kind) {
    case 'upgrade.answered':
      return { accepted: event.data.accepted, answeredAt: at };
    case 'upgrade.captured':
      return { capture: event.data.outcome, capturedAt: at };
    case 'upgrade.waiting':
      return { queueId: event.data.queueId, position: event.data.position };
    case 'reservation.made':
      return known.foundAt === undefined ? { foundAt: at } : undefined;
    case 'media-upgrade':
      return { callId: event.data.callId, agentId: event.data.agent.agentId, boundAt: known.boundAt ?? at };
    case 'pane.rendered':
      return { pane: 'rendered', paneAt: at };
    case 'pane.unconfirmed':
      return { pane: known.pane ?? 'unconfirmed' };
    case 'call.live':
      return known.liveAt === undefined ? { liveAt: at, ...firstFrame(event.data) } : undefined;
    case 'call.interrupted':
      return { interruptions: known.interruptions + 1 };
    case 'call.summary':
      return v.is(SideSummarySchema, event.data) ? { summaries: [...known.summaries, event.data] } : undefined;
    case 'media.restored':
      return { durationMs: event.data.durationMs };
    case 'upgrade.ended':
      return { endedAt: at, result: event.data.result };
    default:
      return undefined;
  }
}

const firstFrame = ({ firstFrameMs, marks }: EventData<'call.live'>): Pick<UpgradeRecord, 'firstFrameMs' | 'marks'> => ({
  ...(firstFrameMs === undefined ? {} : { firstFrameMs }), ...(v.is(MarksSchema, marks) ? { marks } : {}),
});

/** The upgrade that an event belongs to, by its own id, its call's, or being the one under way. */
function owner(funnel: Funnel, calls: ReadonlyMap<string, string>, event: StoredEvent): UpgradeRecord | undefined {
  const { data } = event;
  if (event.kind === 'reservation.made') return event.data.medium === 'videoChat' ? [...funnel.values()].find(({ endedAt }) => endedAt === undefined) : undefined;
  if ('upgradeId' in data) return funnel.get(data.upgradeId);
  return 'callId' in data ? funnel.get(calls.get(data.callId) ?? '') : undefined;
}

/** The upgrades of a contact in the order they were asked for. */
export function upgradesOf(events: readonly StoredEvent[]): readonly UpgradeRecord[] {
  const funnel: Funnel = new Map();
  const calls = new Map<string, string>();
  for (const event of events) {
    const { data } = event;
    // A flow's ask and a customer's click that crossed it are one upgrade: its first event counts.
    if ('upgradeId' in data && !funnel.has(data.upgradeId)) funnel.set(data.upgradeId, begun(data.upgradeId, event));
    if (event.kind === 'media-upgrade') calls.set(event.data.callId, event.data.upgradeId);
    const known = owner(funnel, calls, event);
    const more = known && addition(event, known);
    if (known && more) funnel.set(known.upgradeId, { ...known, ...more });
  }
  return [...funnel.values()];
}
