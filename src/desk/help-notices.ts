/** Bars over a conversation with more than one agent at it: who is asked, who does not come, who helps, and whose it is. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { circleAlertIcon, usersRoundIcon, xIcon } from '../ui/icons.js';
import { userPlusIcon } from '../ui/desk-icons.js';
import type { AgentCard } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import { helpState, type Asked, type Refusal } from './help-state.js';

export interface HelpNoticeView {
  readonly model: ContactModel;
  /** The platform's now, milliseconds. */
  readonly now: number;
  readonly strings: DeskStrings;
  /** Refusals that the agent has put away, by `refusalKey`. */
  readonly putAway: ReadonlySet<string>;
}

export interface HelpNoticeActions {
  readonly onAskHelp: (contactId: string) => void;
  /** Takes an invitation back, or ends somebody's help. */
  readonly onDismiss: (contactId: string, agentId: string) => void;
  readonly onLeave: (contactId: string) => void;
  readonly onPutAway: (what: string) => void;
}

/** Most urgent first. Nothing where the contact is neither this agent's nor one that they help with. */
export function helpBars(view: HelpNoticeView, actions: HelpNoticeActions): readonly TemplateResult[] {
  const { contactId, snapshot, events } = view.model;
  if (snapshot.state !== 'connected' && snapshot.state !== 'queued' && snapshot.state !== 'flow') return [];
  if (snapshot.relation === 'assist') return [renderHelping(view, actions)];
  if (snapshot.relation !== 'owner') return [];
  const { asked, refusal } = helpState(events);
  const told = refusal === undefined || view.putAway.has(refusalKey(contactId, refusal)) ? undefined : refusal;
  return [
    ...(told === undefined ? [] : [renderRefusal(contactId, told, actions, view.strings)]),
    ...asked.map((it) => renderAsked(view, it, actions)),
    ...(snapshot.assists ?? []).map((helper) => renderHelper(contactId, helper, actions)),
  ];
}

const refusalKey = (contactId: string, { seq }: Refusal): string => `${contactId} help ${seq}`;

function renderAsked({ model, now, strings }: HelpNoticeView, { agentId, name, until }: Asked, actions: HelpNoticeActions): TemplateResult {
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  // The seconds stand outside the status: it is read out once, not every second.
  return html`<div class="notice help-notice">
    ${icon(userPlusIcon, { size: 16 })}<span role="status">${enHelp.askedBar(name)}</span><span class="notice-time" role="timer">${strings.secondsLeft(left)}</span>
    <button type="button" class="button small" @click=${() => actions.onDismiss(model.contactId, agentId)}>${enHelp.takeBack}</button>
  </div>`;
}

function renderRefusal(contactId: string, refusal: Refusal, actions: HelpNoticeActions, strings: DeskStrings): TemplateResult {
  const words = refusal.outcome === 'declined' ? enHelp.declinedBar(refusal.name) : enHelp.unansweredBar(refusal.name);
  return html`<div class="notice warn help-notice" role="status">
    ${icon(circleAlertIcon, { size: 16 })}<span>${words}</span>
    <button type="button" class="link" @click=${() => actions.onAskHelp(contactId)}>${enHelp.askAnother}</button>
    <button type="button" class="icon-button" aria-label=${strings.dismiss} @click=${() => actions.onPutAway(refusalKey(contactId, refusal))}>${icon(xIcon, { size: 14 })}</button>
  </div>`;
}

function renderHelper(contactId: string, { agentId, name }: AgentCard, actions: HelpNoticeActions): TemplateResult {
  const first = firstName(name, name);
  return html`<div class="notice help-notice">
    ${icon(usersRoundIcon, { size: 16 })}<span role="status">${enHelp.helperBar(name)}</span>
    <button type="button" class="button small" aria-label=${enHelp.endHelp(first)} @click=${() => actions.onDismiss(contactId, agentId)}>${enHelp.endHelpShort}</button>
  </div>`;
}

/** To whoever helps: whose contact it is, and the way out. */
function renderHelping({ model, strings }: HelpNoticeView, actions: HelpNoticeActions): TemplateResult {
  const { owner, customer } = model.snapshot;
  const who = firstName(customer.name, strings.visitor(model.contactId));
  return html`<div class="notice helping-notice">
    ${icon(usersRoundIcon, { size: 16 })}<span role="status">${owner === undefined ? enHelp.helpingNobody(who) : enHelp.helpingBar(firstName(owner.name, owner.name), who)}</span>
    <button type="button" class="button small" @click=${() => actions.onLeave(model.contactId)}>${enHelp.leave}</button>
  </div>`;
}

/** In the head, where the owner has what is theirs alone. */
export function renderHelpingChip({ snapshot }: ContactModel): TemplateResult | typeof nothing {
  if (snapshot.relation !== 'assist') return nothing;
  const { owner } = snapshot;
  return html`<span class="chip helping">${icon(usersRoundIcon, { size: 14 })}${owner === undefined ? enHelp.chip : enHelp.chipOf(firstName(owner.name, owner.name))}</span>`;
}
