/**
 * History: what was before the events that a page has.
 *
 * Knows how much of a timeline goes into one answer: so many events, and no more than fit into a frame. Does not know what
 * a page was given when it came (greeting.ts).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { limits } from '../../protocol/limits.js';
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import { readable } from './access.js';
import { latest } from './event-log.js';
import type { Participant } from './hub.js';
import type { Unit } from './unit.js';

type EventFrame = PlatformFrameOf<'event'>;

/** What the frame around the events may take. */
const envelopeBytes = 1_024;

/** The events before a seq, as one answer. @throws SegueError `not-your-contact` */
export async function olderEvents(unit: Unit, who: Participant, { id, contactId, before }: ClientFrameOf<'history.get'>): Promise<PlatformFrameOf<'history'>> {
  const contact = await readable(unit, who, contactId);
  const audience = who.kind === 'customer' ? 'customer' : 'agent';
  const events = contact ? fitting(await latest(unit.tx, contactId, audience, limits.historyEvents, before)) : [];
  return { type: 'history', re: id, contactId, events: events.map(({ type: _type, ...event }) => event) };
}

/** The newest of them that go into a frame: at least one, however large. */
function fitting(events: readonly EventFrame[]): readonly EventFrame[] {
  let room = limits.frameBytes - envelopeBytes;
  let from = events.length;
  for (const event of [...events].reverse()) {
    room -= Buffer.byteLength(JSON.stringify(event)) + 1;
    if (room < 0 && from < events.length) break;
    from -= 1;
  }
  return events.slice(from);
}
