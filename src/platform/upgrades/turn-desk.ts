/**
 * The desk that hands out TURN credentials.
 *
 * Knows who may have them: a participant of an open contact whose deployment and whose own manifest allow calls, to check
 * the network or for an upgrade under way, so many times a minute. Does not mint (the edge does), nor log.
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import type { Clock } from '../../protocol/clock.js';
import { SegueError } from '../../protocol/error.js';
import type { Manifest } from '../../protocol/manifest.js';
import { contactById, isOpen, type ContactRow } from '../contacts/contact-store.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { pendingOfContact } from '../routing/reservations.js';
import { refusalOf } from './checks.js';
import { liveUpgrade } from './upgrade-store.js';

/** Most grants to one participant in a minute. A check before a call must not cost the call its own. */
export const mostPerMinute = { call: 20, preflight: 6 } as const;
export type TurnPurpose = keyof typeof mostPerMinute;
const minuteMs = 60_000;

const notAllowed = (): SegueError => new SegueError('turn-not-allowed');

/** @throws SegueError `turn-not-allowed` */
export async function checkTurn(unit: Unit, who: Participant, manifest: Manifest | undefined, frame: ClientFrameOf<'turn.get'>): Promise<void> {
  const contactId = frame.contactId ?? who.contactId;
  const contact = contactId === undefined ? undefined : await contactById(unit.tx, contactId);
  if (!contact || !isOpen(contact) || !(await takesPart(unit, who, contact))) throw notAllowed();
  if (manifest?.media.video.supported !== true || refusalOf(unit.config, contact, manifest, unit.now)) throw notAllowed();
  // A call that has ended, or was never asked for, needs no relay.
  if (frame.purpose === 'call' && !(await liveUpgrade(unit.tx, contact.id))) throw notAllowed();
}

/** The customer, the owner, and the agent at whom the contact rings for video: they prepare while they decide. */
async function takesPart(unit: Unit, who: Participant, contact: ContactRow): Promise<boolean> {
  if (who.kind === 'customer') return contact.guestId === who.id && who.contactId === contact.id;
  if (contact.ownerId === who.id) return true;
  const reservation = await pendingOfContact(unit.tx, contact.id);
  return reservation?.agentId === who.id && reservation.medium === 'videoChat';
}

/** Counts grants per participant and purpose over the last minute. */
export class TurnRate {
  readonly #clock: Clock;
  readonly #grants = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws SegueError `rate-limited` with the time after which the oldest grant no longer counts */
  count(participantId: string, purpose: TurnPurpose): void {
    const now = this.#clock.now();
    const key = `${purpose} ${participantId}`;
    for (const [id, times] of this.#grants) if ((times.at(-1) ?? 0) <= now - minuteMs) this.#grants.delete(id);
    const recent = (this.#grants.get(key) ?? []).filter((at) => at > now - minuteMs);
    const [oldest] = recent;
    if (recent.length >= mostPerMinute[purpose] && oldest !== undefined) {
      throw new SegueError('rate-limited', undefined, { retryAfterMs: oldest + minuteMs - now });
    }
    this.#grants.set(key, [...recent, now]);
  }
}
