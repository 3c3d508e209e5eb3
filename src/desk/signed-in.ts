/**
 * Keeps an agent signed in over a reload of the tab: the access token in this tab's storage until it expires or the agent
 * signs out. Knows the key and the shape; a value that does not fit is treated as none.
 */
import * as v from 'valibot';
import { storedValue, type KeyValueStorage } from '../session/index.js';
import { forgetWork } from './kept-work.js';

const key = 'segue.desk';
const KeptSchema = v.object({
  platform: v.string(),
  token: v.string(),
  /** Local milliseconds since the epoch. */
  expiresAt: v.number(),
});
export type Kept = v.InferOutput<typeof KeptSchema>;

/** The kept token for this platform, if it still holds at `now`. */
export function readKept(storage: KeyValueStorage | undefined, platform: string, now: number): Kept | undefined {
  const text = storedValue(storage, key).read();
  if (text === undefined) return undefined;
  try {
    const kept = v.safeParse(KeptSchema, JSON.parse(text));
    return kept.success && kept.output.platform === platform && kept.output.expiresAt > now ? kept.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps or, with `undefined`, forgets, and with it what the agent has begun. */
export function writeKept(storage: KeyValueStorage | undefined, kept: Kept | undefined): void {
  if (kept === undefined) forgetWork(storage);
  storedValue(storage, key).write(kept === undefined ? undefined : JSON.stringify(kept));
}
