/** What an agent can choose to be: available, or on a break or away, each with a reason where the platform has a list of them. */
import { html, nothing, type TemplateResult } from 'lit';
import { presenceChoices, type Presence, type PresenceChoice } from '../protocol/index.js';
import type { DeskStrings } from './en-desk.js';
import { enPresence } from './en-presence.js';
import { renderPresenceMark } from './presence-mark.js';

export interface PresenceMenuView {
  readonly presence: Presence;
  readonly reasons: readonly string[];
  readonly strings: DeskStrings;
}

export type ChoosePresence = (state: PresenceChoice, reason?: string) => void;

export function renderPresenceMenu({ presence, reasons, strings }: PresenceMenuView, onChoose: ChoosePresence): TemplateResult {
  return html`<div class="popup presence-menu">
    ${presenceChoices.map((state) => {
      const word = strings.presence[state];
      const present = state === presence.state;
      return html`<button type="button" class="popup-row" aria-pressed=${present && presence.reason === undefined ? 'true' : 'false'} @click=${() => onChoose(state)}>${renderPresenceMark(state)}${word}</button>
        ${state === 'available' || reasons.length === 0
          ? nothing
          : html`<div class="reasons" role="group" aria-label=${enPresence.why(word)}>
              ${reasons.map((reason) => html`<button type="button" class="reason" aria-label=${enPresence.because(word, reason)} aria-pressed=${present && reason === presence.reason ? 'true' : 'false'} @click=${() => onChoose(state, reason)}>${reason}</button>`)}
            </div>`}`;
    })}
  </div>`;
}

/** A state in words, with its reason where it has one. */
export const presenceWords = ({ state, reason }: Pick<Presence, 'state' | 'reason'>, strings: DeskStrings): string =>
  reason === undefined ? strings.presence[state] : enPresence.because(strings.presence[state], reason);
