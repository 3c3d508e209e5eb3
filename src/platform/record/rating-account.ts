/**
 * The account of ratings.
 *
 * Knows that a rating counts for the agent whom it names, when it was given: a chat's for the contact's last queue, a video's
 * for the one in which its agent had it, wherever the contact is by then. Stars are as many counts of one, so that they add up
 * like everything else.
 */
import type { Emissions } from './emission.js';
import type { Place } from './segment.js';
import type { StoredEvent } from './stored-event.js';

/** Stars from which a customer is content. */
const good = 4;

/** The last video that is over. */
export interface PastVideo {
  readonly queueId?: string;
}

export function postVideo(before: PastVideo | undefined, event: StoredEvent, { queueId }: Place): PastVideo | undefined {
  if (event.kind !== 'media.restored') return before;
  return queueId === undefined ? {} : { queueId };
}

export function countRating(event: StoredEvent, place: Place, video: PastVideo | undefined, out: Emissions): void {
  if (event.kind !== 'contact.rated') return;
  const { about, stars, agentId } = event.data;
  const concern = about === 'video' ? ({ medium: 'videoChat', queueId: (video ?? place).queueId, agentId } as const) : ({ medium: 'webChat', queueId: place.queueId, agentId } as const);
  out.count('nRated', concern);
  if (stars >= good) out.count('nRatedGood', concern);
  for (let star = 0; star < stars; star += 1) out.count('nStars', concern);
}
