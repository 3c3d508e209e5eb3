import { afterEach, describe, expect, it } from 'vitest';
import type { SignedIdentity } from '../../../../src/platform/auth/customer-identity.js';
import type { Participant } from '../../../../src/platform/contacts/hub.js';
import type { Consent, Visit } from '../../../../src/protocol/index.js';
import { click, goLive } from '../core/call.js';
import { askBlock, people, toSupport, trigger, videoBlock, type ConfigParts } from '../core/fixtures.js';
import { Person } from '../core/person.js';
import { World } from '../core/world.js';

let world: World;
let pages = 0;
afterEach(() => world.stop());

const open = async (visit: ConfigParts['visit'], more: ConfigParts = {}): Promise<World> => (world = await World.open({ config: { ...more, ...(visit === undefined ? {} : { visit }) } }));
const visit = async (): Promise<Visit> => (await world.core.visit('shop')) ?? {};
const eventsOf = async (contactId: string, ...kinds: string[]) => (await world.timeline(contactId)).filter(({ kind }) => kinds.includes(kind));

/** A page of the guest whom this request is for. */
async function come(request: object = {}, signed?: SignedIdentity): Promise<Person & { renewal: string }> {
  const { guestId, contactId, renewal } = await world.core.guest({ deploymentId: 'shop', ...request }, signed);
  const who: Participant = { kind: 'customer', id: guestId, sessionId: `p${(pages += 1)}`, deploymentId: 'shop', contactId, scopes: [] };
  return Object.assign(await world.bring(new Person(world.core, who, 'video', world.settled)), { renewal });
}

describe('a visit', () => {
  it('is nothing where the deployment says nothing', async () => {
    await open(undefined);
    expect(await visit()).toEqual({});
    expect(await world.core.visit('nowhere')).toBeUndefined();
  });

  it('says whether somebody is there, and when again', async () => {
    const daily = [{ from: '09:00', to: '17:00' }];
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    await open({ scheduleId: 'office' }, { schedules: [{ id: 'office', timeZone: 'Etc/UTC', weekly: Object.fromEntries(days.map((day) => [day, daily])) }] });
    const dayMs = 86_400_000;
    await world.pass(1.5 * dayMs - (world.clock.now() % dayMs));
    expect((await visit()).hours).toEqual({ open: true });
    await world.pass(dayMs / 2);
    expect((await visit()).hours).toEqual({ open: false, opensAt: new Date(world.clock.now() + 9 * 3_600_000).toISOString() });
  });
});

