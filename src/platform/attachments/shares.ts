/**
 * Who may take how much of the disk for files that no message has taken: in shares, so that whoever takes all they can
 * takes nothing from the others.
 *
 *   everybody  = `bytes` of the disk
 *   guests     = a part of it; the rest is left to agents, whom guests never shut out
 *   an address = a part of it
 *   a guest    = one message
 *
 * Where a share is full, who has most of it gives way to who has less: the address of most bytes, and its guest of most
 * (room.ts). So each address has an equal share at least, and of that each guest there. Knows the arithmetic alone.
 */
import { limits } from '../../protocol/limits.js';

/** How much there is, and how it is shared. */
export interface UnsentShares {
  /** Of everybody. */
  readonly bytes: number;
  /** Percent of it that all guests may have together. */
  readonly guestPercent: number;
  /** Percent of it that the guests of one address may have together. */
  readonly addressPercent: number;
}

/** Bytes of files that wait for their messages. */
export interface Unsent {
  readonly agents: number;
  readonly guests: number;
  /** Of all guests at this one's address. */
  readonly address: number;
  readonly own: number;
}

export interface Holder {
  readonly id: string;
  readonly bytes: number;
}

/** What the largest message of a deployment carries, in bytes. */
const messageOf = (maxBytes: number): number => Math.min(maxBytes * limits.attachmentsPerMessage, limits.attachmentBytesPerContact);

/** The share that a guest's next file of this size is too much for, the smallest first; `maxBytes`: the largest that the deployment takes. */
export function fullForGuest({ agents, guests, address, own }: Unsent, { bytes, guestPercent, addressPercent }: UnsentShares, size: number, maxBytes: number): 'own' | 'address' | 'guests' | undefined {
  const part = (percent: number): number => Math.min((bytes * percent) / 100, bytes - agents);
  if (own + size > messageOf(maxBytes)) return 'own';
  if (address + size > part(addressPercent)) return 'address';
  return guests + size > part(guestPercent) ? 'guests' : undefined;
}

/** Whether an agent's next file of this size is too much: they are known by name. */
export const fullForAgent = ({ agents, guests }: Pick<Unsent, 'agents' | 'guests'>, { bytes }: UnsentShares, size: number): boolean => agents + guests + size > bytes;

/** Whether who has most gives way to one who would then have so much: never to one who would have as much. */
export const givesWay = (most: Holder, wouldHave: number): boolean => most.bytes > wouldHave;
