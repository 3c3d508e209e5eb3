/** Which bars stand over the conversation now, most urgent first, and the notice about joining videos at once. */
import { html, type TemplateResult } from 'lit';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { videoIcon } from '../ui/icons.js';
import type { UnseenCall } from './alert.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { canInviteAgain, endingSentence } from './ending-words.js';
import { helpBars, type HelpNoticeActions, type HelpNoticeView } from './help-notices.js';
import { renderEndingBar, renderMissedBar, renderUnseenBar } from './notices.js';
import { renderTransferBar, renderTransferEnd } from './transfer-notices.js';
import { transferState } from './transfer-state.js';
import type { Workplace } from './workplace.js';

export interface NoticeFacts {
  readonly work: Workplace;
  /** The chosen contact, or undefined while the middle is empty. */
  readonly selected: ContactModel | undefined;
  /** A call whose customer sees nobody. */
  readonly unseen: UnseenCall | undefined;
  readonly strings: DeskStrings;
  /** What the agent has put away: ended upgrades by their ids, ended transfers and refused help by contact and seq. */
  readonly putAway: ReadonlySet<string>;
}

export interface NoticeActions extends HelpNoticeActions {
  readonly onOpenVideo: () => void;
  /** Begins a word to a customer who waits. */
  readonly onMinute: (contactId: string) => void;
  readonly onTransfer: (contactId: string) => void;
}

/** For the middle of the desk, whether or not a contact is chosen: a missed ring or a waiting customer is told either way. */
export function middleNotices(facts: NoticeFacts, actions: NoticeActions): readonly TemplateResult[] {
  const { work, unseen, strings } = facts;
  const bars: TemplateResult[] = [];
  if (unseen?.callId !== undefined) {
    const customer = firstName(unseen.model.snapshot.customer.name, strings.visitor(unseen.contactId));
    bars.push(renderUnseenBar({ customer, why: unseen.why, sinceMs: work.now - unseen.boundAt, strings }, actions.onOpenVideo, () => actions.onMinute(unseen.contactId)));
  }
  const { presence } = work.session;
  if (presence?.state === 'not-responding') {
    bars.push(renderMissedBar(missedName(work), strings, () => work.setPresence({ state: 'available', onQueue: true })));
  }
  const ending = facts.selected === undefined ? undefined : endingBar(facts, facts.selected, actions);
  if (ending !== undefined) bars.push(ending);
  const transfer = facts.selected === undefined ? undefined : transferBar(facts, facts.selected, actions);
  if (transfer !== undefined) bars.push(transfer);
  if (facts.selected !== undefined) bars.push(...helpBars(helpView(facts, facts.selected), actions));
  return bars;
}

function helpView({ work, strings, putAway }: NoticeFacts, model: ContactModel): HelpNoticeView {
  const { helping, now } = work;
  return { model, now, strings, putAway, consult: helping.consultOf(model.contactId), handOver: helping.handOverOf(model.contactId) };
}

/** A transfer of the contact: whom it rings at, or that it stays here. */
function transferBar({ work, strings, putAway }: NoticeFacts, { contactId, snapshot, events }: ContactModel, actions: NoticeActions): TemplateResult | undefined {
  if (snapshot.relation !== 'owner' || snapshot.state !== 'connected') return undefined;
  const state = transferState(events);
  const customer = firstName(snapshot.customer.name, strings.visitor(contactId));
  if (state.kind === 'under-way') {
    const left = state.until === undefined ? undefined : Math.max(0, Math.ceil((state.until - work.now) / 1000));
    return renderTransferBar({ goal: state.goal, customer, left, strings }, () => work.takeBackTransfer(contactId));
  }
  // What an agent has taken back themselves is a line of the transcript, no trouble.
  if (state.kind === 'none' || state.outcome === 'cancelled') return undefined;
  const key = `${contactId} ${state.seq}`;
  if (putAway.has(key)) return undefined;
  return renderTransferEnd({ state, customer, strings }, () => actions.onTransfer(contactId), () => actions.onPutAway(key));
}

/** Whom the agent missed, where the platform or the inbox knows the name. */
function missedName({ session }: Workplace): string | undefined {
  const missed = session.presence?.missed;
  if (missed === undefined) return undefined;
  const waiting = session.inbox.find(({ contactId }) => contactId === missed.contactId);
  return missed.customerName ?? waiting?.customerName ?? session.contacts.get(missed.contactId)?.snapshot.customer.name;
}

function endingBar({ work, strings, putAway }: NoticeFacts, selected: ContactModel, actions: NoticeActions): TemplateResult | undefined {
  const { snapshot, contactId } = selected;
  const { upgrade } = snapshot;
  if (upgrade?.state !== 'ended' || upgrade.result === undefined || putAway.has(upgrade.upgradeId) || snapshot.state !== 'connected') return undefined;
  // What an agent has called off themselves is a line of the transcript, no trouble.
  if (upgrade.result.status === 'cancelled' && upgrade.result.by === 'agent') return undefined;
  const sentence = endingSentence(upgrade.result, firstName(snapshot.customer.name, strings.visitor(contactId)), strings.endings, upgrade.callId !== undefined && work.wasGone(upgrade.callId));
  if (sentence === undefined) return undefined;
  const again = snapshot.video.allowed && canInviteAgain(upgrade.result);
  return renderEndingBar({ sentence, again, strings }, () => work.invite(contactId), () => actions.onPutAway(upgrade.upgradeId));
}

/** What going on queue means for the camera, with the switch for it. */
export function renderJoinNotice(work: Workplace, strings: DeskStrings, onRead: () => void): TemplateResult {
  const { ringing } = work;
  return html`<div class="notice" role="status">
    ${icon(videoIcon, { size: 16 })}<span>${ringing.wanted ? strings.joinNotice : strings.joinNoticeAsk}</span>
    <label class="toggle"><input type="checkbox" .checked=${ringing.wanted} @change=${(event: Event) => {
      if (event.target instanceof HTMLInputElement) ringing.wanted = event.target.checked;
    }} />${strings.joinSwitch}</label>
    <button type="button" class="button small" @click=${onRead}>${strings.dismiss}</button>
  </div>`;
}
