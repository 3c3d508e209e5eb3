/** Bars over a conversation with more than one agent at it: who is asked, who does not come, who helps, and whose it is. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { circleAlertIcon, usersRoundIcon, xIcon } from '../ui/icons.js';
import { headphonesIcon, userPlusIcon } from '../ui/desk-icons.js';
import type { AgentCard } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enConsult } from './en-consult.js';
import { enHelp } from './en-help.js';
import { enTransfer } from './en-transfer.js';
import type { HandOver } from './helping.js';
import { helpState, type Asked, type Refusal } from './help-state.js';
import { transferState } from './transfer-state.js';

export interface HelpNoticeView {
  readonly model: ContactModel;
  /** The platform's now, milliseconds. */
  readonly now: number;
  readonly strings: DeskStrings;
  /** Id of the colleague who is spoken with before the contact is handed over. */
  readonly consult: string | undefined;
  readonly handOver: HandOver | undefined;
  /** Refusals that the agent has put away, by `refusalKey`. */
  readonly putAway: ReadonlySet<string>;
}

export interface HelpNoticeActions {
  readonly onAskHelp: (contactId: string) => void;
  /** Takes an invitation back, or ends somebody's help. */
  readonly onDismiss: (contactId: string, agentId: string) => void;
  /** To a colleague who is there. */
  readonly onHandOver: (contactId: string, agentId: string) => void;
  /** After speaking with a colleague. */
  readonly onKeep: (contactId: string, agentId: string) => void;
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
    ...(snapshot.assists ?? []).map((helper) => renderHelper(view, helper, actions)),
  ];
}

const refusalKey = (contactId: string, { seq }: Refusal): string => `${contactId} help ${seq}`;

function renderAsked({ model, now, strings, consult }: HelpNoticeView, { agentId, name, until }: Asked, actions: HelpNoticeActions): TemplateResult {
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  // The seconds stand outside the status: it is read out once, not every second.
  return html`<div class="notice help-notice">
    ${icon(userPlusIcon, { size: 16 })}<span role="status">${consult === agentId ? enConsult.asked(name) : enHelp.askedBar(name)}</span><span class="notice-time" role="timer">${strings.secondsLeft(left)}</span>
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

function renderHelper(view: HelpNoticeView, { agentId, name }: AgentCard, actions: HelpNoticeActions): TemplateResult {
  const { model, strings, consult, handOver } = view;
  const { contactId, snapshot, events } = model;
  const first = firstName(name, name);
  const talking = consult === agentId;
  const words = talking ? enConsult.talking(first, firstName(snapshot.customer.name, strings.visitor(contactId))) : enHelp.helperBar(name);
  // While it rings at somebody, that bar has the say. A call is handed over in the dialog, which knows who takes video.
  const hands = snapshot.state === 'connected' && snapshot.medium === 'webChat' && transferState(events).kind !== 'under-way';
  return html`<div class="notice help-notice ${talking ? 'consult-notice' : ''}">
      ${icon(talking ? headphonesIcon : usersRoundIcon, { size: 16 })}<span role="status">${words}</span>
      ${hands ? html`<button type="button" class="button small ${talking ? 'primary' : ''}" aria-label=${talking ? enConsult.handOver : enConsult.handOverTo(first)} aria-disabled=${handOver?.kind === 'under-way' ? 'true' : 'false'} @click=${() => actions.onHandOver(contactId, agentId)}>${talking ? enConsult.handOver : enConsult.handOverShort}</button>` : nothing}
      ${talking
        ? html`<button type="button" class="button small" @click=${() => actions.onKeep(contactId, agentId)}>${enConsult.keep}</button>`
        : html`<button type="button" class="button small" aria-label=${enHelp.endHelp(first)} @click=${() => actions.onDismiss(contactId, agentId)}>${enHelp.endHelpShort}</button>`}
    </div>
    ${handOver?.agentId === agentId && handOver.kind !== 'under-way' ? html`<div class="notice warn" role="alert">${icon(circleAlertIcon, { size: 16 })}<span>${handOver.kind === 'not-taken' ? enConsult.notTaken(first) : enTransfer.notYet}</span></div>` : nothing}`;
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
