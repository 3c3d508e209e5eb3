/** The record of an ended contact as what the desk draws. Files are told by their names: whoever reads it now is not at that contact. */
import { readEvent, type PastContactRecord, type TimelineEvent } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { saidWith } from '../ui/index.js';

export function modelOf({ contact, events }: PastContactRecord): ContactModel {
  const known = events.flatMap((it) => readEvent({ type: 'event', ...it }) ?? []);
  return { contactId: contact.contactId, snapshot: contact, events: known.map(withFileNames), pending: [], typing: undefined, unread: 0, ask: undefined };
}

function withFileNames(event: TimelineEvent): TimelineEvent {
  if (event.kind !== 'message' || event.data.attachments === undefined) return event;
  return { ...event, data: { ...event.data, text: saidWith(event.data.text, event.data.attachments) } };
}
