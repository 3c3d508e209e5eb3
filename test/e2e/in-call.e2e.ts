/** What a person does in a call beside talking: look how the connection is, check devices, read the record afterwards. */
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';
import { chatting, inVideo } from './support/scenes.js';

test('both sides can see how the connection is', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  for (const { page } of [customer, ana]) {
    await expect(page.getByRole('img', { name: /^(Good|Fair|Weak) connection\. / })).toBeVisible({ timeout: 60_000 });
  }
});

test('camera and sound can be checked before a call: the picture shows, and nothing stays on', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  await customer.button('More options').click();
  await customer.page.getByRole('menuitem', { name: 'Check camera and sound' }).click();
  await expect(customer.text('Camera works')).toBeVisible({ timeout: 60_000 });
  await customer.button('Back to chat').click();
  await customer.hasNoMedia();
  await expect(customer.composer()).toBeVisible();
});

test('a check leads into the call by its own button', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  await customer.button('More options').click();
  await customer.page.getByRole('menuitem', { name: 'Check camera and sound' }).click();
  await expect(customer.text('Camera works')).toBeVisible({ timeout: 60_000 });
  await customer.page.getByRole('dialog', { name: 'Check camera and sound' }).getByRole('button', { name: 'Start video' }).click();
  await ana.joinVideo();
  await customer.seesAndHears();
  await ana.seesAndHears();
  expect((await customer.captures()).at(-1)?.inClick).toBe(true);
});

test('the record tells the way into the call and how it was', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  const timeline = await customer.page.evaluate(() => performance.getEntries().filter(({ name }) => name.startsWith('segue:')).map(({ name, startTime, duration }) => ({ name, startTime, duration })));
  await customer.button('End video').click();
  await customer.hasNoMedia();
  const [contactId = ''] = await customer.contactIds();
  const record = await RecordReader.open(platform.url);
  const summaries = async (): Promise<Readonly<Record<string, unknown>>[]> =>
    (await record.timeline(contactId)).filter((event) => event.kind === 'call.summary').map((event) => event.data);
  await expect.poll(async () => (await summaries()).map((it) => it['side']).sort(), { timeout: 60_000 }).toEqual(['agent', 'customer']);
  const own = (await summaries()).find((it) => it['side'] === 'customer');
  const marks = own?.['marks'] as Readonly<Record<string, number>>;
  expect(marks['granted']).toBeGreaterThanOrEqual(0);
  expect(marks['frame']).toBeGreaterThan(marks['granted'] ?? 0);
  // The page's own timeline has the same steps at the same places; browsers round its times.
  const at = (name: string): number => timeline.find((entry) => entry.name === `segue:${name}`)?.startTime ?? Number.NaN;
  for (const [step, ms] of Object.entries(marks)) expect(Math.abs(at(step) - at('click') - ms)).toBeLessThan(50);
  const whole = timeline.find(({ name }) => name === 'segue:click-to-frame');
  expect(Math.abs((whole?.duration ?? Number.NaN) - (marks['frame'] ?? 0))).toBeLessThan(50);
});
