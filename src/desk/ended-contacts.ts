/**
 * What an agent has ended today, to be read again until midnight: the last ones as they were on screen, those before them,
 * and those of a desk before this one, as the platform's record, which is got when it is opened.
 *
 * Bounded, since a desk is open all day: beyond the last `mostKept` only what a row says is kept.
 */
import type { EndedContact, PastContactRecord } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { endedAt, lastOf } from './contact-facts.js';
import { modelOf } from './past-model.js';

export interface EndedContactsOptions {
  /** Since a moment, the last one first. */
  readonly load: (since: number) => Promise<readonly EndedContact[]>;
  readonly open: (contactId: string) => Promise<PastContactRecord>;
  readonly onChange: () => void;
}

/** Whole conversations that are kept. */
export const mostKept = 20;

export class EndedContacts {
  readonly #options: EndedContactsOptions;
  /** Oldest first. */
  readonly #models = new Map<string, ContactModel>();
  readonly #records = new Map<string, EndedContact>();
  readonly #opening = new Set<string>();

  constructor(options: EndedContactsOptions) {
    this.#options = options;
  }

  /** Contacts that are kept whole, the last one first. */
  get models(): readonly ContactModel[] {
    return [...this.#models.values()].reverse();
  }
  get(contactId: string): ContactModel | undefined {
    return this.#models.get(contactId);
  }

  /** The rest, the last one first. */
  records(midnight: number): readonly EndedContact[] {
    return [...this.#records.values()].filter((it) => !this.#models.has(it.contactId) && closedAt(it) >= midnight).sort((a, b) => closedAt(b) - closedAt(a));
  }

  /** Asks the platform for what was ended before this page; without an answer there is nothing of it. */
  async fetch(midnight: number): Promise<void> {
    const ended = await this.#options.load(midnight).catch(() => []);
    for (const it of ended) this.#records.set(it.contactId, it);
    this.#options.onChange();
  }

  add(model: ContactModel): void {
    this.#models.delete(model.contactId);
    this.#models.set(model.contactId, model);
    this.#trim();
  }

  /** It is the agent's again. */
  delete(contactId: string): void {
    this.#models.delete(contactId);
    this.#records.delete(contactId);
  }

  /** Gets the whole of one that has only a row. Rejects with the platform's refusal. */
  async open(contactId: string): Promise<void> {
    if (!this.#records.has(contactId) || this.#models.has(contactId) || this.#opening.has(contactId)) return;
    this.#opening.add(contactId);
    try {
      this.add(modelOf(await this.#options.open(contactId)));
    } finally {
      this.#opening.delete(contactId);
    }
    this.#options.onChange();
  }

  #trim(): void {
    for (const model of this.#models.values()) {
      if (this.#models.size <= mostKept) return;
      this.#models.delete(model.contactId);
      if (model.snapshot.relation !== 'former') this.#records.set(model.contactId, recordOf(model));
    }
  }
}

const closedAt = (it: EndedContact): number => (it.closedAt === undefined ? 0 : Date.parse(it.closedAt));

function recordOf(model: ContactModel): EndedContact {
  const { snapshot, events } = model;
  const closed = endedAt(model);
  const wrapped = lastOf(events, 'contact.wrapped');
  return {
    contactId: model.contactId,
    startedAt: snapshot.startedAt ?? new Date(closed ?? 0).toISOString(),
    ...(closed === undefined ? {} : { closedAt: new Date(closed).toISOString() }),
    media: lastOf(events, 'media-upgrade') === undefined ? ['webChat'] : ['webChat', 'videoChat'],
    ...(snapshot.queue === undefined ? {} : { queue: snapshot.queue.name }),
    ...(snapshot.customer.name === undefined ? {} : { customerName: snapshot.customer.name }),
    agents: snapshot.owner === undefined ? [] : [snapshot.owner],
    codes: wrapped?.data.codes ?? [],
  };
}
