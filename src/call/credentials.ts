/**
 * TURN credentials for the calls of one contact: fetched ahead at the click, kept while they hold, renewed on demand.
 *
 * Knows their expiry by the platform's clock. Does not know what they are used for.
 */
import type { Clock, PlatformFrameOf } from '../protocol/index.js';
import type { Session } from '../session/index.js';

type TurnFrame = PlatformFrameOf<'turn'>;

/** Credentials that end sooner than this many milliseconds are not begun with. */
const margin = 60_000;

export class Credentials {
  private kept: Promise<TurnFrame> | undefined;

  constructor(
    private readonly session: Pick<Session, 'turn' | 'clockOffset'>,
    private readonly clock: Clock,
  ) {}

  /** Begins to fetch, unless the click did; a refusal shows when they are needed. */
  prefetch(contactId: string, begun?: Promise<TurnFrame>): void {
    this.kept = begun;
    (begun ?? this.fetch(contactId)).catch(() => undefined);
  }

  /** @param fresh Not those of the attempt before: they may be what was wrong. */
  async get(contactId: string, fresh: boolean): Promise<TurnFrame> {
    const kept = fresh ? undefined : await this.kept?.catch(() => undefined);
    return kept && this.holds(kept) ? kept : this.fetch(contactId);
  }

  private fetch(contactId: string): Promise<TurnFrame> {
    const fetched = this.session.turn(contactId, 'call');
    this.kept = fetched;
    return fetched;
  }

  private holds({ expiresAt }: TurnFrame): boolean {
    return expiresAt === undefined || Date.parse(expiresAt) > this.clock.now() + this.session.clockOffset + margin;
  }
}
