/** A customer or an agent at their page: sends frames, keeps what arrives, checks each arrival against the wire's schema. */
import { expect } from 'vitest';
import type { Connection, Core } from '../../../../src/platform/core.js';
import type { Participant } from '../../../../src/platform/contacts/hub.js';
import type { ClientFrame, ClientFrameType, ClientFrameOf } from '../../../../src/protocol/client-frame.js';
import type { Manifest } from '../../../../src/protocol/manifest.js';
import { parsePlatformFrame } from '../../../../src/protocol/parse.js';
import type { PlatformFrame, PlatformFrameOf, PlatformFrameType } from '../../../../src/protocol/platform-frame.js';
import { readEvent } from '../../../../src/protocol/parse.js';

export type ManifestKind = 'video' | 'no-webrtc' | 'not-enabled' | 'unsaid';
type WithoutId<T> = T extends { id: string } ? Omit<T, 'id'> : T;
export type Act = WithoutId<ClientFrame>;

export function manifestOf(kind: Exclude<ManifestKind, 'unsaid'>): Manifest {
  const video = kind === 'video' ? ({ supported: true, camera: true, microphone: true } as const) : ({ supported: false, reason: kind } as const);
  return { media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video } };
}

let ids = 0;

export class Person {
  readonly got: PlatformFrame[] = [];
  #connection: Connection | undefined;

  constructor(
    private readonly core: Core,
    readonly who: Participant,
    readonly manifest: ManifestKind,
    private readonly settled: () => Promise<void>,
  ) {}

  get contactId(): string {
    return this.who.contactId ?? '';
  }

  async connect(after: Record<string, number> = {}, recent?: number): Promise<void> {
    this.#connection = await this.core.connect(
      this.who,
      { type: 'hello', token: 't', sessionId: this.who.sessionId, ...(this.manifest === 'unsaid' ? {} : { manifest: manifestOf(this.manifest) }), resume: { after }, ...(recent === undefined ? {} : { recent }) },
      (frame) => {
        const parsed = parsePlatformFrame(JSON.stringify(frame));
        expect(parsed).toMatchObject({ ok: true });
        if (frame.type === 'event') expect(readEvent(frame), `event ${frame.kind}`).toBeDefined();
        this.got.push(frame);
      },
    );
    await this.settled();
  }

  /** What was before an event. */
  async older(contactId: string, before: number): Promise<PlatformFrameOf<'history'> | undefined> {
    await this.do({ type: 'history.get', contactId, before });
    return this.last('history');
  }

  /** Sends a frame and returns its answer, once the platform has come to rest. */
  async do(act: Act, id = `f-${(ids += 1)}`): Promise<PlatformFrameOf<'ack'> | PlatformFrameOf<'nack'> | PlatformFrameOf<'turn'> | undefined> {
    const from = this.got.length;
    await this.#connection?.handle({ id, ...act } as ClientFrame);
    await this.settled();
    return this.got.slice(from).find((frame): frame is PlatformFrameOf<'ack'> | PlatformFrameOf<'nack'> | PlatformFrameOf<'turn'> => 're' in frame && frame.re === id);
  }

  /** The socket carried something: from then on the platform counts on hearing of this page. */
  async breathe(): Promise<void> {
    this.#connection?.heard();
    await this.settled();
  }

  /** This page has a contact's events up to there. */
  async has(contactId: string, seq: number): Promise<void> {
    this.#connection?.received(contactId, seq);
    await this.settled();
  }

  async leave(): Promise<void> {
    this.#connection?.gone();
    await this.settled();
  }

  say(text: string, contactId = this.contactId): Promise<unknown> {
    return this.do({ type: 'message.send', contactId, text });
  }

  all<T extends PlatformFrameType>(type: T): PlatformFrameOf<T>[] {
    return this.got.filter((frame): frame is Extract<PlatformFrame, { type: T }> & PlatformFrameOf<T> => frame.type === type);
  }

  last<T extends PlatformFrameType>(type: T): PlatformFrameOf<T> | undefined {
    return this.all(type).at(-1);
  }

  events(contactId?: string): PlatformFrameOf<'event'>[] {
    return this.all('event').filter((it) => contactId === undefined || it.contactId === contactId);
  }

  /** Forgets what has arrived so far. */
  clear(): void {
    this.got.length = 0;
  }

  /** Accepts the reservation that rings. */
  accept(): Promise<unknown> {
    return this.#answer(true);
  }

  decline(): Promise<unknown> {
    return this.#answer(false);
  }

  #answer(accepted: boolean): Promise<unknown> {
    const reservationId = this.last('reservation')?.reservationId ?? 'none';
    return this.do({ type: 'reservation.answer', reservationId, accepted });
  }
}

export type FrameOf<T extends ClientFrameType> = ClientFrameOf<T>;
