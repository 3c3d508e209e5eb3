/** Guests who upload all they can and send nothing, and those who come after them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SegueError } from '../../../../src/protocol/error.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';

/** Of 1,600 bytes guests have 1,200, an address 400; a guest 1,000. */
const shares = { bytes: 1_600, guestPercent: 75, addressPercent: 25 };
const size = 10;

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.stop());

/** A file on its way. Says why not, if not. */
async function begin(who: Person, address: string, contactId = who.contactId): Promise<string> {
  await world.clock.advance(1, () => Promise.resolve());
  try {
    return (await world.core.attachments.begin(who.who, contactId, { size, address, shares })).attachmentId;
  } catch (error) {
    return error instanceof SegueError ? error.code : String(error);
  }
}

/** As many as they get. Returns their ids. */
async function fill(who: Person, address: string): Promise<string[]> {
  const ids: string[] = [];
  for (let id = await begin(who, address); id !== 'rate-limited'; id = await begin(who, address)) ids.push(id);
  return ids;
}

const hostile = async (guests: number, addressOf: (n: number) => string): Promise<void> => {
  for (let n = 1; n <= guests; n += 1) await fill(await world.customer(), addressOf(n));
};

const bytes = async (where = '1'): Promise<number> =>
  Number((await world.store.transaction((tx) => tx.get(`SELECT coalesce(sum(size), 0) AS bytes FROM attachments WHERE state IN ('arriving', 'kept') AND ${where}`)))?.['bytes']);

describe('those who take all they can', () => {
  it('at one address leave the others theirs, and to their neighbours as much as they have', async () => {
    await hostile(12, () => 'there');
    expect(await bytes()).toBe(400);
    expect(await fill(await world.customer(), 'here')).toHaveLength(40);
    const neighbour = await world.customer();
    await fill(neighbour, 'there');
    expect(await bytes(`by_id = '${neighbour.who.id}'`)).toBeGreaterThanOrEqual(30);
    expect(await bytes("address = 'there'")).toBeLessThanOrEqual(400);
  });

  it('at many addresses leave an equal share to one more, and never take what is the agents’', async () => {
    await hostile(40, (n) => `there ${n % 20}`);
    expect(await bytes()).toBe(1_200);
    const customer = await world.customer();
    await fill(customer, 'here');
    expect(await bytes("address = 'here'")).toBeGreaterThanOrEqual(50);
    expect(await bytes()).toBeLessThanOrEqual(1_200);
    const ana = await world.agent('ana');
    await customer.say('Hello');
    await ana.accept();
    for (let n = 0; n < 40; n += 1) expect(await begin(ana, 'there 1', customer.contactId)).toMatch(/^f_/);
    expect(await begin(ana, 'there 1', customer.contactId)).toBe('rate-limited');
  });

  it('take nothing from one who has less: of them all, who has most loses the last file', async () => {
    const [honest, greedy] = [await world.customer(), await world.customer()];
    const mine = await begin(honest, 'there');
    const theirs = await fill(greedy, 'there');
    const third = await world.customer();
    await begin(third, 'there');
    expect(await bytes(`id = '${mine}'`)).toBe(size);
    expect(await bytes(`id = '${String(theirs.at(-1))}'`)).toBe(0);
    // What came after all is told to be gone.
    const late = { attachmentId: String(theirs.at(-1)), name: 'a.png', type: 'image/png', size, sha256: '' };
    await expect(world.core.attachments.keep(late)).rejects.toMatchObject({ code: 'file-gone' });
  });

  it('lose nothing to a file that gets no room all the same', async () => {
    await hostile(3, (n) => `there ${n}`);
    const before = await bytes();
    const customer = await world.customer();
    await expect(world.core.attachments.begin(customer.who, customer.contactId, { size: 500, address: 'here', shares })).rejects.toMatchObject({ code: 'rate-limited' });
    expect(await bytes()).toBe(before);
  });
});
