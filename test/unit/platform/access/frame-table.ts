/**
 * Who may send what: every frame of a client, and what each sender is answered who sends it about one contact. A frame
 * without a row does not compile, and what is answered otherwise than here fails.
 *
 * `stranger` is the customer of another contact, `colleague` its owner (and a member of this contact's queue); the ids of
 * upgrades, calls and reservations are of none. `silence`: taken without an answer, or without effect.
 */
import type { ClientFrameType } from '../../../../src/protocol/client-frame.js';

/** Answers to: stranger, colleague, administrator, supervisor, listener, assistant, owner, customer. */
type Answers = readonly [string, string, string, string, string, string, string, string];

export const frameTable: Readonly<Record<ClientFrameType, Answers>> = {
  'message.send': ['not-your-contact', 'not-your-contact', 'scope-missing', 'not-your-contact', 'relation-refused', 'ack', 'ack', 'ack'],
  'upgrade.request': ['not-your-contact', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'ack'],
  'upgrade.answer': ['not-your-contact', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'no-upgrade'],
  'upgrade.capture': ['not-your-contact', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'no-upgrade'],
  'upgrade.cancel': ['not-your-contact', 'not-your-contact', 'scope-missing', 'scope-missing', 'scope-missing', 'relation-refused', 'no-upgrade', 'no-upgrade'],
  'call.end': ['unknown-call', 'unknown-call', 'scope-missing', 'scope-missing', 'scope-missing', 'unknown-call', 'unknown-call', 'unknown-call'],
  'call.report': ['unknown-call', 'unknown-call', 'scope-missing', 'scope-missing', 'scope-missing', 'unknown-call', 'unknown-call', 'unknown-call'],
  'call.summary': ['unknown-call', 'unknown-call', 'scope-missing', 'scope-missing', 'scope-missing', 'unknown-call', 'unknown-call', 'unknown-call'],
  'contact.close': ['not-your-contact', 'not-your-contact', 'scope-missing', 'not-your-contact', 'relation-refused', 'relation-refused', 'ack', 'contact-closed'],
  'presence.set': ['unknown-frame', 'ack', 'scope-missing', 'ack', 'ack', 'ack', 'ack', 'unknown-frame'],
  'reservation.answer': ['unknown-frame', 'stale-reservation', 'scope-missing', 'scope-missing', 'scope-missing', 'stale-reservation', 'stale-reservation', 'unknown-frame'],
  'pane.rendered': ['unknown-frame', 'unknown-call', 'scope-missing', 'scope-missing', 'scope-missing', 'unknown-call', 'unknown-call', 'unknown-frame'],
  'upgrade.invite': ['unknown-frame', 'not-your-contact', 'scope-missing', 'scope-missing', 'scope-missing', 'relation-refused', 'ack', 'unknown-frame'],
  'contact.transfer': ['unknown-frame', 'not-your-contact', 'scope-missing', 'scope-missing', 'scope-missing', 'relation-refused', 'ack', 'unknown-frame'],
  'contact.wrap': ['unknown-frame', 'not-your-contact', 'scope-missing', 'scope-missing', 'scope-missing', 'not-your-contact', 'ack', 'unknown-frame'],
  'wrap.draft': ['unknown-frame', 'not-your-contact', 'scope-missing', 'scope-missing', 'scope-missing', 'not-your-contact', 'ack', 'unknown-frame'],
  'wrap.extend': ['unknown-frame', 'not-your-contact', 'scope-missing', 'scope-missing', 'scope-missing', 'not-your-contact', 'relation-refused', 'unknown-frame'],
  'contact.note': ['unknown-frame', 'not-your-contact', 'scope-missing', 'not-your-contact', 'relation-refused', 'ack', 'ack', 'unknown-frame'],
  'contact.assist': ['unknown-frame', 'ack', 'scope-missing', 'ack', 'ack', 'ack', 'relation-refused', 'unknown-frame'],
  'contact.leave': ['unknown-frame', 'not-your-contact', 'scope-missing', 'not-your-contact', 'ack', 'ack', 'relation-refused', 'unknown-frame'],
  'contact.invite': ['unknown-frame', 'not-your-contact', 'scope-missing', 'not-your-contact', 'relation-refused', 'relation-refused', 'ack', 'unknown-frame'],
  'contact.monitor': ['unknown-frame', 'scope-missing', 'scope-missing', 'ack', 'ack', 'scope-missing', 'scope-missing', 'unknown-frame'],
  'contact.attributes': ['not-your-contact', 'not-your-contact', 'scope-missing', 'not-your-contact', 'relation-refused', 'ack', 'ack', 'ack'],
  'form.answer': ['not-your-contact', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'ack'],
  'consent.withdraw': ['not-your-contact', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'ack'],
  'contact.rate': ['not-your-contact', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'relation-refused'],
  'guest.block': ['unknown-frame', 'not-your-contact', 'scope-missing', 'scope-missing', 'scope-missing', 'relation-refused', 'ack', 'unknown-frame'],
  typing: ['not-your-contact', 'not-your-contact', 'scope-missing', 'not-your-contact', 'relation-refused', 'silence', 'silence', 'silence'],
  read: ['not-your-contact', 'not-your-contact', 'scope-missing', 'not-your-contact', 'silence', 'silence', 'silence', 'silence'],
  'history.get': ['not-your-contact', 'not-your-contact', 'scope-missing', 'not-your-contact', 'history', 'history', 'history', 'history'],
  'manifest.update': ['silence', 'silence', 'silence', 'silence', 'silence', 'silence', 'silence', 'silence'],
  'turn.get': ['turn-not-allowed', 'turn-not-allowed', 'scope-missing', 'scope-missing', 'scope-missing', 'turn-not-allowed', 'turn', 'turn'],
  'call.ahead': ['not-your-contact', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'unknown-frame', 'silence'],
  'call.signal': ['unknown-call', 'unknown-call', 'scope-missing', 'scope-missing', 'scope-missing', 'unknown-call', 'unknown-call', 'unknown-call'],
  'call.ack': ['silence', 'silence', 'scope-missing', 'scope-missing', 'scope-missing', 'silence', 'silence', 'silence'],
  ping: ['silence', 'silence', 'silence', 'silence', 'silence', 'silence', 'silence', 'silence'],
  pong: ['silence', 'silence', 'silence', 'silence', 'silence', 'silence', 'silence', 'silence'],
};
