/**
 * TURN credentials for the calls of one contact: fetched ahead at the click, kept while they are young, renewed on demand.
 *
 * Knows their age by the platform's clock. Does not know what they are used for.
 */
import type { Clock, PlatformFrameOf } from '../protocol/index.js';
import type { Session } from '../session/index.js';

type TurnFrame = PlatformFrameOf<'turn'>;

/** Of their life, the share in which credentials are still begun with: an allocation has to outlive its handshake. */
const youth = 0.8;

export class Credentials {
  private kept: { readonly at: number; readonly frame: Promise<TurnFrame>; here?: TurnFrame } | undefined;

  constructor(
    private readonly session: Pick<Session, 'turn' | 'clockOffset'>,
    private readonly clock: Clock,
  ) {}

  /** Begins to fetch, unless the click did; a refusal shows when they are needed, and only where the ones before have died. */
  prefetch(contactId: string, begun?: Promise<TurnFrame>): Promise<TurnFrame> {
    const before = this.kept?.frame;
    const asked = begun ?? this.session.turn(contactId, 'call');
    const frame = before ? asked.catch((error: unknown) => this.stillAlive(before, error)) : asked;
    const kept: typeof this.kept = { at: this.clock.now(), frame };
    this.kept = kept;
    frame.then((here) => (kept.here = here), () => undefined);
    return frame;
  }

  /** Young ones that are here already: whoever has them need not let go of the task. */
  get atHand(): TurnFrame | undefined {
    const here = this.kept?.here;
    return here && this.isYoung(here) ? here : undefined;
  }

  /** @param fresh Not those of the attempt before: they may be what was wrong. */
  async get(contactId: string, fresh: boolean): Promise<TurnFrame> {
    const frame = fresh ? undefined : await this.kept?.frame.catch(() => undefined);
    return frame && this.isYoung(frame) ? frame : this.prefetch(contactId);
  }

  /** When those that were got last are not young any more, local clock; undefined for such as do not age. */
  oldAt({ expiresAt }: TurnFrame): number | undefined {
    if (expiresAt === undefined || !this.kept) return undefined;
    const { at } = this.kept;
    return at + (Date.parse(expiresAt) - (at + this.session.clockOffset)) * youth;
  }

  private isYoung(frame: TurnFrame): boolean {
    return this.clock.now() < (this.oldAt(frame) ?? Infinity);
  }

  /** A platform that gives none just now, as to one who asks too often, has not taken back what it gave. */
  private async stillAlive(before: Promise<TurnFrame>, error: unknown): Promise<TurnFrame> {
    const old = await before.catch(() => undefined);
    if (!old || (old.expiresAt !== undefined && Date.parse(old.expiresAt) <= this.clock.now() + this.session.clockOffset)) throw error;
    return old;
  }
}
