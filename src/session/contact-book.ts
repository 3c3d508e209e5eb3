/**
 * The contacts of a session, kept up to date from the platform's frames.
 *
 * Knows each contact's model and the last seq it has seen of it, and so what is new, what is a duplicate and what is a
 * gap. Does not know sockets: a gap is reported, and the session dials again and resumes.
 */
import { readEvent, type Actor, type ContactSnapshot, type PlatformFrameOf, type TimelineEvent } from '../protocol/index.js';
import { newContact, withAsk, withBeginning, withEvent, withOlder, withSnapshot, withTyping, type ContactModel } from './contact-model.js';

export type Received = { readonly kind: 'new'; readonly event: TimelineEvent; readonly model: ContactModel } | { readonly kind: 'nothing' | 'gap' };

/** Ended contacts of staff that are kept, events and all. */
const mostOver = 20;

/** Nothing of it is left to do for this member of staff. */
const isOver = ({ relation, state, wrapUp }: ContactSnapshot): boolean => relation !== 'customer' && (state === 'closed' || (relation === 'former' && wrapUp === undefined));

const nothing: Received = { kind: 'nothing' };

export class ContactBook {
  readonly models = new Map<string, ContactModel>();
  /** The customer's present contact. */
  private customerContactId: string | undefined;
  private readonly seen = new Map<string, number>();
  /** The `prev` of each contact's last gap: what a resume did not bring, another one will not bring either. */
  private readonly gaps = new Map<string, number>();
  /** Staff's contacts that are over for them, in the order in which they ended. */
  private readonly over = new Set<string>();

  /** `recent`: a timeline may begin in its midst. */
  constructor(
    private readonly changed: (model: ContactModel) => void,
    private readonly recent = false,
  ) {}

  get customers(): ContactModel | undefined {
    return this.customerContactId === undefined ? undefined : this.models.get(this.customerContactId);
  }

  /** What to resume from. */
  resume(): Record<string, number> {
    const after: Record<string, number> = {};
    for (const contactId of this.models.keys()) after[contactId] = this.seen.get(contactId) ?? 0;
    return after;
  }

  /** Takes a welcome's snapshots, quietly; an agent's contacts that it does not list are gone. */
  welcome({ contact, contacts }: PlatformFrameOf<'welcome'>): readonly ContactSnapshot[] {
    if (contact) this.customerContactId = contact.contactId;
    const snapshots = contacts ?? (contact ? [contact] : []);
    if (contacts) {
      const listed = new Set(contacts.map(({ contactId }) => contactId));
      for (const contactId of [...this.models.keys()]) if (!listed.has(contactId)) this.forget(contactId);
    }
    for (const snapshot of snapshots) {
      const model = this.put(snapshot);
      if (snapshot.upgrade?.upgradeId !== model.ask?.upgradeId) this.keep(withAsk(model, undefined));
    }
    return snapshots;
  }

  snapshot(snapshot: ContactSnapshot): void {
    if (snapshot.relation === 'customer') this.customerContactId = snapshot.contactId;
    this.changed(this.put(snapshot));
    this.remember(snapshot);
  }

  /** An `event` frame: new, known already, or after a gap. */
  event(frame: PlatformFrameOf<'event'>): Received {
    const { contactId, seq, prev } = frame;
    const model = this.models.get(contactId);
    const last = this.seen.get(contactId) ?? 0;
    if (!model || seq <= last) return nothing;
    const begins = this.recent && last === 0;
    if (prev > last && !begins && this.gaps.get(contactId) !== prev) {
      this.gaps.set(contactId, prev);
      return { kind: 'gap' };
    }
    this.seen.set(contactId, seq);
    // What can't be had from here on can be had from there back.
    const before = this.recent && prev > last ? this.keep(withBeginning(model, prev)) : model;
    const event = readEvent(frame);
    // A kind that this version does not know counts for its seq alone.
    return event ? { kind: 'new', event, model: this.keep(withEvent(before, event)) } : nothing;
  }

  /** Whether the contact's events have got past this seq. */
  isBehind(contactId: string, seq: number): boolean {
    return seq <= (this.seen.get(contactId) ?? 0);
  }

  /** Older events, if they lead up to those that are here: this page may have got them already, or another of its person have asked. */
  history({ contactId, events }: PlatformFrameOf<'history'>): void {
    this.update(contactId, (model) => {
      const { missing } = model;
      if (!missing || (events[events.length - 1]?.seq ?? missing) !== missing) return model;
      const older = events.flatMap((event) => readEvent({ type: 'event', ...event }) ?? []);
      return withOlder(model, older, events[0]?.prev ?? 0);
    });
  }

  typing(contactId: string, by: Actor | undefined): void {
    this.update(contactId, (model) => withTyping(model, by));
  }

  /** Changes a contact's model and tells, if there is such a contact and anything changed. */
  update(contactId: string, change: (model: ContactModel) => ContactModel): void {
    const model = this.models.get(contactId);
    if (!model) return;
    const next = change(model);
    if (next !== model) this.changed(this.keep(next));
  }

  /** Tells of a contact as it is now. */
  tell(contactId: string): void {
    const model = this.models.get(contactId);
    if (model) this.changed(model);
  }

  private put(snapshot: ContactSnapshot): ContactModel {
    return this.keep(withSnapshot(this.models.get(snapshot.contactId) ?? newContact(snapshot), snapshot));
  }

  private keep(model: ContactModel): ContactModel {
    this.models.set(model.contactId, model);
    return model;
  }

  /** A desk is open all day: of what is over for it only the last ones stay. */
  private remember(snapshot: ContactSnapshot): void {
    this.over.delete(snapshot.contactId);
    if (isOver(snapshot)) this.over.add(snapshot.contactId);
    for (const contactId of this.over) if (this.over.size > mostOver) this.forget(contactId);
  }

  private forget(contactId: string): void {
    this.over.delete(contactId);
    this.models.delete(contactId);
    this.seen.delete(contactId);
    this.gaps.delete(contactId);
  }
}
