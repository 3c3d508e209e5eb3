/**
 * The card of a contact that rings: who, by which medium, how long is left, Accept and Decline. It never takes focus.
 * Countdown and words come as a view; the ring moves once a second and is only a picture of the seconds beside it.
 */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { UpgradeClientState } from '../call/index.js';
import type { Presence } from '../protocol/index.js';
import { icon, renderAvatar } from '../ui/index.js';
import { messageCircleIcon, videoIcon } from '../ui/icons.js';
import { isKeptVideo, type Reservation } from './auto-join.js';
import { fullName } from './customer-name.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import type { RingState } from './ringing.js';

export interface RingView {
  readonly reservation: Reservation;
  readonly state: RingState;
  /** The engine's state where this card's answer opens devices. */
  readonly upgrade: UpgradeClientState | undefined;
  /** Milliseconds the ring lasts in all, and platform's and local now. */
  readonly totalMs: number;
  readonly now: number;
  readonly localNow: number;
  readonly slots: Presence['slots'] | undefined;
  readonly strings: DeskStrings;
}

export interface RingActions {
  /** Runs in the click's own task. */
  readonly onAccept: (reservation: Reservation) => void;
  readonly onDecline: (reservation: Reservation) => void;
  readonly onNotNow: (reservation: Reservation) => void;
}

export function renderRingCard(view: RingView, actions: RingActions): TemplateResult {
  const { reservation, strings, totalMs, now } = view;
  const name = fullName(reservation.customerName, strings.visitor(reservation.contactId));
  const left = Math.max(0, Date.parse(reservation.expiresAt) - now);
  const video = reservation.medium === 'videoChat';
  return html`<section class="ring-card" part="ring-card" role="group" aria-label=${strings.isRinging(name)}>
    <div class="ring-head">
      <span class="ring">
        ${renderRing(left / totalMs)}
        ${renderAvatar({ name })}
      </span>
      <div class="ring-words">
        <h2>${name}</h2>
        <p><span class="chip ${video ? 'video' : 'chat'}">${icon(video ? videoIcon : messageCircleIcon, { size: 14 })}${strings.media[reservation.medium]}</span>${origin(reservation, strings)}</p>
      </div>
      <span class="ring-left" role="timer">${strings.secondsLeft(Math.ceil(left / 1000))}</span>
    </div>
    ${reservation.lastText === undefined || reservation.lastText === '' ? nothing : html`<p class="quote" dir="auto">“${reservation.lastText}”</p>`}
    ${renderFacts(view, video)} ${renderFoot(view, actions)}
  </section>`;
}

/** A ring that empties. `share`: what is left of it, up to 1. */
export const renderRing = (share: number): TemplateResult =>
  html`<svg viewBox="0 0 60 60" aria-hidden="true">${ringPath('track', 1)}${ringPath('fill', Math.min(1, share))}</svg>`;

function ringPath(kind: string, share: number): SVGTemplateResult {
  const length = 163.4;
  return svg`<circle class=${kind} cx="30" cy="30" r="26" stroke-dasharray="${(length * share).toFixed(1)} ${length}"></circle>`;
}

function origin(reservation: Reservation, strings: DeskStrings): string {
  if (reservation.kept) return strings.yourContact;
  return reservation.medium === 'videoChat' ? strings.sameContact : strings.newContact;
}

function renderFacts(view: RingView, video: boolean): TemplateResult {
  const { reservation, strings, now, slots } = view;
  const waited = duration(now - Date.parse(reservation.waitingSince));
  const slot = video ? slots?.videoChat : slots?.webChat;
  return html`<dl class="facts">
    <dt>${strings.waitingField}</dt>
    <dd><b>${waited}</b>${reservation.owner === undefined || reservation.kept ? nothing : html` · <span>${strings.keepsChatAlive(reservation.owner.name)}</span>`}</dd>
    <dt>${strings.queueField}</dt>
    <dd>${reservation.queue.name}</dd>
    ${slot === undefined
      ? nothing
      : html`<dt>${strings.takesField}</dt>
          <dd>${video ? strings.takesVideo(slot.used, slot.capacity) : strings.takesChat(slot.used, slot.capacity)}</dd>`}
  </dl>`;
}

function renderFoot(view: RingView, actions: RingActions): TemplateResult {
  const { reservation, state, strings, localNow } = view;
  if (state.kind === 'joining') {
    const seconds = Math.max(0, Math.ceil((state.at - localNow) / 1000));
    return html`<div class="ring-actions">
      <span class="joining" role="timer">${strings.joiningIn(seconds)}</span>
      <button type="button" class="button small" @click=${() => actions.onNotNow(reservation)}>${strings.notNow}</button>
    </div>`;
  }
  if (state.kind === 'answering') {
    const asking = view.upgrade?.kind === 'capturing';
    return html`<p class="ring-note" role="status">${asking ? strings.allowDevices : strings.joining}</p>`;
  }
  const accept = isKeptVideo(reservation) ? strings.acceptVideo : strings.accept;
  return html`${renderTrouble(view)}
    <div class="ring-actions">
      <button type="button" class="button primary" part="accept" @click=${() => actions.onAccept(reservation)}>
        ${icon(reservation.medium === 'videoChat' ? videoIcon : messageCircleIcon, { size: 16 })}${accept}<kbd aria-hidden="true">Alt A</kbd>
      </button>
      <button type="button" class="button" part="decline" @click=${() => actions.onDecline(reservation)}>${strings.decline}<kbd aria-hidden="true">Alt X</kbd></button>
    </div>`;
}

/** The agent's own devices refused: the ring goes on, and so does the choice. */
function renderTrouble(view: RingView): TemplateResult | typeof nothing {
  const { upgrade, strings } = view;
  if (upgrade?.kind !== 'ended') return nothing;
  const words = { 'permission-denied': strings.ownDenied, 'no-device': strings.ownNoDevice, 'device-busy': strings.ownBusy };
  const { status } = upgrade.result;
  const text = status === 'permission-denied' || status === 'no-device' || status === 'device-busy' ? words[status] : undefined;
  return text === undefined ? nothing : html`<p class="ring-note warn" role="alert">${text}</p>`;
}
