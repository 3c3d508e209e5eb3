/** Which messages of a timeline carry files, and whose they are. Pure; draws nothing. */
import type { Attachment, TimelineEvent } from '../protocol/index.js';

export interface FileView {
  readonly files: readonly Attachment[];
  /** Name of who sent them; undefined: this side. */
  readonly from: string | undefined;
  /** Nobody can have them before the platform has the message. */
  readonly state: 'sent' | 'pending';
}

interface Speaker {
  readonly side: 'customer' | 'agent';
  /** Whom to name where an event names nobody. */
  readonly other: string;
}

/** By message id. */
export function fileViews(
  events: readonly TimelineEvent[],
  pending: readonly { readonly id: string; readonly attachments?: readonly Attachment[] }[],
  { side, other }: Speaker,
): ReadonlyMap<string, FileView> {
  const views = new Map<string, FileView>();
  for (const event of events) {
    if (event.kind !== 'message' || event.data.attachments === undefined || event.data.attachments.length === 0) continue;
    const own = (event.actor.kind === 'customer') === (side === 'customer');
    views.set(event.data.messageId, { files: event.data.attachments, from: own ? undefined : (event.actor.name ?? other), state: 'sent' });
  }
  for (const { id, attachments } of pending) if (attachments !== undefined && attachments.length > 0) views.set(id, { files: attachments, from: undefined, state: 'pending' });
  return views;
}
