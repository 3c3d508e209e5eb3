/**
 * How long the calls of a queue lasted of late, for the wait that a place in line promises.
 *
 * Knows that calls which showed a picture are remembered; how many is recent-lengths.ts'. Does not know who waits.
 */
import { recentLengths, type Length } from '../contacts/recent-lengths.js';
import type { Tx } from '../store/sql.js';

const callLengths = recentLengths('call_lengths');

export interface CallLength extends Length {
  readonly callId: string;
}

export const rememberLength = (tx: Tx, { callId, ...length }: CallLength): Promise<void> => callLengths.remember(tx, callId, length);

/** The mean in milliseconds; undefined where fewer than three calls are known. */
export const meanLength = (tx: Tx, queueId: string): Promise<number | undefined> => callLengths.mean(tx, queueId);
