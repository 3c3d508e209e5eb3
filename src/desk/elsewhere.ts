/** What a tab shows while another one is this agent's desk: that, and the way to have it here. */
import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { monitorIcon } from '../ui/desk-icons.js';
import type { DeskStrings } from './en-desk.js';

export function renderElsewhere(name: string, strings: DeskStrings, onUseHere: () => void, onSignOut: () => void): TemplateResult {
  return html`<section class="elsewhere" part="elsewhere" aria-label=${strings.account(name)}>
    ${icon(monitorIcon, { size: 32 })}
    <h2 role="status">${strings.otherTab}</h2>
    <p>${strings.otherTabUnder(name)}</p>
    <button type="button" class="button primary" @click=${onUseHere}>${strings.useItHere}</button>
    <button type="button" class="link" @click=${onSignOut}>${strings.signOut}</button>
  </section>`;
}
