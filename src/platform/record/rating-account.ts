/**
 * The account of ratings.
 *
 * Knows that a rating counts for the agent whom it names, when it was given; it leaves nothing to remember. Stars are as
 * many counts of one, so that they add up like everything else.
 */
import type { Emissions } from './emission.js';
import type { Place } from './segment.js';
import type { StoredEvent } from './stored-event.js';

/** Stars from which a customer is content. */
const good = 4;

export function countRating(event: StoredEvent, place: Place, out: Emissions): void {
  if (event.kind !== 'contact.rated') return;
  const { about, stars, agentId } = event.data;
  const concern = { medium: about === 'video' ? 'videoChat' : 'webChat', queueId: place.queueId, agentId } as const;
  out.count('nRated', concern);
  if (stars >= good) out.count('nRatedGood', concern);
  for (let star = 0; star < stars; star += 1) out.count('nStars', concern);
}
