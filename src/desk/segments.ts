/**
 * A contact's stretches as the timeline bar draws them: flow, waiting, chat, video, wrap-up. A pure fold over the events
 * this agent may see. The platform's record is the truth for reports; this is its picture while the contact goes on.
 */
import type { TimelineEvent } from '../protocol/index.js';

export type SegmentKind = 'flow' | 'waiting' | 'chat' | 'video' | 'wrap';

export interface Segment {
  readonly kind: SegmentKind;
  /** Milliseconds since the epoch, on the platform's clock. */
  readonly from: number;
  readonly to: number;
}

/** What follows an event, or undefined where the stretch goes on. */
function kindAfter(event: TimelineEvent, present: SegmentKind | 'none'): SegmentKind | 'none' | undefined {
  switch (event.kind) {
    case 'contact.started':
      return 'flow';
    case 'queue.entered':
      // A customer in a conversation who waits for a video agent goes on chatting: that is no gap.
      return present === 'chat' || present === 'video' ? undefined : 'waiting';
    case 'agent.joined':
      return present === 'video' ? undefined : 'chat';
    case 'media-upgrade':
      return event.data.to === 'videoChat' ? 'video' : undefined;
    case 'media.restored':
      return 'chat';
    case 'contact.closed':
      return present === 'chat' || present === 'video' ? 'wrap' : 'none';
    case 'contact.wrapped':
      return 'none';
    default:
      return undefined;
  }
}

/** Segments that tile the contact from its start to `now` (or its end), in order. */
export function segmentsOf(events: readonly TimelineEvent[], now: number): readonly Segment[] {
  const segments: Segment[] = [];
  let kind: SegmentKind | 'none' = 'none';
  let from = 0;
  const close = (at: number): void => {
    if (kind !== 'none' && at > from) segments.push({ kind, from, to: at });
  };
  for (const event of events) {
    const next = kindAfter(event, kind);
    if (next === undefined || next === kind) continue;
    const at = Date.parse(event.at);
    close(at);
    kind = next;
    from = at;
  }
  close(now);
  return segments;
}
