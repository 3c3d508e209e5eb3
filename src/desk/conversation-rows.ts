/**
 * The rows of the conversation on screen, read as it grows: an event that was read is not read again before something that
 * its line depends on has changed. Draws nothing.
 */
import type { TimelineEvent } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { KeptRows } from '../ui/kept-rows.js';
import type { RowOptions, TranscriptItem, TranscriptRow } from '../ui/index.js';
import { eventItem, pendingItems, type Reading } from './transcript-items.js';

interface Read {
  readonly model: ContactModel;
  readonly reading: Reading;
  /** By the events' positions. */
  readonly items: readonly (TranscriptItem | undefined)[];
}

export class ConversationRows {
  readonly #rows = new KeptRows();
  #read: Read | undefined;

  of(model: ContactModel, reading: Reading, options: RowOptions): readonly TranscriptRow[] {
    const read = this.#read !== undefined && continues(this.#read, model, reading) ? this.#read : undefined;
    const items = model.events.map((event, index) => (read !== undefined && index < read.items.length && !isUnsure(event, read.model, model) ? read.items[index] : eventItem(index, model, reading)));
    this.#read = { model, reading, items };
    return this.#rows.of([...items.filter((item) => item !== undefined), ...pendingItems(model, reading)], options);
  }
}

/** The same contact in the same words, with nothing but later events added. */
function continues({ model: before, reading: { agentId, strings } }: Read, model: ContactModel, reading: Reading): boolean {
  const [was, is] = [before.events, model.events];
  const grew = before.contactId === model.contactId && was[0] === is[0] && was[was.length - 1] === is[was.length - 1];
  return grew && before.snapshot.customer.name === model.snapshot.customer.name && agentId === reading.agentId && strings === reading.strings;
}

/** Whether the customer was there at the end of a call, and how far they have read, is heard apart from the event. */
function isUnsure({ kind, seq }: TimelineEvent, { snapshot: { read: was } }: ContactModel, { snapshot: { read: is } }: ContactModel): boolean {
  if (kind === 'upgrade.ended') return true;
  return was.customer !== is.customer && seq > Math.min(was.customer, is.customer) && seq <= Math.max(was.customer, is.customer);
}
