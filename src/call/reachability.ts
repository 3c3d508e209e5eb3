/**
 * Who can be reached in a call: this side's socket, the other side's, and whether anybody there answers.
 *
 * Knows what session and mailbox say, and since when; the machine goes by the `reach` that follows from it. Does not know
 * whether there is media.
 */
import type { Clock } from '../protocol/index.js';
import type { CallTimes } from './deadlines.js';
import type { Reach } from './machine-state.js';

export class Reachability {
  private offlineSince: number | undefined;
  private awaySince: number | undefined;
  /** Nothing is acknowledged: the other side's page, if it has a socket, is not in the call. */
  private silent = false;

  constructor(
    private readonly clock: Clock,
    private readonly times: Pick<CallTimes, 'lease'>,
  ) {}

  get reach(): Reach {
    const { offlineSince, awaySince, silent } = this;
    if (offlineSince !== undefined) return { waitsFor: 'network', lease: offlineSince + this.times.lease };
    if (awaySince !== undefined) return { waitsFor: 'peer', lease: awaySince + this.times.lease };
    return { waitsFor: silent ? 'peer' : 'path' };
  }

  /** Another call begins, with a peer of its own. */
  reset(): void {
    this.awaySince = undefined;
    this.silent = false;
  }

  connected(connected: boolean): void {
    this.offlineSince = connected ? undefined : (this.offlineSince ?? this.clock.now());
  }

  /** The platform's word on the other side's sockets. */
  present(present: boolean): void {
    this.awaySince = present ? undefined : (this.awaySince ?? this.clock.now());
  }

  /** What the mailbox hears. */
  heard(heard: boolean): void {
    this.silent = !heard;
  }
}
