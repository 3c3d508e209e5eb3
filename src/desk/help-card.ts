/**
 * The card of a colleague's question: who asks, about whom, how long it stands, Accept and Decline. It looks like a contact
 * that rings, stands where those stand, and takes no focus either.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, renderAvatar } from '../ui/index.js';
import { usersRoundIcon } from '../ui/icons.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import type { Invitation } from './helping.js';
import { renderRing } from './ring-card.js';

export interface HelpCardView {
  readonly invitation: Invitation;
  readonly answering: boolean;
  /** Milliseconds that it stands in all, and the platform's now. */
  readonly totalMs: number;
  readonly now: number;
  readonly strings: DeskStrings;
}

export interface HelpCardActions {
  readonly onAccept: (contactId: string) => void;
  readonly onDecline: (contactId: string) => void;
}

export function renderHelpCard({ invitation, answering, totalMs, now, strings }: HelpCardView, actions: HelpCardActions): TemplateResult {
  const { contactId, by, message, deadline } = invitation;
  const words = askWords(invitation, strings);
  const left = Math.max(0, Date.parse(deadline) - now);
  return html`<section class="ring-card help-card" part="help-card" role="group" aria-label=${words}>
    <div class="ring-head">
      <span class="ring">${renderRing(left / totalMs)}${renderAvatar({ name: by.name })}</span>
      <div class="ring-words">
        <h2>${words}</h2>
        <p><span class="chip plain">${icon(usersRoundIcon, { size: 14 })}${enHelp.chip}</span>${enHelp.takesNoSlot}</p>
      </div>
      <span class="ring-left" role="timer">${strings.secondsLeft(Math.ceil(left / 1000))}</span>
    </div>
    ${message === undefined || message === '' ? nothing : html`<p class="quote" dir="auto">“${message}”</p>`}
    ${answering
      ? html`<p class="ring-note" role="status">${enHelp.joining}</p>`
      : html`<div class="ring-actions">
          <button type="button" class="button primary" @click=${() => actions.onAccept(contactId)}>${icon(usersRoundIcon, { size: 16 })}${strings.accept}<kbd aria-hidden="true">Alt A</kbd></button>
          <button type="button" class="button" @click=${() => actions.onDecline(contactId)}>${strings.decline}<kbd aria-hidden="true">Alt X</kbd></button>
        </div>`}
  </section>`;
}

/** Who asks about whom. */
export const askWords = ({ contactId, by, customerName }: Invitation, strings: DeskStrings): string =>
  enHelp.asksYou(firstName(by.name, by.name), firstName(customerName, strings.visitor(contactId)));
