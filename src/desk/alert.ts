/**
 * What an agent is called for now, in one value: a customer whom nobody sees, a contact that rings, a colleague who asks.
 * Pure. How they are called (bar, title, sound, notification) is decided elsewhere.
 */
import type { Sound } from './bell.js';
import { paneOnRecord } from './contact-facts.js';
import { firstName } from './customer-name.js';
import { enAlerts } from './en-alerts.js';
import type { DeskStrings } from './en-desk.js';
import { askWords } from './help-card.js';
import type { ActiveCall, Workplace } from './workplace.js';

/** A call whose customer sees nobody: the layout keeps the pane closed, or the desk's tab is hidden. */
export interface UnseenCall extends ActiveCall {
  readonly why: 'closed' | 'hidden';
}

export type Alert =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'unseen' | 'ringing' | 'asked';
      /** Tells one cause from the next. */
      readonly key: string;
      readonly contactId: string;
      /** As the page's title. */
      readonly title: string;
      /** As a notification's text. */
      readonly body: string;
      /** Undefined where nothing is to be answered any more. */
      readonly sound: Sound | undefined;
    };

/** `visible`: the desk's tab is shown. A pane that was on screen once is one that the agent knows of. */
export function unseenCall(call: ActiveCall | undefined, visible: boolean): UnseenCall | undefined {
  if (call === undefined) return undefined;
  if (call.pane === 'closed') return { ...call, why: 'closed' };
  const unknown = call.callId !== undefined && paneOnRecord(call.model.events, call.callId) !== 'confirmed';
  return !visible && unknown ? { ...call, why: 'hidden' } : undefined;
}

/** The most urgent one. */
export function alertOf(work: Workplace, unseen: UnseenCall | undefined, strings: DeskStrings): Alert {
  // What another tab or another release of the platform has taken over is not this desk's to call for.
  const mute = work.session.state.kind === 'closed';
  if (unseen !== undefined) return ofUnseen(unseen, mute, strings);
  return ofRings(work, mute, strings) ?? ofInvitations(work, mute, strings) ?? { kind: 'none' };
}

function ofUnseen({ contactId, callId, model }: UnseenCall, mute: boolean, strings: DeskStrings): Alert {
  const customer = firstName(model.snapshot.customer.name, strings.visitor(contactId));
  return {
    kind: 'unseen',
    key: `video ${callId ?? contactId}`,
    contactId,
    title: strings.waitsOnVideo(1, customer),
    body: strings.waitsForYou(customer),
    sound: callId === undefined || mute ? undefined : 'alert',
  };
}

function ofRings(work: Workplace, mute: boolean, strings: DeskStrings): Alert | undefined {
  const { ringing, now, call } = work;
  const first = ringing.reservations[0];
  if (first === undefined) return undefined;
  // One whose time is over is only still here because the platform's word has not come.
  const open = ringing.reservations.filter(({ expiresAt }) => Date.parse(expiresAt) > now).map(({ reservationId }) => ringing.stateOf(reservationId).kind);
  const loud: Sound | undefined = open.includes('ringing') ? (call === undefined ? 'ring' : 'ring-once') : open.includes('joining') ? 'join' : undefined;
  const customer = firstName(first.customerName, strings.visitor(first.contactId));
  return {
    kind: 'ringing',
    key: `ring ${first.reservationId}`,
    contactId: first.contactId,
    title: strings.titleRinging(ringing.reservations.length, customer),
    body: enAlerts.ringsIn(customer, strings.media[first.medium], first.queue.name),
    sound: mute ? undefined : loud,
  };
}

function ofInvitations({ helping, now }: Workplace, mute: boolean, strings: DeskStrings): Alert | undefined {
  const first = helping.invitations[0];
  if (first === undefined) return undefined;
  const open = !helping.isAnswering(first.contactId) && Date.parse(first.deadline) > now;
  const title = askWords(first, strings);
  return { kind: 'asked', key: `ask ${first.contactId} ${first.deadline}`, contactId: first.contactId, title, body: title, sound: open && !mute ? 'ask' : undefined };
}
