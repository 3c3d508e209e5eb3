/** A page that asks for the latest events alone, and goes back from there until it has all of them. */
import { describe, expect, it } from 'vitest';
import { limits } from '../../../../src/protocol/limits.js';
import type { PlatformFrameOf } from '../../../../src/protocol/platform-frame.js';
import { chatting } from '../core/call.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';

type Event = Omit<PlatformFrameOf<'event'>, 'type'>;
const bare = ({ type: _type, ...event }: PlatformFrameOf<'event'>): Event => event;

/** All of it, asked for page by page from what a fresh page was given. */
async function backFrom(person: Person, contactId: string): Promise<{ readonly events: readonly Event[]; readonly pages: readonly number[] }> {
  let events: readonly Event[] = person.events(contactId).map(bare);
  const pages = [events.length];
  for (let missing = events[0]?.prev ?? 0; missing > 0; missing = events[0]?.prev ?? 0) {
    const page = (await person.older(contactId, missing + 1))?.events ?? [];
    expect(page.at(-1)?.seq).toBe(missing);
    events = [...page, ...events];
    pages.push(page.length);
  }
  return { events, pages };
}

async function talked(messages: number, text = (n: number): string => `message ${n}`): Promise<{ world: World; customer: Person; agent: Person; contactId: string }> {
  const world = await World.open();
  const { customer, agent } = await chatting(world);
  for (let n = 0; n < messages; n += 1) await (n % 2 === 0 ? customer : agent).say(text(n), customer.contactId);
  return { world, customer, agent, contactId: customer.contactId };
}

describe('the latest events', () => {
  it.each(['customer', 'agent'] as const)('are what the %s’s fresh page gets, and the way back from them has every other one once', async (side) => {
    const { world, contactId, ...people } = await talked(24);
    const whole = (await world.again(people[side])).events(contactId).map(bare);
    for (const recent of [1, 7, whole.length - 1, whole.length, limits.historyEvents]) {
      const page = await world.again(people[side], recent);
      expect(page.events(contactId).map(bare)).toEqual(whole.slice(-recent));
      expect((await backFrom(page, contactId)).events).toEqual(whole);
    }
  });

  it('chain to what comes after them', async () => {
    const { world, customer, agent, contactId } = await talked(12);
    const page = await world.again(customer, 3);
    const last = page.events(contactId).at(-1);
    await agent.say('One more', contactId);
    expect(page.events(contactId).at(-1)).toMatchObject({ prev: last?.seq, data: { text: 'One more' } });
  });

  it('are not what a page gets that comes back to what it has seen: it gets all since then', async () => {
    const { world, customer, contactId } = await talked(30);
    const seen = customer.events(contactId)[4]?.seq ?? 0;
    const page = await world.again(customer);
    const whole = page.events(contactId);
    page.clear();
    await page.connect({ [contactId]: seen }, 3);
    expect(page.events(contactId)).toEqual(whole.filter(({ seq }) => seq > seen));
  });

  it('are all there is for whoever was given the contact meanwhile', async () => {
    const { world, customer, agent, contactId } = await talked(8);
    const chen = await world.again(await world.agent('chen'), 2);
    await agent.do({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: 'chen' } });
    await chen.accept();
    expect(chen.events(contactId)[0]).toMatchObject({ seq: 1, prev: 0 });
    // The one who gave it away can ask for nothing more of it, and is told all of it at once.
    expect((await world.again(agent, 2)).events(contactId)[0]).toMatchObject({ seq: 1, prev: 0 });
    expect(customer.contactId).toBe(contactId);
  });
});

describe('an answer', () => {
  it('has no more events than the limit', async () => {
    const { world, customer, contactId } = await talked(limits.historyEvents + 20);
    const { pages } = await backFrom(await world.again(customer, 1), contactId);
    expect(pages.slice(0, 2)).toEqual([1, limits.historyEvents]);
  });

  it('fits into a frame, whatever was said, and goes on from there', async () => {
    const { world, customer, contactId } = await talked(30, () => '€'.repeat(limits.textLength));
    const page = await world.again(customer, 1);
    const { events, pages } = await backFrom(page, contactId);
    expect(events).toHaveLength((await world.again(customer)).events(contactId).length);
    expect(pages.length).toBeGreaterThan(4);
    for (const frame of page.all('history')) expect(Buffer.byteLength(JSON.stringify(frame))).toBeLessThanOrEqual(limits.frameBytes);
  });

  it('is empty before the first event, and of a contact that has not started', async () => {
    const { world, customer, contactId } = await talked(1);
    expect(await customer.older(contactId, 1)).toMatchObject({ events: [] });
    const early = await world.customer();
    expect(await early.older(early.contactId, 9)).toMatchObject({ events: [] });
  });

  it('has of a customer nothing that is for agents', async () => {
    const { customer, contactId } = await talked(3);
    const kinds = (await customer.older(contactId, 1_000))?.events.map(({ kind }) => kind) ?? [];
    expect(kinds).toContain('message');
    expect(kinds.filter((kind) => kind.startsWith('flow.') || kind.startsWith('reservation.'))).toEqual([]);
  });
});
