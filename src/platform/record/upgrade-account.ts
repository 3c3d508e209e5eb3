/**
 * The account of upgrades: each step of the way to video, once per upgrade.
 *
 * Knows the funnel as upgrade-record.ts tells it, step by step: what one upgrade reached is counted at the moment it reached
 * it, under the queue and agent known by then. Always of the medium that is asked for.
 */
import type { Result } from '../../protocol/index.js';
import { endingSeries, type Emissions } from './emission.js';
import type { CountMetric } from './metric.js';
import type { Place } from './segment.js';
import type { StoredEvent, StoredEventOf } from './stored-event.js';

/** What has been counted of an upgrade. */
export interface UpgradeAccount {
  readonly upgradeId: string;
  readonly askedAt: number;
  /** Its calls: a handover in video makes another. */
  readonly calls: readonly string[];
  readonly queueId?: string;
  readonly agentId?: string;
  readonly counted: readonly CountMetric[];
  readonly ended: boolean;
}

/** The step that an event is, if it is one. */
function stepOf(event: StoredEvent): CountMetric | undefined {
  switch (event.kind) {
    case 'upgrade.captured':
      return event.data.outcome === 'ready' ? 'nMediaUpgradeAccepted' : undefined;
    case 'reservation.made':
      return 'nMediaUpgradeFound';
    case 'media-upgrade':
      return 'nMediaUpgradeBound';
    case 'pane.rendered':
      return 'nMediaUpgradeRendered';
    case 'pane.unconfirmed':
      return 'nPaneUnconfirmed';
    case 'call.live':
      return 'nMediaUpgradeLive';
    default:
      return undefined;
  }
}

/** The upgrade that an event belongs to: by its own id, its call's, or (a ring for video) by being under way. */
function accountOf(accounts: readonly UpgradeAccount[], event: StoredEvent): UpgradeAccount | undefined {
  if (event.kind === 'reservation.made') return event.data.medium === 'videoChat' ? accounts.find((it) => !it.ended) : undefined;
  const { data } = event;
  if ('upgradeId' in data) return accounts.find((it) => it.upgradeId === data.upgradeId);
  return 'callId' in data ? accounts.find((it) => it.calls.includes(data.callId)) : undefined;
}

function learned(account: UpgradeAccount, event: StoredEvent): UpgradeAccount {
  if (event.kind === 'upgrade.waiting') return { ...account, queueId: event.data.queueId };
  if (event.kind === 'reservation.made' && event.data.queueId !== undefined) return { ...account, queueId: event.data.queueId };
  if (event.kind === 'media-upgrade') return { ...account, calls: [...account.calls, event.data.callId], agentId: event.data.agent.agentId };
  return account;
}

export function postUpgrade(before: readonly UpgradeAccount[], event: StoredEvent, place: Place, out: Emissions): readonly UpgradeAccount[] {
  const accounts = 'upgradeId' in event.data ? begun(before, event.data.upgradeId, place, out) : before;
  const known = accountOf(accounts, event);
  if (!known) return accounts;
  const account = learned(known, event);
  const step = stepOf(event);
  const first = step !== undefined && !account.counted.includes(step);
  if (first) out.count(step, concern(account, place));
  if (event.kind === 'call.live' && first) out.time('tUpgrade', out.at - account.askedAt, concern(account, place));
  if (event.kind === 'call.interrupted') out.count('nMediaUpgradeInterrupted', concern(account, place));
  if (event.kind === 'upgrade.ended' && !account.ended) countEnding(event, account, place, out);
  const after = { ...account, counted: first ? [...account.counted, step] : account.counted, ended: account.ended || event.kind === 'upgrade.ended' };
  return accounts.map((it) => (it === known ? after : it));
}

/** An upgrade begins with the first event that names it: its asking, or the end of one that was refused before. */
function begun(accounts: readonly UpgradeAccount[], upgradeId: string, place: Place, out: Emissions): readonly UpgradeAccount[] {
  if (accounts.some((it) => it.upgradeId === upgradeId)) return accounts;
  const account: UpgradeAccount = { upgradeId, askedAt: out.at, calls: [], counted: ['nMediaUpgradeRequested'], ended: false };
  out.count('nMediaUpgradeRequested', concern(account, place));
  return [...accounts, account];
}

function countEnding({ data: { result } }: StoredEventOf<'upgrade.ended'>, account: UpgradeAccount, place: Place, out: Emissions): void {
  const whom = concern(account, place);
  out.count(endingSeries(result), whom);
  const series = endings[result.status] ?? 'nMediaUpgradeFailed';
  if (result.status !== 'accepted') out.count(series, whom);
}

const endings: { readonly [S in Result['status']]?: CountMetric } = { completed: 'nMediaUpgradeCompleted', declined: 'nMediaUpgradeDeclined', cancelled: 'nMediaUpgradeCancelled' };

const concern = (account: UpgradeAccount, place: Place) => ({
  medium: 'videoChat', queueId: account.queueId ?? place.queueId, agentId: account.agentId ?? place.owner,
}) as const;
