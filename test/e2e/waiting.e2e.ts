/** Every way to wait in vain, and the platform's fall in the middle of an upgrade: each comes to a defined end. */
import type { Customer } from './support/customer.js';
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';
import { chatting, inVideo, withWaits } from './support/scenes.js';

async function expectResult(customer: Customer, url: string, result: { status: string; reason?: string }): Promise<void> {
  const [contactId = ''] = await customer.contactIds();
  const record = await RecordReader.open(url);
  await expect.poll(() => record.results(contactId), { timeout: 60_000 }).toEqual([expect.objectContaining(result)]);
  expect((await record.interaction(contactId)).parts.map((part) => part.medium)).toEqual(['webChat']);
  await customer.hasNoMedia();
}

test('an invitation that nobody answers runs out, and both are told', async ({ newCustomer, newAgent, platform }) => {
  await withWaits(platform, { prompt: 2 });
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  await ana.button('Invite to video').click();
  await expect(customer.button('Accept video')).toBeVisible();
  await expect(customer.button('Accept video')).toHaveCount(0, { timeout: 60_000 });
  await expect(customer.text(/invitation( to video)? ran out/i).first()).toBeVisible();
  await expectResult(customer, platform.url, { status: 'timeout', reason: 'prompt' });
});

test('an agent who lets it ring is passed over, and the customer learns that nobody came', async ({ newCustomer, newAgent, platform }) => {
  await withWaits(platform, { agent: 4, ring: 10 });
  const ben = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ben, { name: 'Ben' });
  const ana = await newAgent();
  await ana.signIn('Ana');
  await customer.startVideo();
  await expect(ana.button('Accept')).toBeVisible();
  await expectResult(customer, platform.url, { status: 'timeout', reason: 'agent' });
  await expect(ana.button('Accept')).toHaveCount(0);
  await customer.button('Stay in chat').click();
  await customer.write('Never mind');
  await expect(ben.text('Never mind').first()).toBeVisible();
});

test('everybody is busy: a place in line, which can be left', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const first = await newCustomer();
  await inVideo(first, ana);

  const ben = await newAgent();
  const second = await newCustomer();
  await ben.signIn('Ben');
  await ana.queueSwitch('Go off queue').click();
  const stay = ana.page.getByRole('dialog').getByRole('button', { name: 'Go off queue' });
  if (await stay.isVisible()) await stay.click();
  await second.open();
  await second.write('I would like video too');
  await ben.accept();
  await ana.queueSwitch('Go on queue').click();
  await second.startVideo();
  await expect(second.page.getByRole('heading', { name: 'You’re next' })).toBeVisible();
  await second.button('Leave the line').click();
  await expectResult(second, platform.url, { status: 'cancelled' });
  await first.seesAndHears();
});

test('the one who waits in line is called when the agent is free', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const first = await newCustomer();
  const second = await newCustomer();
  await inVideo(first, ana);

  const ben = await newAgent();
  await ben.signIn('Ben');
  await second.open();
  await second.write('I would like video too');
  const taker = await Promise.race([
    ben.button('Accept').waitFor().then(() => ben),
    ana.button('Accept').waitFor().then(() => ana),
  ]);
  await taker.accept();
  await second.startVideo();
  await expect(second.page.getByRole('heading', { name: 'You’re next' })).toBeVisible();
  await first.button('End video').click();
  await first.hasNoMedia();
  await ana.joinVideo();
  await second.seesAndHears();
});

test('the platform falls while an agent’s desk rings: the upgrade still comes to an end, and the chat is whole', async ({ newCustomer, newAgent, platform }) => {
  await withWaits(platform, { agent: 15, ring: 10 });
  const ben = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ben, { name: 'Ben' });
  const ana = await newAgent();
  await ana.signIn('Ana');
  await customer.startVideo();
  await expect(ana.button('Accept')).toBeVisible();
  await platform.kill();
  await platform.restart();

  const [contactId = ''] = await customer.contactIds();
  const record = await RecordReader.open(platform.url);
  await expect.poll(async () => (await record.results(contactId)).length, { timeout: 40_000 }).toBe(1);
  const [result] = await record.results(contactId);
  expect(['timeout', 'no-agent', 'cancelled', 'failed']).toContain(result?.status);
  await customer.hasNoMedia();
  await customer.write('Still here');
  await expect(ben.text('Still here').first()).toBeVisible({ timeout: 60_000 });
  expect(await record.kinds(contactId)).not.toContain('media-upgrade');
});
