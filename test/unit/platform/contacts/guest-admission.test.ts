import { afterEach, describe, expect, it } from 'vitest';
import type { SignedIdentity } from '../../../../src/platform/auth/customer-identity.js';
import type { Participant } from '../../../../src/platform/contacts/hub.js';
import { Person } from '../core/person.js';
import { World } from '../core/world.js';

const maya: SignedIdentity = { subject: 'user|42', name: 'Maya Lund', attributes: { tier: 'gold' } };
const noor: SignedIdentity = { subject: 'user|43', name: 'Noor', attributes: {} };

let world: World;
let pages = 0;
afterEach(() => world.stop());

const admit = (renewal?: string, signed?: SignedIdentity, name?: string) =>
  world.core.guest({ deploymentId: 'shop', ...(renewal === undefined ? {} : { renewal }), ...(name === undefined ? {} : { customer: { name } }) }, signed);
type Admitted = Awaited<ReturnType<typeof admit>>;

/** The guest's browser, on the platform. */
async function browser({ guestId, contactId, name }: Admitted): Promise<Person> {
  const who: Participant = { kind: 'customer', id: guestId, sessionId: `p${(pages += 1)}`, deploymentId: 'shop', contactId, scopes: [], ...(name === undefined ? {} : { name }) };
  const person = new Person(world.core, who, 'video', world.settled);
  await person.connect();
  return person;
}

/** The deployment's identity settings. */
async function identify(settings: { readonly keepAnonymousChat: boolean }): Promise<void> {
  const config = await world.core.config();
  const identity = { required: false, secret: 's'.repeat(32), ...settings };
  await world.core.seed({ ...config, deployments: config.deployments.map((it) => ({ ...it, identity })) }, 'apply');
}

