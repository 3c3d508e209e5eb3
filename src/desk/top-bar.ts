/**
 * The bar over everything: presence with its duration, slots, the queue switch, help and account. Draws what the session
 * says; presses go out as callbacks, and nothing changes here before the platform has answered.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Presence } from '../protocol/index.js';
import { icon, initials, avatarPair } from '../ui/index.js';
import { chevronDownIcon, logOutIcon, messageCircleIcon, videoIcon } from '../ui/icons.js';
import { bellIcon, circleQuestionMarkIcon } from '../ui/desk-icons.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { logo } from './logo.js';
import type { Popup } from './popup.js';
import { presenceWords, renderPresenceMenu, type ChoosePresence } from './presence-menu.js';
import { renderPresenceMark } from './presence-mark.js';

export type TopBarPopup = 'presence' | 'account';

export interface TopBarView {
  readonly strings: DeskStrings;
  /** The agent's own name. */
  readonly name: string;
  readonly presence: Presence | undefined;
  /** Why one may be on a break or away. */
  readonly reasons: readonly string[];
  /** Platform's now, milliseconds. */
  readonly now: number;
  /** First names of customers who wait for a picture while the pane is closed. */
  readonly waitsOnVideo: readonly string[];
  readonly compact: boolean;
  /** Rows of the account's menu: how the agent is called. */
  readonly settings: () => TemplateResult;
}

export interface TopBarActions {
  readonly popup: Popup<TopBarPopup>;
  readonly onPresence: ChoosePresence;
  readonly onQueue: (on: boolean) => void;
  readonly onHelp: () => void;
  readonly onCheck: () => void;
  readonly onSignOut: () => void;
  readonly onOpenVideo: () => void;
}

export function renderTopBar(view: TopBarView, actions: TopBarActions): TemplateResult {
  const { strings, waitsOnVideo } = view;
  const first = waitsOnVideo[0];
  return html`<header class="top" part="top-bar">
    <span class="brand">${logo}<b>${strings.product}</b></span>
    <span class="spacer"></span>
    ${first === undefined
      ? nothing
      : html`<button type="button" class="alert-chip" @click=${actions.onOpenVideo}>${icon(bellIcon, { size: 14 })}${strings.waitsOnVideo(waitsOnVideo.length, first)}</button>`}
    ${view.presence === undefined ? nothing : renderLease(view, view.presence, actions)}
    <button type="button" class="icon-button" aria-label=${strings.shortcuts} title="${strings.shortcuts} (?)" @click=${actions.onHelp}>${icon(circleQuestionMarkIcon, { size: 18 })}</button>
    ${renderAccount(view, actions)}
  </header>`;
}

function renderLease(view: TopBarView, presence: Presence, actions: TopBarActions): TemplateResult {
  const { strings } = view;
  const { slots, onQueue } = presence;
  return html`${slot(messageCircleIcon, 'chat', strings.media.webChat, slots.webChat, view)} ${slot(videoIcon, 'video', strings.media.videoChat, slots.videoChat, view)}
    ${renderPresence(view, presence, actions)}
    <span class="queue">
      <button type="button" class="switch ${onQueue ? 'on' : ''}" part="queue-switch" aria-label=${onQueue ? strings.goOffQueue : strings.goOnQueue} title="Alt Q" @click=${() => actions.onQueue(!onQueue)}><i></i></button>
      <span class="queue-word">${onQueue ? strings.onQueue : strings.offQueue}</span>
    </span>`;
}

function slot(glyph: string, kind: string, medium: string, { used, capacity }: { used: number; capacity: number }, view: TopBarView): TemplateResult {
  const pips = view.compact || capacity > 8 ? [] : Array.from({ length: capacity }, (_, index) => index < used);
  return html`<span class="slots" role="img" aria-label=${view.strings.slots(medium, used, capacity)}>
    ${icon(glyph, { size: 14 })}<span>${used}/${capacity}</span>${pips.map((on) => html`<i class="pip ${kind} ${on ? 'on' : ''}"></i>`)}
  </span>`;
}

/** "Busy, video" tells why an agent on queue is not free. */
function stateWords(presence: Presence, strings: DeskStrings): string {
  if (presence.wrapUp !== undefined) return strings.wrapUpRow;
  const word = presenceWords(presence, strings);
  if (presence.state !== 'busy') return word;
  return presence.slots.videoChat.used > 0 ? `${word}, ${strings.media.videoChat.toLowerCase()}` : word;
}

function renderPresence(view: TopBarView, presence: Presence, { popup, onPresence }: TopBarActions): TemplateResult {
  const { strings, now } = view;
  // A wrap-up that holds back what rings counts down, all else counts up.
  const time = duration(presence.wrapUp === undefined ? now - Date.parse(presence.since) : Date.parse(presence.wrapUp.until) - now);
  const open = popup.isOpen('presence');
  return html`<span class="anchor">
    <button
      type="button"
      class="presence-button ${presence.state}"
      part="presence"
      aria-expanded=${open ? 'true' : 'false'}
      @click=${(event: Event) => {
        if (event.currentTarget instanceof HTMLElement) popup.toggle('presence', event.currentTarget);
      }}
    >
      ${renderPresenceMark(presence.state)}<span class="hidden-text">${strings.presenceOf}</span><span>${stateWords(presence, strings)}</span><span class="time" role="timer">${time}</span>${icon(chevronDownIcon, { size: 14 })}
    </button>
    ${open
      ? renderPresenceMenu({ presence, reasons: view.reasons, strings }, (state, reason) => {
          popup.close();
          onPresence(state, reason);
        })
      : nothing}
  </span>`;
}

function renderAccount(view: TopBarView, { popup, onSignOut, onCheck }: TopBarActions): TemplateResult {
  const { strings, name } = view;
  const open = popup.isOpen('account');
  const pair = avatarPair(name);
  return html`<span class="anchor">
    <button
      type="button"
      class="avatar"
      .style=${`background:var(--segue-initials-${pair});color:var(--segue-initials-ink-${pair})`}
      aria-expanded=${open ? 'true' : 'false'}
      @click=${(event: Event) => {
        if (event.currentTarget instanceof HTMLElement) popup.toggle('account', event.currentTarget);
      }}
    >
      <span aria-hidden="true">${initials(name)}</span><span class="hidden-text">${strings.account(name)}</span>
    </button>
    ${open
      ? html`<div class="popup end">
          <p class="popup-head">${name}</p>
          <button
            type="button"
            class="popup-row"
            title="Alt J"
            @click=${() => {
              popup.close();
              onCheck();
            }}
          >
            ${icon(videoIcon, { size: 16 })}${strings.shortcutNames.check}
          </button>
          ${view.settings()}
          <button type="button" class="popup-row" @click=${onSignOut}>${icon(logOutIcon, { size: 16 })}${strings.signOut}</button>
        </div>`
      : nothing}
  </span>`;
}
