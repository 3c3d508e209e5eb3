/**
 * What would come next if everybody wanted the call: so that a fuzzed run reaches the rooms behind the doors.
 *
 * Knows the usual way of a contact by what its participant heard last. Everything off that way is the fuzzer's.
 */
import type { PlatformFrame, PlatformFrameOf, PlatformFrameType } from '../../../../src/protocol/platform-frame.js';
import { manifestOf } from '../core/person.js';

/** The last frame of each type that somebody heard. */
export class Heard {
  readonly #last = new Map<PlatformFrameType, PlatformFrame>();

  note(frame: PlatformFrame): void {
    this.#last.set(frame.type, frame);
    // What is over is nothing to answer any more.
    if (frame.type === 'reservation.gone') this.#last.delete('reservation');
    if (frame.type === 'upgrade.state' && frame.state === 'ended') this.#last.delete('media-upgrade');
  }

  last<T extends PlatformFrameType>(type: T): PlatformFrameOf<T> | undefined {
    const frame = this.#last.get(type);
    return frame && isOf(frame, type) ? frame : undefined;
  }
}

const isOf = <T extends PlatformFrameType>(frame: PlatformFrame, type: T): frame is PlatformFrame & PlatformFrameOf<T> => frame.type === type;

export interface Doing {
  readonly id: string;
  readonly contactId: string;
  readonly text: string;
}

export function nextOfCustomer(heard: Heard, { id, contactId, text }: Doing): object {
  const upgrade = heard.last('upgrade.state');
  const call = heard.last('media-upgrade');
  if (upgrade?.state === 'asked') return { type: 'upgrade.answer', id, contactId, upgradeId: upgrade.upgradeId, accepted: true, manifest: manifestOf('video') };
  if (upgrade?.state === 'accepted') return { type: 'upgrade.capture', id, contactId, upgradeId: upgrade.upgradeId, outcome: 'ready' };
  if (upgrade?.state === 'bound' && call) return { type: 'call.report', id, contactId, callId: call.callId, state: 'live' };
  if (upgrade?.state === 'live' && call) return { type: 'call.signal', id, contactId, callId: call.callId, attempt: 1, generation: 0, n: 1, kind: 'description', body: { type: 'offer', sdp: text } };
  const state = (heard.last('contact')?.contact ?? heard.last('welcome')?.contact)?.state;
  return state === 'connected' && upgrade?.state !== 'ended' ? { type: 'upgrade.request', id, contactId, manifest: manifestOf('video') } : { type: 'message.send', id, contactId, text };
}

export function nextOfStaff(heard: Heard, { id, text }: Doing): object {
  const reservation = heard.last('reservation');
  if (reservation) return { type: 'reservation.answer', id, reservationId: reservation.reservationId, accepted: true };
  const call = heard.last('media-upgrade');
  if (call) return { type: 'pane.rendered', id, contactId: call.contactId, callId: call.callId };
  const contact = heard.last('contact')?.contact;
  if (contact?.state === 'connected') return { type: 'message.send', id, contactId: contact.contactId, text };
  return { type: 'presence.set', id, state: 'available', onQueue: true };
}