describe('consent', () => {
  const text = { version: '2026-11', title: 'Before we start', text: 'We keep what you write for 90 days.', links: [{ label: 'Privacy', url: 'https://shop.example/privacy' }] };
  const consentNow = async (): Promise<Consent> => (await visit()).consent ?? { hash: 'none', text: '' };

  it('comes before any token, and nothing is kept of who has not given it', async () => {
    await open({ consent: text });
    await expect(world.core.guest({ deploymentId: 'shop' })).rejects.toMatchObject({ code: 'consent-missing' });
    await expect(world.core.guest({ deploymentId: 'shop', consent: 'another' })).rejects.toMatchObject({ code: 'consent-missing' });
    expect(await world.store.transaction((tx) => tx.all('SELECT id FROM guests'))).toEqual([]);
    expect(await consentNow()).toMatchObject(text);
  });

  it('is evidence in the timeline of the contact that follows: what, when, by whom; not for the customer’s page', async () => {
    await open({ consent: text });
    const { hash } = await consentNow();
    const at = new Date(world.clock.now()).toISOString();
    const customer = await come({ consent: hash });
    await world.pass(60_000);
    await customer.say('Hello');
    expect(await eventsOf(customer.contactId, 'consent.given')).toMatchObject([
      { seq: 2, actor: { kind: 'customer', id: customer.who.id }, data: { hash, version: '2026-11', text: 'Before we start\nWe keep what you write for 90 days.\nPrivacy: https://shop.example/privacy', givenAt: at } },
    ]);
    expect(customer.events().map(({ kind }) => kind)).not.toContain('consent.given');
  });

  it('holds on the next visit, is asked anew for another text, and leaves a contact under way in peace', async () => {
    await open({ consent: text });
    const first = await come({ consent: (await consentNow()).hash });
    const { renewal } = first;
    expect((await come({ renewal })).who.id).toBe(first.who.id);
    await first.say('Hello');
    const { deployments, ...config } = await world.core.config();
    await world.core.seed({ ...config, deployments: deployments.map((it) => ({ ...it, visit: { consent: { text: 'We keep it for a year.' } } })) }, 'apply');
    expect((await come({ renewal })).contactId).toBe(first.contactId);
    await first.do({ type: 'contact.close', contactId: first.contactId });
    await expect(world.core.guest({ deploymentId: 'shop', renewal })).rejects.toMatchObject({ code: 'consent-missing' });
    const next = await come({ renewal, consent: (await consentNow()).hash });
    await next.say('Again');
    expect(await eventsOf(next.contactId, 'consent.given')).toMatchObject([{ data: { text: 'We keep it for a year.' } }]);
  });

  it('is asked of who held a token before it was', async () => {
    await open(undefined);
    const customer = await come();
    const { deployments, ...config } = await world.core.config();
    await world.core.seed({ ...config, deployments: deployments.map((it) => ({ ...it, visit: { consent: { text: 'New.' } } })) }, 'apply');
    expect(await customer.say('Hello')).toMatchObject({ code: 'consent-missing' });
    expect(await world.core.contactRow(customer.contactId)).toBeUndefined();
  });

  it('can be taken back: the contact ends, and the next token needs a new one', async () => {
    await open({ consent: text });
    const { hash } = await consentNow();
    const customer = await come({ consent: hash });
    await customer.say('Hello');
    expect(await customer.do({ type: 'consent.withdraw', contactId: customer.contactId })).toMatchObject({ type: 'ack' });
    expect(await eventsOf(customer.contactId, 'consent.withdrawn', 'contact.closed')).toMatchObject([{ data: { hash } }, { data: { reason: 'customer' } }]);
    await expect(world.core.guest({ deploymentId: 'shop', renewal: customer.renewal })).rejects.toMatchObject({ code: 'consent-missing' });
    const before = (await world.timeline(customer.contactId)).length;
    expect(await customer.do({ type: 'consent.withdraw', contactId: customer.contactId })).toMatchObject({ type: 'ack' });
    expect(await world.timeline(customer.contactId)).toHaveLength(before);
  });
});

describe('an agreement that is taken back', () => {
  const consent = { text: 'We keep what you write for 90 days.' };
  const hashNow = async (): Promise<string> => (await visit()).consent?.hash ?? 'none';
  const withdraw = (page: Person) => page.do({ type: 'consent.withdraw', contactId: page.contactId });

  it('ends the present contact, whichever page of the customer says so', async () => {
    await open({ consent });
    const hash = await hashNow();
    const older = await come({ consent: hash });
    await older.say('Hello');
    await older.do({ type: 'contact.close', contactId: older.contactId });
    const present = await come({ renewal: older.renewal });
    await present.say('Again');
    expect(await withdraw(older)).toMatchObject({ type: 'ack' });
    expect(await eventsOf(present.contactId, 'consent.withdrawn', 'contact.closed')).toMatchObject([{ data: { hash } }, { data: { reason: 'customer' } }]);
    expect(await eventsOf(older.contactId, 'consent.withdrawn')).toEqual([]);
  });

  it('takes with it what was held for a contact to come', async () => {
    await open({ consent, preChat: { fields: [{ type: 'text', key: 'name', label: 'Your name', required: true }, { type: 'text', key: 'topic', label: 'Topic' }] } });
    const customer = await come({ consent: await hashNow() });
    const { contactId } = customer;
    const held = () => world.store.transaction((tx) => tx.get('SELECT name, form, page_attributes, attributes, consent FROM guests WHERE id = ?', [customer.who.id]));
    await customer.do({ type: 'form.answer', contactId, answers: { name: 'Mia', topic: 'order' } });
    await customer.do({ type: 'contact.attributes', contactId, attributes: { plan: 'gold' } });
    expect(JSON.stringify(await held())).toMatch(/Mia.*order.*gold/);
    expect(await withdraw(customer)).toMatchObject({ type: 'ack' });
    expect(await held()).toEqual({ name: null, form: null, page_attributes: null, attributes: null, consent: null });
    expect(customer.last('contact')?.contact.form?.ask).toEqual(['name', 'topic']);
  });

  it.each<[string, (page: Person) => Promise<unknown>]>([
    ['a form', (page) => page.do({ type: 'form.answer', contactId: page.contactId, answers: { topic: 'order' } })],
    ['attributes', (page) => page.do({ type: 'contact.attributes', contactId: page.contactId, name: 'Mia', attributes: { topic: 'order' } })],
    ['a message', (page) => page.say('Hello')],
    ['a file', (page) => world.core.attachments.begin(page.who, page.contactId, { size: 10 }).catch((error: unknown) => error)],
  ])('leaves nothing of %s on a page that is still open', async (_what, send) => {
    await open({ consent, preChat: { fields: [{ type: 'text', key: 'topic', label: 'Topic' }] } });
    const customer = await come({ consent: await hashNow() });
    await withdraw(customer);
    expect(await send(customer)).toMatchObject({ code: 'consent-missing' });
    const rows = await world.store.transaction(async (tx) => [await tx.all('SELECT name, form, page_attributes FROM guests'), await tx.all('SELECT id FROM attachments')]);
    expect(rows).toEqual([[{ name: null, form: null, page_attributes: null }], []]);
  });

  it('forgets files that no message took', async () => {
    await open({ consent });
    const customer = await come({ consent: await hashNow() });
    const { attachmentId } = await world.core.attachments.begin(customer.who, customer.contactId, { size: 10 });
    await withdraw(customer);
    await expect(world.core.attachments.keep({ attachmentId, name: 'a.png', type: 'image/png', size: 10, sha256: '' })).rejects.toMatchObject({ code: 'file-gone' });
    await world.settled();
    expect(await world.store.transaction((tx) => tx.all('SELECT id FROM attachments'))).toEqual([]);
  });

  it('is noted in the contact that has ended, where the next has not begun', async () => {
    await open({ consent });
    const hash = await hashNow();
    const older = await come({ consent: hash });
    await older.say('Hello');
    await older.do({ type: 'contact.close', contactId: older.contactId });
    await come({ renewal: older.renewal });
    expect(await withdraw(older)).toMatchObject({ type: 'ack' });
    expect(await eventsOf(older.contactId, 'consent.withdrawn')).toMatchObject([{ data: { hash } }]);
  });
});

