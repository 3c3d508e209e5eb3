/** Bars over a conversation that is being handed over: whom it rings at, and that nobody took it. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { circleAlertIcon, xIcon } from '../ui/icons.js';
import { arrowLeftRightIcon } from '../ui/desk-icons.js';
import type { DeskStrings } from './en-desk.js';
import { enTransfer } from './en-transfer.js';
import type { TransferGoal, TransferState } from './transfer-state.js';

export interface TransferBarView {
  readonly goal: TransferGoal;
  /** First name. */
  readonly customer: string;
  /** Seconds that it still rings; undefined while it rings at nobody. */
  readonly left: number | undefined;
  readonly strings: DeskStrings;
}

export function renderTransferBar({ goal, customer, left, strings }: TransferBarView, onTakeBack: () => void): TemplateResult {
  // The seconds stand outside the status: it is read out once, not every second.
  return html`<div class="notice transfer-bar-notice">
    ${icon(arrowLeftRightIcon, { size: 16 })}<span role="status">${enTransfer.ringing(goal, customer)}</span>
    ${left === undefined ? nothing : html`<span class="notice-time" role="timer">${strings.secondsLeft(left)}</span>`}
    <button type="button" class="button small" @click=${onTakeBack}>${enTransfer.takeBack}</button>
  </div>`;
}

export interface TransferEndView {
  readonly state: Extract<TransferState, { kind: 'ended' }>;
  readonly customer: string;
  readonly strings: DeskStrings;
}

export function renderTransferEnd({ state, customer, strings }: TransferEndView, onAgain: () => void, onDismiss: () => void): TemplateResult {
  return html`<div class="notice warn" role="status">
    ${icon(circleAlertIcon, { size: 16 })}<span>${enTransfer.ended(state.goal, state.outcome, customer)}</span>
    <button type="button" class="link" @click=${onAgain}>${enTransfer.chooseAgain}</button>
    <button type="button" class="icon-button" aria-label=${strings.dismiss} @click=${onDismiss}>${icon(xIcon, { size: 14 })}</button>
  </div>`;
}
