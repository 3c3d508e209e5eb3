/**
 * How long agents of late kept the slots that contacts of a queue took: from joining to the end of the wrap-up.
 *
 * Knows what is remembered; how much of it is recent-lengths.ts'. Does not know who waits (places.ts).
 */
import { fewestLengths, recentLengths, type Length } from '../contacts/recent-lengths.js';
import type { Tx } from '../store/sql.js';

const handleTimes = recentLengths('handle_times');

/** Fewer say nothing about the next one. */
export const fewestHandled = fewestLengths;

export interface Handling extends Length {
  readonly contactId: string;
}

export const rememberHandling = (tx: Tx, { contactId, ...length }: Handling): Promise<void> => handleTimes.remember(tx, contactId, length);

/** The mean in milliseconds; undefined where fewer than three are known. */
export const meanHandling = (tx: Tx, queueId: string): Promise<number | undefined> => handleTimes.mean(tx, queueId);
