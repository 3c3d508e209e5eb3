/**
 * The account of reservations: how long each rang, for whom, and what became of it.
 *
 * Knows that every reservation counts once as accepted, declined, not responding or rescinded, and its ringing in `tAlert`
 * whichever it was.
 */
import type { ContactMedium } from '../../protocol/index.js';
import type { Emissions } from './emission.js';
import type { CountMetric } from './metric.js';
import type { Place } from './segment.js';
import type { StoredEvent, StoredEventOf } from './stored-event.js';

/** A reservation that rings. */
export interface Ringing {
  readonly reservationId: string;
  readonly agentId: string;
  readonly medium: ContactMedium;
  readonly queueId?: string;
  readonly since: number;
}

const outcomes: Readonly<Record<StoredEventOf<'reservation.ended'>['data']['outcome'], CountMetric>> = {
  accepted: 'nAccepted', declined: 'nDeclined', timeout: 'nNotResponding', rescinded: 'nRescinded',
};

export function postRing(ringing: readonly Ringing[], event: StoredEvent, place: Place, out: Emissions): readonly Ringing[] {
  if (event.kind === 'reservation.made') {
    const { reservationId, agentId, medium } = event.data;
    const queueId = event.data.queueId ?? place.queueId;
    return [...ringing, { reservationId, agentId, medium, since: out.at, ...(queueId === undefined ? {} : { queueId }) }];
  }
  if (event.kind !== 'reservation.ended') return ringing;
  const { reservationId, outcome } = event.data;
  const ring = ringing.find((it) => it.reservationId === reservationId);
  if (!ring) return ringing;
  const ms = out.at - ring.since;
  out.count(outcomes[outcome], ring);
  out.time('tAlert', ms, ring);
  if (outcome === 'timeout') out.time('tNotResponding', ms, ring);
  return ringing.filter((it) => it !== ring);
}
