/**
 * For whom the composer writes: the customer, or the agents at the contact alone. Keeps the choice by contact, and by what
 * the agent is to it: who comes back as a helper begins as one.
 *
 * Whoever helps begins with the agents, so that a word meant for a colleague never goes to the customer by mistake; an
 * owner begins with the customer. Does not know the draft: whoever draws the field turns nobody to another reader while
 * they type.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { messageCircleIcon } from '../ui/icons.js';
import { lockIcon } from '../ui/desk-icons.js';
import { firstName } from './customer-name.js';
import { enHelp } from './en-help.js';

export type Audience = 'customer' | 'agents';

/** What an agent is to a contact that they write in. */
export type Writer = 'owner' | 'assist';

export interface AudienceView {
  readonly model: ContactModel;
  /** Who reads what is written now. */
  readonly present: Audience;
  /** Id of the agent who writes. */
  readonly agentId: string;
  /** First name. */
  readonly customer: string;
}

export class ComposerAudience {
  readonly #chosen = new Map<string, Audience>();

  of(model: ContactModel): Audience {
    const writer = writerOf(model);
    return this.#chosen.get(choiceKey(model.contactId, writer)) ?? (writer === 'assist' ? 'agents' : 'customer');
  }
  choose(contactId: string, writer: Writer, audience: Audience): void {
    this.#chosen.set(choiceKey(contactId, writer), audience);
  }
  /** A copy of every choice, by `choiceKey`. */
  get chosen(): Record<string, Audience> {
    return Object.fromEntries(this.#chosen);
  }
  restore(chosen: Readonly<Record<string, Audience>>): void {
    for (const [key, audience] of Object.entries(chosen)) this.#chosen.set(key, audience);
  }
  forget(): void {
    this.#chosen.clear();
  }

  /** Nothing where there is nobody but the customer to write to. */
  render(view: AudienceView, onChoose: (audience: Audience) => void): TemplateResult | typeof nothing {
    const { model, present, agentId, customer } = view;
    if (present === 'customer' && readers(model, agentId).length === 0) return nothing;
    const option = (audience: Audience, glyph: string, words: string): TemplateResult =>
      html`<label class=${audience === present ? 'on' : ''}><input type="radio" name="audience" .checked=${audience === present} @change=${() => onChoose(audience)} />${icon(glyph, { size: 14 })}<span>${words}</span></label>`;
    const choices = [option('agents', lockIcon, enHelp.toAgents(readerNames(model, agentId))), option('customer', messageCircleIcon, enHelp.toCustomer(customer))];
    return html`<div class="audience segmented" role="radiogroup" aria-label=${enHelp.audience}>${model.snapshot.relation === 'assist' ? choices : choices.reverse()}</div>`;
  }
}

export const choiceKey = (contactId: string, writer: Writer): string => `${contactId} ${writer}`;

export function writerOf({ snapshot: { relation } }: ContactModel): Writer {
  return relation === 'assist' ? 'assist' : 'owner';
}

/** First names of the other agents at a contact, in words. */
export function readerNames(model: ContactModel, agentId: string): string {
  const names = readers(model, agentId);
  return names.length === 0 ? enHelp.agentsAlone : enHelp.and(names);
}

function readers({ snapshot: { owner, assists } }: ContactModel, agentId: string): readonly string[] {
  const others = [...(owner === undefined ? [] : [owner]), ...(assists ?? [])].filter((card) => card.agentId !== agentId);
  return others.map(({ name }) => firstName(name, name));
}
