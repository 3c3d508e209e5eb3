/**
 * Segments: a contact's life as stretches in one medium, with one owner, in one place.
 *
 * Knows how events move a contact between flow, waiting and an agent, and between media. Segments tile the contact from its
 * start to its end (or to now) without hole or overlap; a stretch of no length is no segment. A clock that stepped back
 * between two events is held at the later moment, so that the tiling survives it.
 */
import type { ContactMedium } from '../../protocol/index.js';
import type { StoredEvent } from './stored-event.js';

/** Where a contact is. `flow`: nobody's yet, or nobody's any more. */
export type SegmentKind = 'flow' | 'waiting' | 'agent';

/** What stays the same throughout a segment. */
export interface Standing {
  readonly medium: ContactMedium;
  readonly kind: SegmentKind;
  /** Agent id; with `agent` always. */
  readonly owner?: string;
  /** The queue that the contact waits in or came through. */
  readonly queueId?: string;
  /** With `videoChat`: the call. */
  readonly callId?: string;
}

export interface Segment extends Standing {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds since the epoch; of the last segment of an open contact: now. */
  readonly endedAt: number;
}

/** A standing before its kind is worked out. */
export type Place = Omit<Standing, 'kind'> & { readonly waiting: boolean };

/** Where a contact is before its first event. */
export const nowhere: Place = { medium: 'webChat', waiting: false };

const without = <T extends object, K extends keyof T>(it: T, key: K): Omit<T, K> => {
  const { [key]: _gone, ...rest } = it;
  return rest;
};

/** The contact's place after an event; events that do not move it leave it as it is. */
export function moved(place: Place, event: StoredEvent): Place {
  switch (event.kind) {
    case 'contact.started':
      return { medium: event.data.medium, waiting: false };
    case 'queue.entered':
      // Offered to a queue, a contact is with its owner, and of the queue that they have it from, until somebody there has it.
      return place.owner === undefined ? { ...place, queueId: event.data.queueId, waiting: true } : place;
    case 'queue.left':
      return { ...place, waiting: false, ...(event.data.outcome === 'connected' ? { queueId: event.data.queueId } : {}) };
    case 'agent.joined':
      return { ...place, owner: event.data.agent.agentId, waiting: false };
    case 'contact.moved':
      return { ...place, owner: event.data.to.agentId, waiting: false };
    case 'agent.left':
      return place.owner === event.data.agent.agentId ? without(place, 'owner') : place;
    case 'media-upgrade':
      return { ...place, medium: event.data.to, owner: event.data.agent.agentId, callId: event.data.callId, waiting: false };
    case 'media.restored':
      return { ...without(place, 'callId'), medium: event.data.to };
    default:
      return place;
  }
}

export const standing = ({ waiting, ...place }: Place): Standing => ({
  ...place,
  kind: place.owner !== undefined ? 'agent' : waiting ? 'waiting' : 'flow',
});

export const sameStanding = (a: Standing, b: Standing): boolean =>
  a.medium === b.medium && a.kind === b.kind && a.owner === b.owner && a.queueId === b.queueId && a.callId === b.callId;

/** Adds a stretch: nothing if it has no length, longer if it goes on as the last one did. */
function extend(segments: Segment[], next: Segment): void {
  const last = segments[segments.length - 1];
  if (next.endedAt === next.startedAt) return;
  if (last && sameStanding(last, next)) segments[segments.length - 1] = { ...last, endedAt: next.endedAt };
  else segments.push(next);
}

/**
 * The segments of a contact, from its events in the order of `seq`. `now` closes the last one of a contact that is still
 * open. A contact that ended in the millisecond of its start is one segment without length; without events there is none.
 */
export function segmentsOf(events: readonly StoredEvent[], now: number): readonly Segment[] {
  const first = events[0];
  if (!first) return [];
  const segments: Segment[] = [];
  let place = nowhere;
  let since = first.at;
  for (const event of events) {
    const at = Math.max(since, event.at);
    extend(segments, { ...standing(place), startedAt: since, endedAt: at });
    since = at;
    if (event.kind === 'contact.closed') return whole(segments, place, since);
    place = moved(place, event);
  }
  extend(segments, { ...standing(place), startedAt: since, endedAt: Math.max(since, now) });
  return whole(segments, place, since);
}

const whole = (segments: readonly Segment[], place: Place, at: number): readonly Segment[] =>
  segments.length > 0 ? segments : [{ ...standing(place), startedAt: at, endedAt: at }];