describe('the form before the chat', () => {
  const fields = [
    { type: 'text', key: 'name', label: 'Your name', required: true },
    { type: 'email', key: 'email', label: 'E-mail', required: true },
    { type: 'select', key: 'topic', label: 'What is it about?', options: [{ value: 'order', label: 'An order' }, { value: 'machine', label: 'A machine' }] },
    { type: 'checkbox', key: 'news', label: 'Send me news' },
  ];
  const answers = { name: ' Mia ', email: 'mia@example.test', topic: 'order' };
  const ask = (customer: Person) => (customer.last('contact') ?? customer.last('welcome'))?.contact?.form?.ask ?? [];
  const answer = (customer: Person, given: Record<string, string | boolean>) => customer.do({ type: 'form.answer', contactId: customer.contactId, answers: given });

  it('asks for all of it, and for no message before what must be answered is', async () => {
    await open({ preChat: { fields } });
    const customer = await come();
    expect(ask(customer)).toEqual(['name', 'email', 'topic', 'news']);
    expect(await customer.say('Hello')).toMatchObject({ code: 'form-missing', message: 'Not answered yet: name, email.' });
    expect(await world.core.contactRow(customer.contactId)).toBeUndefined();
  });

  it('takes the answers to the agent, the flow and the timeline', async () => {
    const hello = '{ "id": "hello", "type": "send-message", "configuration": { "message": "About ${customer.attributes.topic}, ${customer.name}?" } }';
    await open({ preChat: { fields } }, { blocks: [trigger, hello, toSupport] });
    const agent = await world.agent('ana');
    const customer = await come();
    expect(await answer(customer, answers)).toMatchObject({ type: 'ack' });
    expect(ask(customer)).toEqual([]);
    expect(await world.core.contactRow(customer.contactId)).toBeUndefined();
    await customer.say('Hello');
    await agent.accept();
    expect(agent.last('contact')?.contact.customer).toMatchObject({ name: 'Mia', attributes: { email: 'mia@example.test', topic: 'order' } });
    expect(customer.events().map(({ data }) => (data as { text?: string }).text)).toContain('About order, Mia?');
    expect(await eventsOf(customer.contactId, 'form.answered')).toMatchObject([
      { data: { answers: [{ key: 'name', label: 'Your name', value: 'Mia' }, { key: 'email', value: 'mia@example.test' }, { key: 'topic', value: 'order' }] } },
    ]);
  });

  it.each([
    ['a required one left out', { name: 'Mia' }, 'email (missing)'],
    ['several faults, all of them', { name: '', email: 'mia', topic: 'nothing' }, 'name (missing), email (not-an-email), topic (not-an-option)'],
    ['a question that nobody asked', { ...answers, admin: true }, 'admin (unknown)'],
    ['a tick of words', { ...answers, news: 'yes' }, 'news (not-text)'],
  ])('refuses %s, and keeps nothing', async (_what, given: Record<string, string | boolean>, said) => {
    await open({ preChat: { fields } });
    const customer = await come();
    const refused = await answer(customer, given);
    expect(refused).toMatchObject({ code: 'form-refused', message: `Not as the form asks: ${said}.` });
    expect(JSON.stringify(await world.store.transaction((tx) => tx.all('SELECT form, page_attributes, name FROM guests')))).not.toMatch(/Mia|mia/);
  });

  it('refuses answers that fit one by one and are too much together, and keeps nothing', async () => {
    const long = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ type: 'text', key, label: key }));
    await open({ preChat: { fields: long } });
    const customer = await come();
    const all = Object.fromEntries(long.map(({ key }) => [key, 'x'.repeat(1_000)]));
    expect(await answer(customer, all)).toMatchObject({ code: 'form-refused', message: expect.stringContaining('4096') as string });
    expect(await world.store.transaction((tx) => tx.all('SELECT form, page_attributes FROM guests'))).toEqual([{ form: null, page_attributes: null }]);
    expect(await answer(customer, { ...all, e: 'short' })).toMatchObject({ type: 'ack' });
  });

  it('does not ask what the page, the site’s backend or an earlier answer has told', async () => {
    await open({ preChat: { fields } });
    const signed = await come({}, { subject: 'u1', name: 'Mia', attributes: { email: 'mia@example.test' } });
    const { contactId } = signed;
    expect(ask(signed)).toEqual(['topic', 'news']);
    await signed.do({ type: 'contact.attributes', contactId, attributes: { topic: 'machine' } });
    expect(ask(signed)).toEqual(['news']);
    await answer(signed, {});
    expect(ask(signed)).toEqual([]);
    await signed.say('Hello');
    expect(await eventsOf(contactId, 'form.answered')).toEqual([]);
  });

  it('takes the name of a signed customer whose token has none', async () => {
    await open({ preChat: { fields: fields.slice(0, 2) } });
    const customer = await come({}, { subject: 'u1', attributes: { email: 'mia@example.test' } });
    expect(ask(customer)).toEqual(['name']);
    expect(await answer(customer, { name: 'Mia' })).toMatchObject({ type: 'ack' });
    expect(ask(customer)).toEqual([]);
    expect(await customer.say('Hello')).toMatchObject({ type: 'ack' });
    expect((await world.core.contactRow(customer.contactId))?.customer).toMatchObject({ name: 'Mia', identity: { id: 'u1' } });
    // Nobody changes it afterwards but the site's backend.
    await customer.do({ type: 'contact.attributes', contactId: customer.contactId, name: 'The Boss' });
    expect((await world.core.contactRow(customer.contactId))?.customer.name).toBe('Mia');
  });

  it.each([
    ['an attribute', fields.slice(0, 2), { name: 'Mia', attributes: { email: 'none' } }],
    ['a name', [{ type: 'email', key: 'name', label: 'Your address', required: true }], { name: 'Mia', attributes: {} }],
  ])('asks nothing that the site’s backend has the say of, though it signed %s that does not fit', async (_what, asked, identity) => {
    await open({ preChat: { fields: asked } });
    const customer = await come({}, { subject: 'u1', ...identity });
    expect(ask(customer)).toEqual([]);
    expect(await customer.say('Hello')).toMatchObject({ type: 'ack' });
  });

  it('asks for what it knows wrongly', async () => {
    await open({ preChat: { fields } });
    const customer = await come();
    await customer.do({ type: 'contact.attributes', contactId: customer.contactId, name: 'Mia', attributes: { email: 'none', topic: 'order' } });
    expect(ask(customer)).toEqual(['email', 'news']);
  });

  it('is answered once: the next contact begins without it, and its timeline does not repeat it', async () => {
    await open({ preChat: { fields } });
    const customer = await come();
    await answer(customer, answers);
    await customer.say('Hello');
    await customer.do({ type: 'contact.close', contactId: customer.contactId });
    const next = await come({ renewal: customer.renewal });
    expect(next.contactId).not.toBe(customer.contactId);
    expect(ask(next)).toEqual([]);
    await next.say('Again');
    expect(await eventsOf(next.contactId, 'form.answered')).toEqual([]);
    expect((await world.core.contactRow(next.contactId))?.customer).toMatchObject({ name: 'Mia', attributes: { topic: 'order' } });
  });

  it('can be answered in a contact that started without it', async () => {
    await open({ preChat: { fields: fields.slice(2) } });
    const customer = await come();
    await customer.say('Hello');
    await answer(customer, { topic: 'order' });
    expect(await eventsOf(customer.contactId, 'form.answered')).toMatchObject([{ data: { answers: [{ key: 'topic', value: 'order' }] } }]);
  });
});

