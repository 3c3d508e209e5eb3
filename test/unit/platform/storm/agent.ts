/** An agent in the storm: on queue whenever possible, takes most of what rings, writes, hands over, wraps up. */
import type { PlatformFrame, PlatformFrameOf } from '../../../../src/protocol/platform-frame.js';
import type { Random } from './random.js';
import { Participant } from './participant.js';

export class Agent extends Participant {
  readonly #owned = new Set<string>();
  readonly #ringing = new Map<string, PlatformFrameOf<'reservation'>>();
  readonly #calls = new Map<string, string>();
  #responding = true;

  constructor(readonly id: string, origin: string, random: Random, private readonly bearer: string, private readonly colleagues: readonly string[]) {
    super(id, origin, random);
  }

  /** The contacts that are theirs now. */
  get owned(): readonly string[] {
    return [...this.#owned];
  }

  protected token(): Promise<string> {
    return Promise.resolve(this.bearer);
  }

  protected hear(frame: PlatformFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#owned.clear();
        this.#ringing.clear();
        for (const contact of frame.contacts ?? []) this.#own(contact);
        if (frame.presence) this.#responding = frame.presence.onQueue && frame.presence.state !== 'not-responding';
        return;
      case 'contact':
        this.#own(frame.contact);
        return;
      case 'presence':
        this.#responding = frame.onQueue && frame.state !== 'not-responding';
        return;
      case 'reservation':
        this.#ringing.set(frame.reservationId, frame);
        return;
      case 'reservation.gone':
        this.#ringing.delete(frame.reservationId);
        return;
      case 'media-upgrade':
        this.#calls.set(frame.contactId, frame.callId);
        return;
      default:
    }
  }

  #own({ contactId, relation, state }: PlatformFrameOf<'contact'>['contact']): void {
    if (relation === 'owner' && (state === 'connected' || state === 'wrap-up')) this.#owned.add(contactId);
    else this.#owned.delete(contactId);
  }

  step(): void {
    if (!this.connected || this.outbox.size > 6) return;
    if (!this.#responding && this.random.chance(0.3)) this.act({ type: 'presence.set', state: 'available', onQueue: true });
    const [rings] = this.#ringing.values();
    if (rings && this.random.chance(0.4)) {
      this.#ringing.delete(rings.reservationId);
      // Now and then nobody looks, and it rings out.
      if (this.random.chance(0.85)) this.act({ type: 'reservation.answer', reservationId: rings.reservationId, accepted: this.random.chance(0.8) });
    }
    const mine = [...this.#owned];
    const contactId = mine[this.random.between(0, mine.length - 1)];
    if (contactId !== undefined) this.#work(contactId);
    if (this.random.chance(0.01)) this.cut();
  }

  #work(contactId: string): void {
    const callId = this.#calls.get(contactId);
    const next = this.random.weighted<() => void>([
      [60, () => this.act({ type: 'message.send', contactId, text: `from ${this.name} to ${contactId}` })],
      [5, () => this.act({ type: 'upgrade.invite', contactId, message: 'Shall we?' })],
      [8, () => callId !== undefined && this.act({ type: 'pane.rendered', contactId, callId })],
      [8, () => callId !== undefined && this.act({ type: 'call.report', contactId, callId, state: 'live', firstFrameMs: 300 })],
      [4, () => this.act({ type: 'contact.wrap', contactId, codes: [], note: `by ${this.name}` })],
      [3, () => this.act({ type: 'contact.transfer', contactId, to: { kind: 'queue', queueId: 'second' } })],
      [3, () => this.act({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: this.colleagues[this.random.between(0, this.colleagues.length - 1)] ?? '' } })],
      [30, () => undefined],
    ]);
    next?.();
  }
}
