/** The head of a conversation: who, in which medium, for how long, and what can be done: Invite to video, Transfer, Wrap up. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ContactModel } from '../session/index.js';
import { icon, renderAvatar, timeOfDay } from '../ui/index.js';
import { arrowLeftIcon, arrowLeftRightIcon, clipboardCheckIcon, panelRightOpenIcon, userPlusIcon } from '../ui/desk-icons.js';
import { videoIcon } from '../ui/icons.js';
import { endedAt, mayWrapUp } from './contact-facts.js';
import { firstName, fullName } from './customer-name.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import { enPanes } from './en-panes.js';
import { mediumIcons } from './inbox.js';
import { enTransfer } from './en-transfer.js';
import { renderHelpingChip } from './help-notices.js';
import { inviteState, type InviteState } from './invite-state.js';

export interface HeadView {
  readonly model: ContactModel;
  readonly now: number;
  readonly locale: string | undefined;
  readonly strings: DeskStrings;
  /** Icons only, where the video pane takes the room. */
  readonly compact: boolean;
  /** Whether this agent may ask colleagues to help. */
  readonly asksHelp: boolean;
  /** A way back to the inbox, where one zone shows at a time. */
  readonly backButton: boolean;
  /** Whether the panes are open as a sheet; undefined where they stand beside the conversation, or there are none. */
  readonly details: boolean | undefined;
}

export interface HeadActions {
  readonly onInvite: (contactId: string) => void;
  readonly onTakeBack: (contactId: string, upgradeId: string) => void;
  readonly onTransfer: (contactId: string) => void;
  readonly onAskHelp: (contactId: string) => void;
  readonly onWrapUp: (contactId: string) => void;
  readonly onBack: () => void;
  readonly onDetails: () => void;
}

export function renderConversationHead(view: HeadView, actions: HeadActions): TemplateResult {
  const { model, strings, now, locale } = view;
  const { snapshot, contactId } = model;
  const name = fullName(snapshot.customer.name, strings.visitor(contactId));
  const ended = endedAt(model);
  const age = ended !== undefined ? strings.endedAt(timeOfDay(ended, locale)) : snapshot.startedAt === undefined ? undefined : duration(now - Date.parse(snapshot.startedAt));
  const parts = [strings.media[snapshot.medium], age, snapshot.queue?.name].filter((part) => part !== undefined);
  const mine = snapshot.relation === 'owner' && snapshot.state !== 'closed';
  return html`<header class="conversation-head">
    ${view.backButton ? html`<button type="button" class="icon-button" aria-label=${strings.back} @click=${actions.onBack}>${icon(arrowLeftIcon, { size: 18, mirrors: true })}</button>` : nothing}
    ${renderAvatar({ name })}
    <div class="head-words">
      <h2>${name}</h2>
      <p>${icon(mediumIcons[snapshot.medium], { size: 14 })}${parts.join(' · ')}</p>
    </div>
    ${renderHelpingChip(model)}
    ${mine && snapshot.state !== 'wrap-up' ? renderInvite(inviteState(snapshot), view, actions) : nothing}
    ${mine && snapshot.state === 'connected' && view.asksHelp
      ? html`<button type="button" class="button small square" aria-label=${enHelp.ask} title="${enHelp.ask} (Alt H)" @click=${() => actions.onAskHelp(contactId)}>${icon(userPlusIcon, { size: 16 })}</button>`
      : nothing}
    ${mine && snapshot.state === 'connected'
      ? html`<button type="button" class="button small" aria-label=${enTransfer.transfer} title="${enTransfer.transfer} (Alt T)" @click=${() => actions.onTransfer(contactId)}>
          ${icon(arrowLeftRightIcon, { size: 16 })}${view.compact ? nothing : enTransfer.transfer}
        </button>`
      : nothing}
    ${mayWrapUp(snapshot)
      ? html`<button type="button" class="button small" aria-label=${strings.wrapUp} title="${strings.wrapUp} (Alt W)" @click=${() => actions.onWrapUp(contactId)}>
          ${icon(clipboardCheckIcon, { size: 16 })}${view.compact ? nothing : strings.wrapUp}
        </button>`
      : nothing}
    ${view.details === undefined
      ? nothing
      : html`<button type="button" class="button small square" aria-label=${enPanes.details} title=${enPanes.details} aria-expanded=${String(view.details)} @click=${actions.onDetails}>${icon(panelRightOpenIcon, { size: 16, mirrors: true })}</button>`}
  </header>`;
}

function renderInvite(state: InviteState, view: HeadView, actions: HeadActions): TemplateResult | typeof nothing {
  const { strings, model, compact } = view;
  switch (state.kind) {
    case 'none':
      return nothing;
    case 'possible':
      return html`<button type="button" class="button small" part="invite-button" aria-label=${strings.inviteToVideo} title="${strings.inviteToVideo} (Alt I)" @click=${() => actions.onInvite(model.contactId)}>
        ${icon(videoIcon, { size: 16 })}${compact ? nothing : strings.inviteToVideo}
      </button>`;
    case 'impossible': {
      const why = strings.videoNotPossible(strings.endings.notAllowed[state.reason]);
      return html`<button type="button" class="button small" aria-disabled="true" aria-label=${strings.inviteToVideo} aria-describedby="no-video" title=${why}>
          ${icon(videoIcon, { size: 16 })}${compact ? nothing : strings.inviteToVideo}
        </button>
        <span id="no-video" class="hidden-text">${why}</span>`;
    }
    case 'asked':
      return renderAsked(state, view, actions);
    case 'under-way':
      return html`<span class="chip video" role="status">${icon(videoIcon, { size: 14 })}${strings.agentWanted}</span>`;
  }
}

/** An open invitation, how long it holds, and the way to take it back. */
function renderAsked(state: Extract<InviteState, { kind: 'asked' }>, { strings, model, compact, now }: HeadView, actions: HeadActions): TemplateResult {
  const customer = firstName(model.snapshot.customer.name, strings.visitor(model.contactId));
  const words = state.by === 'agent' ? strings.youInvited(customer) : strings.flowAsked(customer);
  const left = state.deadline === undefined ? undefined : Math.max(0, Math.ceil((Date.parse(state.deadline) - now) / 1000));
  // The seconds stand outside the status: it is read out once, not every second.
  return html`<span class="chip video" title=${words}>${icon(videoIcon, { size: 14 })}<span role="status">${compact ? strings.invited : words}</span>${left === undefined ? nothing : html`<span class="chip-time" role="timer">${strings.secondsLeft(left)}</span>`}</span>
    <button type="button" class="button small" @click=${() => actions.onTakeBack(model.contactId, state.upgradeId)}>${strings.cancelInvite}</button>`;
}
