/** A customer in the storm: writes, asks for video, answers, hangs up, ends the contact and comes again with the next. */
import type { PlatformFrame } from '../../../../src/protocol/platform-frame.js';
import { manifest, Participant } from './participant.js';

interface Visit {
  readonly token: string;
  readonly contactId: string;
  readonly renewal: string;
}

export class Customer extends Participant {
  #visit: Visit | undefined;
  /** The contact has ended; `over`: and nothing of it waits for an answer, so the next dial is for the next one. */
  #ended = false;
  #over = false;
  #upgrade: { readonly id: string; readonly state: string; readonly callId: string | undefined } | undefined;

  get contactId(): string | undefined {
    return this.#visit?.contactId;
  }

  protected async token(): Promise<string | undefined> {
    if (this.#visit && !this.#over) return this.#visit.token;
    const body = { deploymentId: 'storm', customer: { name: this.name }, ...(this.#visit ? { renewal: this.#visit.renewal } : {}) };
    const answer = await fetch(`${this.origin}/api/v2/guest-tokens`, {
      method: 'POST', headers: { 'content-type': 'application/json', origin: this.origin }, body: JSON.stringify(body),
    }).catch(() => undefined);
    if (!answer?.ok) return undefined;
    const visit = (await answer.json().catch(() => undefined)) as Visit | undefined;
    if (!visit) return undefined;
    this.#visit = visit;
    this.#ended = this.#over = false;
    this.#upgrade = undefined;
    return visit.token;
  }

  protected hear(frame: PlatformFrame): void {
    if (frame.type === 'upgrade.state') this.#upgrade = { id: frame.upgradeId, state: frame.state, callId: frame.callId };
    const contact = frame.type === 'contact' || frame.type === 'welcome' ? frame.contact : undefined;
    if (contact?.contactId === this.contactId && (contact?.state === 'closed' || contact?.state === 'wrap-up')) this.#ended = true;
    if (!this.#ended || this.#over || this.outbox.size > 0 || !this.connected) return;
    this.#over = true;
    this.cut();
  }

  /** One step, if there is anything to do now. */
  step(): void {
    const { contactId } = this;
    if (contactId === undefined || this.#ended || this.outbox.size > 6) return;
    const next = this.random.weighted<() => void>([
      [60, () => this.act({ type: 'message.send', contactId, text: `from ${this.name} to ${contactId}` })],
      [6, () => this.send({ type: 'typing', id: 'typing', contactId, on: true })],
      [6, () => this.send({ type: 'read', id: 'read', contactId, upTo: this.mirror(contactId).last })],
      [30, () => this.#onWithVideo(contactId)],
      [2, () => this.act({ type: 'contact.close', contactId })],
      [3, () => this.cut()],
    ]);
    next?.();
  }

  #onWithVideo(contactId: string): void {
    const upgrade = this.#upgrade;
    if (upgrade === undefined || upgrade.state === 'ended') {
      this.act({ type: 'upgrade.request', contactId, manifest });
      return;
    }
    const { id: upgradeId, state, callId } = upgrade;
    if (state === 'asked') this.act({ type: 'upgrade.answer', contactId, upgradeId, accepted: this.random.chance(0.8) });
    else if (state === 'accepted') this.act({ type: 'upgrade.capture', contactId, upgradeId, outcome: this.random.chance(0.9) ? 'ready' : 'permission-denied' });
    else if (state === 'bound' && callId !== undefined) this.act({ type: 'call.report', contactId, callId, state: 'live', firstFrameMs: 300 });
    else if (state === 'live' && callId !== undefined && this.random.chance(0.3)) this.act({ type: 'call.end', contactId, callId });
    else if (this.random.chance(0.1)) this.act({ type: 'upgrade.cancel', contactId, upgradeId });
  }
}
