/**
 * Rows of the inbox, from what the session knows: who waits, whose contact is mine, who is gone. Pure.
 * Times are the platform's milliseconds.
 */
import type { ContactMedium, WaitingContact } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import type { Reservation } from './auto-join.js';
import { endedAt, lastOf } from './contact-facts.js';
import { firstName, fullName } from './customer-name.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import { onlyHelped } from './help-state.js';
import { saidWith, timeOfDay } from '../ui/index.js';

export type RowMark = 'none' | 'helping' | 'ringing' | 'late' | 'unseen' | 'live' | 'gone' | 'wrap-up';

export interface InboxRow {
  readonly contactId: string;
  readonly name: string;
  readonly medium: ContactMedium;
  readonly line: string;
  /** Waiting time or age, in words. */
  readonly time: string;
  readonly unread: number;
  readonly mark: RowMark;
  /** Whether it can be opened from here. */
  readonly opens: boolean;
}

export interface InboxFacts {
  readonly now: number;
  /** Id of the agent who reads. */
  readonly agentId: string;
  readonly strings: DeskStrings;
  readonly reservations: readonly Reservation[];
  /** The contact whose customer waits for a picture while the pane is closed, and since when. */
  readonly unseen: { readonly contactId: string; readonly boundAt: number } | undefined;
  /** The contact in video whose customer has no connection. */
  readonly gone: string | undefined;
  readonly locale?: string | undefined;
}

/** A wait past this is drawn in the warning colour. */
const lateMs = 120_000;

/** Longest wait first; what rings for this agent is on top. */
export function waitingRows(waiting: readonly WaitingContact[], facts: InboxFacts): readonly InboxRow[] {
  const { now, strings, reservations } = facts;
  const rung = new Set(reservations.map(({ contactId }) => contactId));
  const ringing = reservations.filter(({ kept }) => !kept).map((it): InboxRow => ({
    contactId: it.contactId,
    name: fullName(it.customerName, strings.visitor(it.contactId)),
    medium: it.medium,
    line: strings.ringingForYou,
    time: duration(now - Date.parse(it.waitingSince)),
    unread: 0,
    mark: 'ringing',
    opens: false,
  }));
  const rest = waiting
    .filter(({ contactId }) => !rung.has(contactId))
    .map((it) => ({ it, since: Date.parse(it.since) }))
    .sort((a, b) => a.since - b.since)
    .map(({ it, since }): InboxRow => {
      const ms = now - since;
      return {
        contactId: it.contactId,
        name: fullName(it.customerName, strings.visitor(it.contactId)),
        medium: it.medium,
        line: it.lastText ?? it.queue.name,
        time: duration(ms),
        unread: 0,
        mark: ms >= lateMs ? 'late' : 'none',
        opens: false,
      };
    });
  return [...ringing, ...rest];
}

export function mineRows(mine: readonly ContactModel[], facts: InboxFacts): readonly InboxRow[] {
  const { now, strings, unseen } = facts;
  return mine.map((model) => {
    const { contactId, snapshot, unread } = model;
    const mark = markOf(model, facts);
    return {
      contactId,
      name: fullName(snapshot.customer.name, strings.visitor(contactId)),
      medium: snapshot.medium,
      line: lineOf(model, mark, facts),
      time: sinceWords(unseen !== undefined && mark === 'unseen' ? unseen.boundAt : Date.parse(snapshot.startedAt ?? ''), endedAt(model) ?? now),
      unread,
      mark,
      opens: true,
    };
  });
}

/** Contacts of others that this agent helps with: each says whose it is. */
export function helpingRows(helped: readonly ContactModel[], facts: InboxFacts): readonly InboxRow[] {
  return mineRows(helped, { ...facts, unseen: undefined, gone: undefined }).map((row, index) => {
    const owner = helped[index]?.snapshot.owner;
    return { ...row, mark: 'helping', line: owner === undefined ? row.line : enHelp.rowLine(firstName(owner.name, owner.name), row.line) };
  });
}

function markOf({ contactId, snapshot }: ContactModel, { unseen, gone }: InboxFacts): RowMark {
  if (contactId === gone) return 'gone';
  if (contactId === unseen?.contactId) return 'unseen';
  if (snapshot.state === 'wrap-up') return 'wrap-up';
  return snapshot.medium === 'videoChat' ? 'live' : 'none';
}

function lineOf(model: ContactModel, mark: RowMark, facts: InboxFacts): string {
  const { strings } = facts;
  switch (mark) {
    case 'gone':
      return strings.connectionDroppedRow;
    case 'unseen':
      return strings.waitingForVideo;
    case 'wrap-up': {
      const { wrapUp } = model.snapshot;
      return wrapUp === undefined ? strings.wrapUpRow : strings.wrapUpEnds(duration(Date.parse(wrapUp.until) - facts.now));
    }
    default:
      return lastLine(model, facts);
  }
}

export function endedRows(ended: readonly ContactModel[], facts: InboxFacts): readonly InboxRow[] {
  const { strings, locale } = facts;
  return ended.map((model) => {
    const { contactId, snapshot, events } = model;
    const at = snapshot.closedAt ?? lastOf(events, 'contact.closed')?.at;
    return {
      contactId,
      name: fullName(snapshot.customer.name, strings.visitor(contactId)),
      medium: lastOf(events, 'media-upgrade') === undefined ? snapshot.medium : 'videoChat',
      line: formerLine(model, facts) ?? lastLine(model, facts),
      time: at === undefined ? '' : timeOfDay(Date.parse(at), locale),
      unread: 0,
      mark: 'none',
      opens: true,
    };
  });
}

/** Of a contact that is with somebody else: where it went, or who was helped. */
function formerLine({ snapshot, events }: ContactModel, { strings, agentId }: InboxFacts): string | undefined {
  if (snapshot.relation !== 'former' || snapshot.owner === undefined) return undefined;
  const { name } = snapshot.owner;
  return onlyHelped(events, agentId) ? enHelp.helpedThere(firstName(name, name)) : strings.contactMoved(name);
}

/** Empty where the moment is not known. */
const sinceWords = (since: number, now: number): string => (Number.isNaN(since) ? '' : duration(now - since));

function lastLine(model: ContactModel, { strings, agentId }: InboxFacts): string {
  const pending = model.pending[model.pending.length - 1];
  if (pending !== undefined) return strings.you(saidWith(pending.text, pending.attachments));
  const message = lastOf(model.events, 'message');
  if (message === undefined) return model.snapshot.queue?.name ?? '';
  const { actor, data } = message;
  const said = saidWith(data.text, data.attachments);
  switch (actor.kind) {
    case 'customer':
      return said;
    case 'agent':
    case 'supervisor':
      return actor.id === agentId ? strings.you(said) : strings.says(actor.name ?? strings.product, said);
    default:
      return strings.says(strings.automatic(undefined), said);
  }
}
