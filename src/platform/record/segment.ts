/**
 * Segments: a contact's life as stretches in one medium, with one owner, in one place.
 *
 * Knows how events move a contact between flow, waiting and an agent, and between media. Segments tile the contact from its
 * start to its end (or to now) without hole or overlap; a stretch of no length is no segment. A clock that stepped back
 * between two events is held at the later moment, so that the tiling survives it.
 */
import type { ContactMedium } from '../../protocol/index.js';
import type { StoredEvent, StoredEventOf } from './stored-event.js';

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
export type Place = Omit<Standing, 'kind'> & {
  readonly waiting: boolean;
  /** The queue in which somebody has taken the contact from its owner: its own as soon as they are there. */
  readonly takenIn?: string;
};

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
      return place.owner === undefined ? { ...without(place, 'takenIn'), queueId: event.data.queueId, waiting: true } : without(place, 'takenIn');
    case 'queue.left':
      return left(place, event.data);
    case 'agent.joined':
      return joined(place, event.data.agent.agentId);
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

/** All of the owner's time, to the end of it and after, is of the queue that they had the contact from. */
function left(place: Place, { outcome, queueId }: StoredEventOf<'queue.left'>['data']): Place {
  if (outcome !== 'connected') return { ...place, waiting: false };
  return { ...place, waiting: false, ...(place.owner === undefined ? { queueId } : { takenIn: queueId }) };
}

function joined({ takenIn, ...place }: Place, owner: string): Place {
  return { ...place, owner, waiting: false, ...(takenIn === undefined ? {} : { queueId: takenIn }) };
}

export const standing = ({ waiting, takenIn: _takenIn, ...place }: Place): Standing => ({
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
