/**
 * What the customer of the chosen contact had before, in the customer pane: asked for once per contact, drawn as rows that
 * open one (past-dialog.ts). Draws nothing where this agent may not read it.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { PastContact } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { messageCircleIcon, videoIcon } from '../ui/icons.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enPast } from './en-past.js';

export interface PastContactsOptions {
  readonly load: (contactId: string) => Promise<readonly PastContact[]>;
  readonly onOpen: (contactId: string, past: PastContact) => void;
}

/** Customers whose list is kept; a desk is open all day. */
const mostLoads = 30;

type Load = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'there'; readonly past: readonly PastContact[] };

/** The day of a moment, in words. */
export const dayOf = (moment: string, locale: string | undefined): string => new Date(moment).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });

export class PastContacts {
  readonly #host: LitElement;
  readonly #options: PastContactsOptions;
  readonly #loads = new Map<string, Load>();

  constructor(host: LitElement, options: PastContactsOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The agent has signed out. */
  forget(): void {
    this.#loads.clear();
  }

  render({ contactId, snapshot }: ContactModel, strings: DeskStrings, locale: string | undefined): TemplateResult | typeof nothing {
    // With the contact the right ends.
    if (snapshot.relation === 'former' || snapshot.state === 'closed') return nothing;
    const load = this.#loads.get(contactId) ?? this.#ask(contactId);
    const customer = firstName(snapshot.customer.name, strings.visitor(contactId));
    return html`<h4>${enPast.before}</h4>
      ${load.kind === 'there' && load.past.length > 0
        ? html`<ul class="past">${load.past.map((it) => html`<li>${this.#row(contactId, it, customer, locale)}</li>`)}</ul>`
        : load.kind === 'failed'
          ? html`<p class="under">${enPast.failed} <button type="button" class="link" @click=${() => this.#ask(contactId)}>${enPast.again}</button></p>`
          : html`<p class="under">${load.kind === 'loading' ? enPast.loading : enPast.none}</p>`}`;
  }

  #row(contactId: string, past: PastContact, customer: string, locale: string | undefined): TemplateResult {
    const day = dayOf(past.startedAt, locale);
    const who = past.agents.map(({ name }) => name).join(', ');
    return html`<button type="button" class="past-row" @click=${() => this.#options.onOpen(contactId, past)}>
      ${icon(past.media.includes('videoChat') ? videoIcon : messageCircleIcon, { size: 14 })}
      <span class="head-words"><span class="hidden-text">${enPast.contactWith(customer)}</span><b>${day}</b> <span class="under">${who === '' ? enPast.nobody : who}</span>${past.codes.length === 0 ? nothing : html`<span class="past-codes">${past.codes.join(', ')}</span>`}</span>
    </button>`;
  }

  #ask(contactId: string): Load {
    const loading: Load = { kind: 'loading' };
    this.#loads.set(contactId, loading);
    for (const known of this.#loads.keys()) if (this.#loads.size > mostLoads) this.#loads.delete(known);
    const heard = (load: Load): void => {
      if (this.#loads.get(contactId) !== loading) return;
      this.#loads.set(contactId, load);
      this.#host.requestUpdate();
    };
    this.#options.load(contactId).then(
      (past) => heard({ kind: 'there', past }),
      () => heard({ kind: 'failed' }),
    );
    return loading;
  }
}
