/**
 * A contact as its client shows it: snapshot, timeline, messages on their way, typing, unread.
 *
 * Pure: every function takes a model and gives another one (or the very same, where nothing changed), so that a view
 * compares by identity. Knows how a message leaves `pending` (its event arrives) and when the card of an upgrade closes.
 * Does not know sockets, timers or where the frames come from: see contact-book.ts.
 */
import type { Actor, Attachment, ContactSnapshot, Content, ErrorCode, PlatformFrameOf, Reply, TimelineEvent } from '../protocol/index.js';

/** A message of this side that the timeline does not have yet. */
export interface OutgoingMessage {
  /** Becomes the event's `messageId`. */
  readonly id: string;
  readonly text: string;
  /** Of an agent's: something to choose. */
  readonly content?: Content;
  /** Of a customer's: what they chose. */
  readonly reply?: Reply;
  /** Files that go along, uploaded before. */
  readonly attachments?: readonly Attachment[];
  /** Milliseconds since the epoch, by the platform's clock as far as it is known. */
  readonly at: number;
  /** `sending`: in the outbox, also while offline. `failed`: refused; `retry` or `discard` it. */
  readonly state: 'sending' | 'failed';
  /** With `failed`: why. */
  readonly code?: ErrorCode;
}

/** An immutable picture of a contact; a change makes a new object. */
export interface ContactModel {
  readonly contactId: string;
  readonly snapshot: ContactSnapshot;
  /** In order of `seq`, each once. */
  readonly events: readonly TimelineEvent[];
  /** Seq of the last event before those; 0, or nothing, where there is none. `older` brings it. */
  readonly missing?: number;
  readonly pending: readonly OutgoingMessage[];
  /** Who on the other side types now. */
  readonly typing: Actor | undefined;
  /** Messages of others that this side has not read. */
  readonly unread: number;
  /** The card that waits for the customer's answer. */
  readonly ask: PlatformFrameOf<'upgrade.ask'> | undefined;
}

/** The side of a contact that this participant is on. */
export const ownSide = (snapshot: ContactSnapshot): 'customer' | 'agent' => (snapshot.relation === 'customer' ? 'customer' : 'agent');

/** Whether an event is a message of the other side; a flow speaks for the agent's. */
export function incoming(event: TimelineEvent, side: 'customer' | 'agent'): boolean {
  return event.kind === 'message' && (event.actor.kind === 'customer') === (side === 'agent');
}

function countUnread(events: readonly TimelineEvent[], snapshot: ContactSnapshot): number {
  const side = ownSide(snapshot);
  return events.filter((event) => event.seq > snapshot.read[side] && incoming(event, side)).length;
}

/** A contact that was just heard of. */
export const newContact = (snapshot: ContactSnapshot): ContactModel => ({
  contactId: snapshot.contactId,
  snapshot,
  events: [],
  pending: [],
  typing: undefined,
  unread: 0,
  ask: undefined,
});

/** The card stays for as long as the platform's view of the upgrade still asks the same. */
const keepAsk = (ask: ContactModel['ask'], view: ContactSnapshot['upgrade']): ContactModel['ask'] =>
  ask && (view?.upgradeId !== ask.upgradeId || view.state === 'asked') ? ask : undefined;

const later = (a: ContactSnapshot['read'], b: ContactSnapshot['read']): ContactSnapshot['read'] => ({
  ...b,
  ...(a.desk !== undefined && { desk: Math.max(a.desk, b.desk ?? 0) }),
  customer: Math.max(a.customer, b.customer),
  agent: Math.max(a.agent, b.agent),
});

/** A newer snapshot. What this side has read meanwhile, and has not been able to say yet, is kept. */
export function withSnapshot(model: ContactModel, snapshot: ContactSnapshot): ContactModel {
  const merged = { ...snapshot, read: later(model.snapshot.read, snapshot.read) };
  return { ...model, snapshot: merged, unread: countUnread(model.events, merged), ask: keepAsk(model.ask, snapshot.upgrade) };
}

/** One more event, after all that are there. */
export function withEvent(model: ContactModel, event: TimelineEvent): ContactModel {
  const { snapshot } = model;
  const side = ownSide(snapshot);
  const unread = model.unread + (event.seq > snapshot.read[side] && incoming(event, side) ? 1 : 0);
  const next = { ...model, events: [...model.events, event], unread };
  switch (event.kind) {
    case 'message':
      if (model.typing?.kind === event.actor.kind && model.typing.id === event.actor.id) next.typing = undefined;
      return incoming(event, side) ? next : withoutPending(next, event.data.messageId);
    case 'upgrade.answered':
    case 'upgrade.ended':
      return model.ask?.upgradeId === event.data.upgradeId ? withAsk(next, undefined) : next;
    default:
      return next;
  }
}

/** The timeline from an event on: what was before it, up to this seq, is not here. */
export const withBeginning = (model: ContactModel, missing: number): ContactModel => ({ ...model, events: [], unread: 0, missing });

/** Events from before those that are there, and what is missing before them. */
export const withOlder = (model: ContactModel, older: readonly TimelineEvent[], missing: number): ContactModel => {
  const events = [...older, ...model.events];
  const said = new Set(older.flatMap((event) => (event.kind === 'message' ? [event.data.messageId] : [])));
  return { ...model, events, missing, unread: countUnread(events, model.snapshot), pending: model.pending.filter(({ id }) => !said.has(id)) };
};

/** A message of this side, or its new state. */
export function withPending(model: ContactModel, message: OutgoingMessage): ContactModel {
  const known = model.pending.some(({ id }) => id === message.id);
  return { ...model, pending: known ? model.pending.map((it) => (it.id === message.id ? message : it)) : [...model.pending, message] };
}

/** The same without one of its messages. */
export function withoutPending(model: ContactModel, id: string): ContactModel {
  const pending = model.pending.filter((message) => message.id !== id);
  return pending.length === model.pending.length ? model : { ...model, pending };
}

/** Somebody types, or nobody does. */
export const withTyping = (model: ContactModel, typing: Actor | undefined): ContactModel =>
  model.typing?.id === typing?.id && model.typing?.kind === typing?.kind ? model : { ...model, typing };

/** A side has read up to a seq, or a desk has received it; never goes back. */
export function withRead(model: ContactModel, by: keyof ContactSnapshot['read'], upTo: number): ContactModel {
  if (upTo <= (model.snapshot.read[by] ?? 0)) return model;
  const snapshot = { ...model.snapshot, read: { ...model.snapshot.read, [by]: upTo } };
  return { ...model, snapshot, unread: countUnread(model.events, snapshot) };
}

/** A card to answer, or none. */
export const withAsk = (model: ContactModel, ask: ContactModel['ask']): ContactModel => (model.ask === ask ? model : { ...model, ask });

/** The place in line changed. */
export function withPlace(model: ContactModel, { position, expectedWaitSeconds }: PlatformFrameOf<'contact.place'>): ContactModel {
  const place = expectedWaitSeconds === undefined ? { position } : { position, expectedWaitSeconds };
  return { ...model, snapshot: { ...model.snapshot, place } };
}

/** The upgrade moved on. */
export function withUpgrade(model: ContactModel, frame: PlatformFrameOf<'upgrade.state'>): ContactModel {
  const { type: _type, contactId: _contactId, ...upgrade } = frame;
  return { ...model, snapshot: { ...model.snapshot, upgrade }, ask: keepAsk(model.ask, upgrade) };
}
