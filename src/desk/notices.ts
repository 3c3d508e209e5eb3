/** Bars over a conversation: the one that cannot be missed, a failed video, a missed contact, a lost connection. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionState } from '../session/index.js';
import { icon } from '../ui/index.js';
import { circleAlertIcon, videoIcon, wifiOffIcon, xIcon } from '../ui/icons.js';
import { bellIcon } from '../ui/desk-icons.js';
import type { UnseenCall } from './alert.js';
import { duration } from './duration.js';
import { enAlerts } from './en-alerts.js';
import type { DeskStrings } from './en-desk.js';

/** The customer is bound and the agent does not see them. `sinceMs`: how long they have been waiting. */
export function renderUnseenBar(view: { readonly customer: string; readonly why: UnseenCall['why']; readonly sinceMs: number; readonly strings: DeskStrings }, onOpen: () => void, onMinute: () => void): TemplateResult {
  const { strings } = view;
  return html`<div class="unseen-bar" part="unseen-bar" role="alert">
      <span class="unseen-time" role="timer">${duration(view.sinceMs)}</span>
      <div class="unseen-words">
        <p><b>${strings.waitsForYou(view.customer)}</b></p>
        <p>${view.why === 'closed' ? strings.layoutClosed(view.customer) : enAlerts.tabHidden(view.customer)}</p>
      </div>
      <button type="button" class="button" @click=${onOpen}>${icon(videoIcon, { size: 16 })}${strings.openVideo}<kbd aria-hidden="true">Alt V</kbd></button>
    </div>
    <div class="unseen-line"><p>${strings.noPaneYet}</p><button type="button" class="link" @click=${onMinute}>${enAlerts.needMinute(view.customer)}</button></div>`;
}

/** A sentence about a video that came to nothing, with the way on where there is one. */
export function renderEndingBar(view: { readonly sentence: string; readonly again: boolean; readonly strings: DeskStrings }, onAgain: () => void, onDismiss: () => void): TemplateResult {
  const { strings } = view;
  return html`<div class="notice warn" role="status">
    ${icon(circleAlertIcon, { size: 16 })}<span>${view.sentence}</span>
    ${view.again ? html`<button type="button" class="link" @click=${onAgain}>${strings.inviteAgain}</button>` : nothing}
    <button type="button" class="icon-button" aria-label=${strings.dismiss} @click=${onDismiss}>${icon(xIcon, { size: 14 })}</button>
  </div>`;
}

/** Not responding: who was missed where that is known, and the way back. */
export function renderMissedBar(name: string | undefined, strings: DeskStrings, onBack: () => void): TemplateResult {
  return html`<div class="notice danger" role="alert">
    ${icon(bellIcon, { size: 16 })}<span>${name === undefined ? strings.missedSomebody : strings.missed(name)}</span>
    <button type="button" class="button small" @click=${onBack}>${strings.iAmBack}</button>
  </div>`;
}

/** The thin line under the top bar while the connection is not what it should be. */
export function renderConnectionLine(state: SessionState, strings: DeskStrings, onOpen: () => void): TemplateResult | typeof nothing {
  switch (state.kind) {
    case 'connected':
    case 'idle':
      return nothing;
    case 'connecting':
      return state.attempt <= 1 ? html`<p class="connection-line quiet" role="status">${strings.connecting}</p>` : lost(strings);
    case 'waiting':
      return lost(strings);
    case 'closed':
      return state.code === 'bad-frame' ? closed(strings.notUnderstood, strings.tryAgain, onOpen) : closed(strings.otherTab, strings.useItHere, onOpen);
  }
}

function closed(words: string, press: string, onOpen: () => void): TemplateResult {
  return html`<div class="connection-line" role="alert">
    ${icon(wifiOffIcon, { size: 14 })}<span>${words}</span><button type="button" class="link" @click=${onOpen}>${press}</button>
  </div>`;
}

function lost(strings: DeskStrings): TemplateResult {
  return html`<p class="connection-line" role="status">${icon(wifiOffIcon, { size: 14 })}${strings.connectionLost}</p>`;
}
