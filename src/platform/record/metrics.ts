/**
 * Metrics of one contact, by the names that the field uses.
 *
 * Knows how each is counted from the timeline; durations are milliseconds. The customer's view counts: a reservation that
 * nobody answered never resets a wait, and a contact in video is the same contact in chat before and after.
 */
import type { ResultStatus } from '../../protocol/index.js';
import { segmentsOf, type Segment } from './segment.js';
import type { StoredEvent } from './stored-event.js';
import { upgradesOf, type UpgradeRecord } from './upgrade-record.js';

export interface Metrics {
  /** Times the contact entered a queue. */
  readonly nOffered: number;
  /** 1 once an agent had the contact. */
  readonly nConnected: number;
  /** Time in queues, all stays together. */
  readonly tWait: number;
  /** The wait of a contact that ended in a queue before any agent had it. */
  readonly tAbandon?: number;
  /** Time that reservations rang. */
  readonly tAlert: number;
  /** Reservations that ran out unanswered. */
  readonly nNotResponding: number;
  /** Time with an agent, in every medium: chat and video of one contact add up. */
  readonly tTalk: number;
  /** The part of `tTalk` in video. */
  readonly tTalkVideo: number;
  /** Always 0: there is no hold. Kept because `tHandle` is its sum with `tTalk` and `tAcw`. */
  readonly tHeld: number;
  /** After-contact work: from an agent's leaving, or the contact's end, to their wrap-up. */
  readonly tAcw: number;
  readonly tHandle: number;
  /** Handovers that an agent asked for. */
  readonly nTransferred: number;
  /** Handovers because another agent took the video. */
  readonly nMovedOnUpgrade: number;
  readonly nMediaUpgradeRequested: number;
  /** Camera and microphone were given. */
  readonly nMediaUpgradeAccepted: number;
  /** An agent and the video joined the contact. */
  readonly nMediaUpgradeBound: number;
  readonly nMediaUpgradeCompleted: number;
  readonly nMediaUpgradeDeclined: number;
  /** Ended any other way than completed, declined or cancelled. */
  readonly nMediaUpgradeFailed: number;
  /** From the first request that led to a picture, to its first frame. */
  readonly tUpgrade?: number;
  /** Video panes that no desk confirmed. */
  readonly nPaneUnconfirmed: number;
}

const lengthOf = (segments: readonly Segment[]): number => segments.reduce((sum, it) => sum + it.endedAt - it.startedAt, 0);

/** How long reservations rang; one that still rings counts to `now`. */
function alertTime(events: readonly StoredEvent[], now: number): number {
  const ringing = new Map<string, number>();
  let sum = 0;
  for (const event of events) {
    if (event.kind === 'reservation.made') ringing.set(event.data.reservationId, event.at);
    if (event.kind !== 'reservation.ended') continue;
    const since = ringing.get(event.data.reservationId);
    if (since !== undefined) sum += Math.max(0, event.at - since);
    ringing.delete(event.data.reservationId);
  }
  for (const since of ringing.values()) sum += Math.max(0, now - since);
  return sum;
}

/** From each agent's leaving, or the contact's end, to their notes. A wrap-up that is still to be done counts nothing yet. */
function wrapTime(events: readonly StoredEvent[]): number {
  const leftAt = new Map<string, number>();
  let owner: string | undefined;
  let sum = 0;
  for (const event of events) {
    if (event.kind === 'agent.joined') {
      owner = event.data.agent.agentId;
      leftAt.delete(owner);
    } else if (event.kind === 'agent.left') {
      leftAt.set(event.data.agent.agentId, event.at);
    } else if (event.kind === 'contact.closed' && owner !== undefined && !leftAt.has(owner)) {
      leftAt.set(owner, event.at);
    } else if (event.kind === 'contact.wrapped') {
      sum += Math.max(0, event.at - (leftAt.get(event.data.agentId) ?? event.at));
      leftAt.delete(event.data.agentId);
    }
  }
  return sum;
}

/** Results that are no failure of the upgrade. */
const unfailed: readonly ResultStatus[] = ['accepted', 'completed', 'declined', 'cancelled'];

const endedAs = (upgrades: readonly UpgradeRecord[], test: (status: ResultStatus) => boolean): number =>
  upgrades.filter((it) => it.result && test(it.result.status)).length;

function upgradeTime(upgrades: readonly UpgradeRecord[]): number | undefined {
  const live = upgrades.find((it) => it.liveAt !== undefined);
  return live?.liveAt === undefined ? undefined : Date.parse(live.liveAt) - Date.parse(live.askedAt);
}

const left = (events: readonly StoredEvent[], reason: 'transfer' | 'upgrade'): number =>
  events.filter((it) => it.kind === 'agent.left' && it.data.reason === reason).length;

const count = (events: readonly StoredEvent[], kind: StoredEvent['kind']): number => events.filter((it) => it.kind === kind).length;

/** The metrics of a contact; of an open one as they stand `now`. */
export function metricsOf(events: readonly StoredEvent[], now: number): Metrics {
  const segments = segmentsOf(events, now);
  const upgrades = upgradesOf(events);
  const talk = segments.filter((it) => it.kind === 'agent');
  const tTalk = lengthOf(talk);
  const tAcw = wrapTime(events);
  const tWait = lengthOf(segments.filter((it) => it.kind === 'waiting'));
  const connected = talk.length > 0 || count(events, 'agent.joined') > 0;
  const abandoned = !connected && count(events, 'contact.closed') > 0 && segments[segments.length - 1]?.kind === 'waiting';
  const tUpgrade = upgradeTime(upgrades);
  return {
    nOffered: count(events, 'queue.entered'),
    nConnected: connected ? 1 : 0,
    tWait,
    ...(abandoned ? { tAbandon: tWait } : {}),
    tAlert: alertTime(events, now),
    nNotResponding: events.filter((it) => it.kind === 'reservation.ended' && it.data.outcome === 'timeout').length,
    tTalk,
    tTalkVideo: lengthOf(talk.filter((it) => it.medium === 'videoChat')),
    tHeld: 0,
    tAcw,
    tHandle: tTalk + tAcw,
    nTransferred: left(events, 'transfer'),
    nMovedOnUpgrade: left(events, 'upgrade'),
    nMediaUpgradeRequested: upgrades.length,
    nMediaUpgradeAccepted: upgrades.filter((it) => it.capture === 'ready').length,
    nMediaUpgradeBound: upgrades.filter((it) => it.boundAt !== undefined).length,
    nMediaUpgradeCompleted: endedAs(upgrades, (status) => status === 'completed'),
    nMediaUpgradeDeclined: endedAs(upgrades, (status) => status === 'declined'),
    nMediaUpgradeFailed: endedAs(upgrades, (status) => !unfailed.includes(status)),
    ...(tUpgrade === undefined ? {} : { tUpgrade }),
    nPaneUnconfirmed: upgrades.filter((it) => it.pane === 'unconfirmed').length,
  };
}