describe('a rating', () => {
  const rate = (customer: Person, about: 'chat' | 'video', stars = 5, comment?: string) =>
    customer.do({ type: 'contact.rate', contactId: customer.contactId, about, stars, ...(comment === undefined ? {} : { comment }) });

  async function chat(): Promise<{ customer: Person; agent: Person }> {
    const agent = await world.agent('ana');
    const customer = await come();
    await customer.say('Hello');
    await agent.accept();
    return { customer, agent };
  }

  it('is of a chat that has ended, once, and the agent sees it', async () => {
    await open({ rating: ['chat'] });
    const { customer, agent } = await chat();
    expect(await rate(customer, 'chat')).toMatchObject({ code: 'relation-refused' });
    await customer.do({ type: 'contact.close', contactId: customer.contactId });
    expect(await rate(customer, 'chat', 4, 'Quick')).toMatchObject({ type: 'ack' });
    expect(await rate(customer, 'chat', 1)).toMatchObject({ type: 'ack' });
    expect(await eventsOf(customer.contactId, 'contact.rated')).toMatchObject([{ actor: { kind: 'customer' }, data: { about: 'chat', stars: 4, comment: 'Quick', agentId: 'ana' } }]);
    for (const person of [customer, agent]) expect(person.events(customer.contactId).at(-1)).toMatchObject({ kind: 'contact.rated' });
  });

  it('is of nothing that the deployment does not ask for, and of no video that never was', async () => {
    await open({ rating: ['video'] });
    const { customer } = await chat();
    await customer.do({ type: 'contact.close', contactId: customer.contactId });
    expect(await rate(customer, 'chat')).toMatchObject({ code: 'relation-refused' });
    expect(await rate(customer, 'video')).toMatchObject({ code: 'relation-refused' });
  });

  it('is of a video while the chat goes on, for whoever had it', async () => {
    await open({ rating: ['chat', 'video'] }, { agents: [people.ana], blocks: [trigger, toSupport, askBlock, videoBlock] });
    const { customer, agent } = await chat();
    const { upgradeId = '' } = customer.last('upgrade.ask') ?? {};
    await customer.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: true });
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    await agent.accept();
    const { callId = '' } = customer.last('media-upgrade') ?? {};
    await customer.do({ type: 'call.report', contactId: customer.contactId, callId, state: 'live' });
    expect(await rate(customer, 'video')).toMatchObject({ code: 'relation-refused' });
    await customer.do({ type: 'call.end', contactId: customer.contactId, callId });
    expect(await rate(customer, 'video', 3)).toMatchObject({ type: 'ack' });
    expect(await eventsOf(customer.contactId, 'contact.rated')).toMatchObject([{ data: { about: 'video', stars: 3, agentId: 'ana' } }]);
  });

  it('is of the video that is over, though another is on already with somebody else', async () => {
    await open({ rating: ['video'] });
    const { customer, agent } = await chat();
    const { contactId } = customer;
    await click(customer);
    await agent.accept();
    await customer.do({ type: 'call.end', contactId, callId: await goLive(customer, agent) });
    const chen = await world.agent('chen');
    await agent.do({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: 'chen' } });
    await chen.accept();
    await click(customer);
    await chen.accept();
    expect(customer.last('media-upgrade')?.agent.agentId).toBe('chen');
    expect(await rate(customer, 'video')).toMatchObject({ type: 'ack' });
    expect(await eventsOf(contactId, 'contact.rated')).toMatchObject([{ data: { about: 'video', agentId: 'ana' } }]);
  });
});
