/**
 * The transcript: everything that was said, whole, across media, with the quiet lines between.
 *
 * Knows which events are a line and how the record words them (English; a client words its own). Text is only text:
 * whoever shows it renders it as such. Does not know audiences: this is the record's view.
 */
import type { Actor, Attachment, ContactMedium, Result } from '../../protocol/index.js';
import type { EventKind } from '../../protocol/index.js';
import type { StoredEvent } from './stored-event.js';
import { moment } from './upgrade-record.js';

export interface TranscriptEntry {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  /** The contact's medium at this moment. */
  readonly medium: ContactMedium;
  readonly actor: Actor;
  /** `message`: somebody's words. `line`: something that happened. */
  readonly kind: 'message' | 'line';
  /** The event that the entry comes from. */
  readonly event: EventKind;
  readonly text: string;
  /** Files of a message. */
  readonly attachments?: readonly Attachment[];
}

const nameOf = (actor: Actor): string => actor.name ?? { customer: 'The customer', agent: 'The agent', supervisor: 'A supervisor', flow: 'The flow', platform: 'The platform' }[actor.kind];

const ended = (result: Result): string => `Video request ended: ${result.status}${'reason' in result ? ` (${result.reason})` : ''}.`;

const minutes = (ms: number): string => {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The words of a line; undefined for events that are none. */
function line(event: StoredEvent): string | undefined {
  switch (event.kind) {
    case 'contact.started':
      return 'Conversation started.';
    case 'queue.entered':
      return `Waiting in ${event.data.name}.`;
    case 'agent.joined':
      return `${event.data.agent.name} joined.`;
    case 'agent.left':
      return `${event.data.agent.name} left.`;
    case 'assist.joined':
      return `${event.data.agent.name} joined to help.`;
    case 'assist.left':
      return event.data.reason === 'owner' ? undefined : `${event.data.agent.name}, who helped, left.`;
    case 'monitor.started':
      return `${event.data.agent.name} listens in.`;
    case 'monitor.ended':
      return `${event.data.agent.name} listens in no longer.`;
    case 'transfer.asked':
      return `Handover to ${event.data.to.kind === 'agent' ? event.data.to.agent.name : event.data.to.name} asked for.`;
    case 'message.left':
      return 'Message left out of hours.';
    case 'guest.blocked':
      return 'Visitor blocked.';
    case 'guest.unblocked':
      return 'Visitor no longer blocked.';
    case 'upgrade.asked':
      return event.data.message ?? `${nameOf(event.actor)} asked for video.`;
    case 'upgrade.answered':
      return event.data.accepted ? 'Video accepted.' : 'Video declined.';
    case 'upgrade.captured':
      return event.data.outcome === 'ready' ? undefined : `Camera and microphone could not be opened: ${event.data.outcome}.`;
    case 'upgrade.ended':
      return ended(event.data.result);
    case 'media-upgrade':
      return `Video with ${event.data.agent.name}.`;
    case 'call.interrupted':
      return 'The video connection was interrupted.';
    case 'media.restored':
      return `Video ended after ${minutes(event.data.durationMs)}.`;
    case 'contact.closed':
      return `Conversation ended (${event.data.reason}).`;
    default:
      return customerLine(event);
  }
}

/** What the customer said around the conversation. */
function customerLine(event: StoredEvent): string | undefined {
  switch (event.kind) {
    case 'consent.given':
      return `Agreed to the text shown before the chat${event.data.version === undefined ? '' : ` (${event.data.version})`}.`;
    case 'consent.withdrawn':
      return 'Agreement withdrawn.';
    case 'form.answered':
      return event.data.answers.map(({ label, value }) => `${label}: ${typeof value === 'string' ? value : value ? 'yes' : 'no'}`).join('\n');
    case 'contact.rated':
      return `Rated the ${event.data.about} ${event.data.stars} of 5${event.data.comment === undefined ? '' : `: ${event.data.comment}`}`;
    default:
      return undefined;
  }
}

/** The transcript of a contact's events in the order of `seq`. */
export function transcriptOf(events: readonly StoredEvent[]): readonly TranscriptEntry[] {
  const entries: TranscriptEntry[] = [];
  let medium: ContactMedium = 'webChat';
  for (const event of events) {
    if (event.kind === 'contact.started') medium = event.data.medium;
    if (event.kind === 'media-upgrade' || event.kind === 'media.restored') medium = event.data.to;
    const text = event.kind === 'message' ? event.data.text : line(event);
    if (text === undefined) continue;
    const { seq, actor } = event;
    const files = event.kind === 'message' && event.data.attachments ? { attachments: event.data.attachments } : {};
    entries.push({ seq, at: moment(event.at), medium, actor, kind: event.kind === 'message' ? 'message' : 'line', event: event.kind, text, ...files });
  }
  return entries;
}
