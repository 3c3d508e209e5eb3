/**
 * Room for one more file among those that no message has taken yet.
 *
 * Files that nobody sends are the only ones that cost no word in a contact: together they never fill the disk, and nobody's
 * keep others from sending theirs. Knows whose file is given up for whose: the last of who has most. What the shares are is
 * shares.ts's.
 */
import type { AttachmentRules } from '../../protocol/attachment.js';
import { SegueError } from '../../protocol/error.js';
import type { Unit } from '../contacts/unit.js';
import type { Tx } from '../store/sql.js';
import { heaviestAddress, heaviestGuest, lastUnsent, unsentBytes, type Arriving } from './attachment-store.js';
import { fullForAgent, fullForGuest, givesWay, type Unsent, type UnsentShares } from './shares.js';
import { forgetUnsent } from './unsent.js';

/** When it is worth asking again for room that unsent files have taken. */
const fullMs = 30_000;

const full = (): SegueError => new SegueError('rate-limited', 'Too many files wait for their messages.', { retryAfterMs: fullMs });

/** Most files that are given up for one. */
const givenUpAtOnce = 64;

/** @throws SegueError `rate-limited` where there is none, nor any to be made */
export async function makeRoom(unit: Unit, file: Arriving, shares: UnsentShares, { maxBytes }: AttachmentRules): Promise<void> {
  if (file.address === undefined) {
    if (fullForAgent(await unsentBytes(unit.tx, file), shares, file.size)) throw full();
    return;
  }
  for (let left = givenUpAtOnce; ; left -= 1) {
    const held = await unsentBytes(unit.tx, file);
    const share = fullForGuest(held, shares, file.size, maxBytes);
    if (share === undefined) return;
    const last = left > 0 && share !== 'own' ? await fileToGiveUp(unit.tx, file, held, share) : undefined;
    if (last === undefined) throw full();
    await forgetUnsent(unit, last);
  }
}

/** The last file of who has most of a share, and more than this one's sender would have. Guests of one address are held against each other, else addresses are. */
async function fileToGiveUp(tx: Tx, { address = '', size }: Arriving, held: Unsent, share: 'address' | 'guests'): Promise<string | undefined> {
  const place = share === 'guests' ? await heaviestAddress(tx) : { id: address, bytes: held.address };
  if (!place || (place.id !== address && !givesWay(place, held.address + size))) return undefined;
  const guest = await heaviestGuest(tx, place.id);
  if (!guest || (place.id === address && !givesWay(guest, held.own + size))) return undefined;
  return lastUnsent(tx, place.id, guest.id);
}
