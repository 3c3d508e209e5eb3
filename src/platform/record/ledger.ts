/**
 * The ledger of a contact: a pure fold over its timeline that says at each event what it emits.
 *
 *   post(ledger, event) -> { ledger, emissions }
 *
 * Knows the accounts and their order. The one definition of every metric: of one contact (metrics.ts), and of all of them by
 * interval (cell-store.ts). A clock that stepped back is held at the later moment, as the log does when it writes.
 */
import type { EventKind } from '../../protocol/index.js';
import { Emissions, type Emission } from './emission.js';
import { countRating, postVideo, type PastVideo } from './rating-account.js';
import { postRing, type Ringing } from './ring-account.js';
import { standing } from './segment.js';
import type { StoredEvent } from './stored-event.js';
import { countStretch, openStretch, postStretch, type StretchAccount } from './stretch-account.js';
import { postUpgrade, type UpgradeAccount } from './upgrade-account.js';
import { postWrap, type Wrapping } from './wrap-account.js';

/** What of a contact's past its next emissions depend on; plain data, stored as JSON. */
export interface Ledger {
  readonly deploymentId: string;
  /** Moment of the last event posted. */
  readonly at: number;
  readonly stretch: StretchAccount;
  readonly ringing: readonly Ringing[];
  readonly wrapping: readonly Wrapping[];
  readonly upgrades: readonly UpgradeAccount[];
  readonly video?: PastVideo;
}

export interface Posting {
  readonly ledger: Ledger;
  readonly emissions: readonly Emission[];
}

/** Kinds that move a ledger. Messages and steps of a flow do not: they cost nothing here. */
export const ledgerKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'contact.started', 'contact.closed', 'contact.wrapped', 'contact.moved', 'message.left', 'queue.entered', 'queue.left', 'reservation.made', 'reservation.ended', 'agent.joined', 'agent.left',
  'upgrade.asked', 'upgrade.answered', 'upgrade.captured', 'upgrade.waiting', 'upgrade.ended', 'media-upgrade', 'media.restored', 'pane.rendered', 'pane.unconfirmed',
  'call.live', 'call.interrupted', 'contact.rated',
]);

const opened = (event: StoredEvent): Ledger => ({
  deploymentId: event.kind === 'contact.started' ? event.data.deploymentId : '', at: event.at, stretch: openStretch(event.at), ringing: [], wrapping: [], upgrades: [],
});

/** Posts the next event of a contact; without a ledger it is the first. */
export function post(before: Ledger | undefined, event: StoredEvent): Posting {
  const ledger = before ?? opened(event);
  const out = new Emissions(Math.max(ledger.at, event.at), ledger.deploymentId);
  const { place } = ledger.stretch;
  const video = postVideo(ledger.video, event, place);
  countRating(event, place, video, out);
  const after: Ledger = {
    ...ledger,
    at: out.at,
    stretch: postStretch(ledger.stretch, event, out),
    ringing: postRing(ledger.ringing, event, place, out),
    wrapping: postWrap(ledger.wrapping, event, ledger.stretch, out),
    upgrades: postUpgrade(ledger.upgrades, event, place, out),
    ...(video === undefined ? {} : { video }),
  };
  return { ledger: after, emissions: out.list };
}

/** Posts a timeline, or the rest of one. */
export function postAll(events: readonly StoredEvent[], before?: Ledger): { readonly ledger: Ledger | undefined; readonly emissions: readonly Emission[] } {
  let ledger = before;
  let at = before?.at ?? 0;
  const emissions: Emission[] = [];
  for (const event of events) {
    at = Math.max(at, event.at);
    if (!ledgerKinds.has(event.kind)) continue;
    const posting = post(ledger, { ...event, at });
    ledger = posting.ledger;
    emissions.push(...posting.emissions);
  }
  return { ledger, emissions };
}

/** What is under way, as if it were over `now`: the present stretch and what rings. A wrap-up counts nothing before its end. */
export function underWay(ledger: Ledger, now: number): readonly Emission[] {
  const { stretch, ringing, deploymentId } = ledger;
  const out = new Emissions(Math.max(ledger.at, now), deploymentId);
  if (!stretch.closed) countStretch(standing(stretch.place), Math.max(0, now - stretch.since), out);
  for (const ring of ringing) out.time('tAlert', Math.max(0, now - ring.since), ring);
  return out.list;
}

/** Nothing more can come of it. */
export const isSettled = ({ stretch, ringing, wrapping }: Ledger): boolean => stretch.closed && ringing.length === 0 && wrapping.length === 0;
