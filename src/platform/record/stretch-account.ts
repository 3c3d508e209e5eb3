/**
 * The account of where a contact's time goes: flow, queue, agent; and the first answer or the abandonment.
 *
 * Knows that a stretch is counted when it ends, for the queue, agent and medium that it was of; so chat and video of one
 * contact add up to exactly the time that an agent had it. Stretches are those of segment.ts.
 */
import { answerSeries, type Emissions } from './emission.js';
import type { CountMetric } from './metric.js';
import { moved, nowhere, sameStanding, standing, type Place, type Standing } from './segment.js';
import type { StoredEvent, StoredEventOf } from './stored-event.js';

export interface StretchAccount {
  readonly place: Place;
  /** Since when the contact stands as it does; milliseconds since the epoch. */
  readonly since: number;
  /** All waiting so far. */
  readonly waited: number;
  /** An agent has had the contact. */
  readonly answered: boolean;
  /** It left its queue only because it ends. */
  readonly givenUp: boolean;
  readonly closed: boolean;
}

export const openStretch = (at: number): StretchAccount => ({ place: nowhere, since: at, waited: 0, answered: false, givenUp: false, closed: false });

/** Counts a stretch that is over, or that is cut for a look at it. Returns what it adds to the waiting. */
export function countStretch(it: Standing, ms: number, out: Emissions): number {
  if (it.kind === 'waiting') {
    out.time('tWait', ms, it);
    return ms;
  }
  // A contact may pass through a place without staying; a wait of no time was one all the same.
  if (ms === 0) return 0;
  if (it.kind === 'flow') {
    out.time('tFlow', ms, it);
    return 0;
  }
  const dimensions = { ...it, agentId: it.owner };
  out.time('tTalk', ms, dimensions);
  out.time('tHandle', ms, dimensions);
  return 0;
}

const departures: Readonly<Record<StoredEventOf<'queue.left'>['data']['outcome'], CountMetric>> = {
  connected: 'nAnswered', moved: 'nFlowOut', timeout: 'nFlowOut', closed: 'nEndedInQueue',
};

export function postStretch(account: StretchAccount, event: StoredEvent, out: Emissions): StretchAccount {
  if (account.closed) return account;
  if (event.kind === 'contact.closed') return close(account, out);
  if (event.kind === 'queue.left') out.count(departures[event.data.outcome], { medium: account.place.medium, queueId: event.data.queueId });
  if (event.kind === 'message.left') out.count('nMessageLeft', { medium: account.place.medium, queueId: event.data.queueId });
  if (event.kind === 'queue.entered') out.count('nOffered', { medium: event.data.medium, queueId: event.data.queueId });
  const place = moved(account.place, event);
  const before = standing(account.place);
  const changed = !sameStanding(before, standing(place));
  const waited = account.waited + (changed ? countStretch(before, out.at - account.since, out) : 0);
  const answered = account.answered || place.owner !== undefined;
  if (answered && !account.answered) {
    const dimensions = { ...place, agentId: place.owner };
    out.count('nConnected', dimensions);
    out.time('tAnswered', waited, dimensions);
    out.count(answerSeries(waited), dimensions);
  }
  const givenUp = event.kind === 'queue.left' ? event.data.outcome === 'closed' : event.kind === 'queue.entered' ? false : account.givenUp;
  return { ...account, place, since: changed ? out.at : account.since, waited, answered, givenUp };
}

function close(account: StretchAccount, out: Emissions): StretchAccount {
  const { place, answered } = account;
  const waited = account.waited + countStretch(standing(place), out.at - account.since, out);
  if (!answered && (account.givenUp || place.waiting)) out.time('tAbandon', waited, { medium: place.medium, queueId: place.queueId });
  return { ...account, since: out.at, waited, closed: true };
}