describe('a signed-in customer', () => {
  it('is shown to the agent by the site’s id, name and attributes', async () => {
    world = await World.open();
    const agent = await world.agent('ana');
    const admitted = await admit(undefined, maya);
    expect(admitted.name).toBe('Maya Lund');
    const customer = await browser(admitted);
    await customer.say('Hello');
    await agent.accept();
    expect(agent.last('contact')?.contact.customer).toEqual({ customerId: admitted.guestId, name: 'Maya Lund', identity: { id: 'user|42' }, attributes: { tier: 'gold' } });
    // What is known of them beside that is for agents.
    expect(customer.last('contact')?.contact.customer).toEqual({ customerId: admitted.guestId, name: 'Maya Lund', identity: { id: 'user|42' } });
    const [started] = await world.timeline(admitted.contactId);
    expect(started).toMatchObject({ kind: 'contact.started', data: { customer: { name: 'Maya Lund', identity: { id: 'user|42' } } } });
  });

  it('keeps customer and contact in another browser, and each browser goes on', async () => {
    world = await World.open();
    const laptop = await admit(undefined, maya);
    await (await browser(laptop)).say('Hello');
    const phone = await admit(undefined, maya);
    expect(phone).toMatchObject({ guestId: laptop.guestId, contactId: laptop.contactId });
    expect(await admit(laptop.renewal, maya)).toMatchObject({ guestId: laptop.guestId, contactId: laptop.contactId });
    expect((await browser(phone)).events(laptop.contactId).map(({ kind }) => kind)).toContain('message');
  });

  it.each([undefined, false])('leaves the contact behind that was begun at the browser before they signed in (keepAnonymousChat: %s)', async (keepAnonymousChat) => {
    world = await World.open();
    if (keepAnonymousChat !== undefined) await identify({ keepAnonymousChat });
    const anonymous = await admit();
    await (await browser(anonymous)).say('Somebody else’s secret');
    const known = await admit(anonymous.renewal, maya);
    expect(known.guestId).not.toBe(anonymous.guestId);
    expect(known.contactId).not.toBe(anonymous.contactId);
    expect(known.renewal).not.toBe(anonymous.renewal);
    expect((await browser(known)).events()).toEqual([]);
    expect((await world.timeline(anonymous.contactId)).filter(({ kind }) => kind === 'contact.attributes')).toEqual([]);
    expect(await admit(known.renewal, maya)).toMatchObject({ guestId: known.guestId, renewal: known.renewal });
  });

  it('takes it along where the deployment says so, and the agent learns who it is', async () => {
    world = await World.open();
    await identify({ keepAnonymousChat: true });
    const agent = await world.agent('ana');
    const anonymous = await admit();
    await (await browser(anonymous)).say('Hello');
    await agent.accept();
    expect(agent.last('contact')?.contact.customer).toEqual({ customerId: anonymous.guestId });
    const known = await admit(anonymous.renewal, maya);
    await world.settled();
    expect(known).toMatchObject({ guestId: anonymous.guestId, contactId: anonymous.contactId, renewal: anonymous.renewal });
    expect(agent.last('contact')?.contact.customer).toMatchObject({ name: 'Maya Lund', identity: { id: 'user|42' }, attributes: { tier: 'gold' } });
    expect((await world.timeline(anonymous.contactId)).filter(({ kind }) => kind === 'contact.attributes')).toHaveLength(1);
    await admit(known.renewal, maya);
    expect((await world.timeline(anonymous.contactId)).filter(({ kind }) => kind === 'contact.attributes')).toHaveLength(1);
  });

  it('is somebody new to a browser that has signed out, or in as somebody else', async () => {
    world = await World.open();
    const first = await admit(undefined, maya);
    await (await browser(first)).say('A secret');
    for (const other of [await admit(first.renewal), await admit(first.renewal, noor)]) {
      expect(other.guestId).not.toBe(first.guestId);
      expect(other.contactId).not.toBe(first.contactId);
      expect(other.renewal).not.toBe(first.renewal);
      expect((await browser(other)).events()).toEqual([]);
    }
    expect(await admit(undefined, maya)).toMatchObject({ guestId: first.guestId, contactId: first.contactId });
  });

  it('is another customer in another deployment', async () => {
    world = await World.open();
    const config = await world.core.config();
    await world.core.seed({ ...config, deployments: [...config.deployments, { ...config.deployments[0]!, id: 'other' }] }, 'apply');
    const here = await admit(undefined, maya);
    const there = await world.core.guest({ deploymentId: 'other' }, maya);
    expect(there.guestId).not.toBe(here.guestId);
  });

  it('begins a new contact as the same customer after the end of one', async () => {
    world = await World.open();
    const first = await admit(undefined, maya);
    const customer = await browser(first);
    await customer.say('Hello');
    await customer.do({ type: 'contact.close', contactId: first.contactId });
    const next = await admit(first.renewal, maya);
    expect(next.guestId).toBe(first.guestId);
    expect(next.contactId).not.toBe(first.contactId);
  });

  it('has the attributes of the last token, above what the page says, and a name that the page cannot change', async () => {
    world = await World.open();
    const agent = await world.agent('ana');
    const first = await admit(undefined, maya);
    const customer = await browser(first);
    await customer.say('Hello');
    await agent.accept();
    await customer.do({ type: 'contact.attributes', contactId: first.contactId, name: 'The Boss', attributes: { tier: 'diamond', page: 'cart' } });
    expect(agent.last('contact')?.contact.customer).toMatchObject({ name: 'Maya Lund', attributes: { tier: 'gold', page: 'cart' } });
    await admit(first.renewal, { ...maya, attributes: { tier: 'silver' } });
    await world.settled();
    expect(agent.last('contact')?.contact.customer.attributes).toEqual({ tier: 'silver', page: 'cart' });
    expect((await admit(first.renewal, { subject: 'user|42', attributes: {} }, 'The Boss')).name).toBe('The Boss');
  });

  it('is found once however many of their browsers come at the same moment', async () => {
    world = await World.open();
    const all = await Promise.all(Array.from({ length: 20 }, () => admit(undefined, maya)));
    expect(new Set(all.map((it) => it.guestId)).size).toBe(1);
  });
});

describe('an anonymous guest', () => {
  it('is known by the renewal, and nobody else’s renewal is of use to others', async () => {
    world = await World.open();
    const guest = await admit(undefined, undefined, 'Robin');
    expect(await admit(guest.renewal)).toMatchObject({ guestId: guest.guestId, contactId: guest.contactId, name: 'Robin', renewal: guest.renewal });
    expect((await admit('made up')).guestId).not.toBe(guest.guestId);
  });
});
