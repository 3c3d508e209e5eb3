/** What stands around a conversation, between real people: agreement, form, a rating, a file to keep. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Config } from '../setup/platform.js';
import type { Customer } from './support/customer.js';
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';

const consent = { version: '2026-11', title: 'Before we start', text: 'We keep what you write for 90 days.', links: [{ label: 'Privacy', url: 'https://halden.example/privacy' }] };
const preChat = {
  title: 'So that we can help quickly',
  fields: [
    { type: 'text', key: 'name', label: 'Your name', required: true },
    { type: 'email', key: 'email', label: 'E-mail', required: true },
    { type: 'select', key: 'topic', label: 'What is it about?', options: [{ value: 'order', label: 'An order' }, { value: 'machine', label: 'A machine' }] },
  ],
};

/** The demo's, with this around the conversations of one of its deployments. */
const around = (config: Config, id: string, visit: object): Config => ({ ...config, deployments: config.deployments.map((it) => (it['id'] === id ? { ...it, visit } : it)) });

/** Opens the chat and no more: what stands in place of the field is the test's matter. */
async function openOnly(customer: Customer, address: string): Promise<void> {
  await customer.page.goto(address);
  await customer.launcher().click();
}

const stored = (page: Page): Promise<string[]> => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.startsWith('segue')));

test('a customer agrees, fills in the form, chats, rates, keeps the conversation, and takes the agreement back', async ({ newCustomer, newAgent, platform, customerBrowser }) => {
  await platform.replaceConfig(around(platform.config(), 'demo', { consent, preChat, rating: ['chat'] }));
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  const { page } = customer;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname));
  await openOnly(customer, platform.url);

  // Nothing goes out and nothing is kept before the word.
  await expect(customer.text('We keep what you write for 90 days.')).toBeVisible();
  await expect(customer.composer()).toHaveCount(0);
  expect(asked.filter((path) => path.startsWith('/ws') || path.includes('guest-tokens'))).toEqual([]);
  expect(await stored(page)).toEqual([]);
  await customer.button('No, thanks').click();
  await customer.launcher().click();
  await customer.button('Agree').click();

  await page.getByLabel('Your name').fill('Jonas Weber');
  await page.getByLabel('E-mail').fill('jonas');
  await customer.button('Start chat').click();
  await expect(customer.text('One answer needs another look.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  // By keys: over WebDriver BiDi `fill` writes behind what an e-mail field of Firefox holds.
  await page.getByLabel('E-mail').press('ControlOrMeta+a');
  await page.keyboard.type('jonas@example.com');
  await page.getByLabel('What is it about?').selectOption('machine');
  await customer.button('Start chat').click();
  await expect(customer.composer()).toBeFocused();
  await customer.write('It drips');
  const [contactId = ''] = await customer.contactIds();

  await ana.accept();
  for (const known of ['Jonas Weber', 'jonas@example.com', 'machine']) await expect(ana.text(known).first()).toBeVisible();
  await ana.write('Tighten the screw on the left.');
  await expect(customer.text('Tighten the screw on the left.')).toBeVisible();

  const saving = customerBrowser === 'chromium' ? page.waitForEvent('download') : undefined;
  await customer.button('More options').click();
  await page.getByRole('menuitem', { name: 'Save this chat' }).click();
  const saved = await saving;
  if (saved !== undefined) expect(await readFile(await saved.path(), 'utf8')).toMatch(/It drips[^]*Tighten the screw on the left\./);

  await customer.button('More options').click();
  await page.getByRole('menuitem', { name: 'End chat' }).click();
  await page.getByRole('menuitem', { name: 'End chat' }).click();
  await expect(customer.text('How was your chat with Ana?')).toBeVisible();
  await page.getByRole('radio', { name: '4 of 5 stars, Good' }).check({ force: true });
  await page.getByLabel('Anything to add? (optional)').fill('Quick');
  await customer.button('Send rating').click();
  await expect(customer.text('Thank you, Halden has your rating.').first()).toBeVisible();

  // Who comes again has agreed, and has said who they are.
  await customer.write('One more thing');
  await expect.poll(async () => new Set(await customer.contactIds()).size).toBe(2);
  await customer.button('More options').click();
  await page.getByRole('menuitem', { name: 'Withdraw my agreement' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw my agreement' }).click();
  await expect(customer.launcher()).toBeVisible();
  expect(await stored(page)).toEqual([]);
  await customer.launcher().click();
  await expect(customer.button('Agree')).toBeVisible();

  const record = await RecordReader.open(platform.url);
  expect(await record.interaction(contactId)).toMatchObject({
    consents: [{ version: '2026-11', text: 'Before we start\nWe keep what you write for 90 days.\nPrivacy: https://halden.example/privacy' }],
    ratings: [{ about: 'chat', stars: 4, comment: 'Quick' }],
  });
  const events = await record.timeline(contactId);
  expect(events.find(({ kind }) => kind === 'form.answered')?.data).toMatchObject({ answers: [{ key: 'name', value: 'Jonas Weber' }, { key: 'email', value: 'jonas@example.com' }, { key: 'topic', value: 'machine' }] });
});

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** The demo's shop, which opens the day after tomorrow: closed whenever the test runs. */
function closedNow(config: Config): Config {
  const opens = new Date(Date.now() + 2 * 86_400_000);
  const office = { id: 'office', timeZone: 'Etc/UTC', weekly: { [days[opens.getUTCDay()] ?? 'monday']: [{ from: '09:00', to: '17:00' }] } };
  const shop = around(config, 'demo', { scheduleId: 'office' });
  return { ...shop, schedules: [office], deployments: shop.deployments.map((it) => (it['id'] === 'demo' ? { ...it, flowId: 'office-hours' } : it)) };
}

test('a message left out of hours is written once, recorded once and confirmed once', async ({ newCustomer, platform }) => {
  await platform.replaceConfig(closedNow(platform.config()));
  const customer = await newCustomer();
  await openOnly(customer, platform.url);
  await expect(customer.text('Chat is closed now, leave us a message.')).toBeVisible();
  await expect(customer.text(/^We’re back at /)).toBeVisible();
  await customer.page.getByLabel('Message', { exact: true }).fill('Please call me back');
  await customer.button('Leave message').click();

  await expect(customer.text('Please call me back')).toBeVisible();
  await expect(customer.text(/^Thank you\. Keep this page/)).toBeVisible();
  await expect(customer.composer()).toBeVisible();
  // Nobody asks for what was written already, and nobody says twice that it is here.
  await expect(customer.text(/Write what it is about/)).toHaveCount(0);
  await expect(customer.text(/We have your message/)).toHaveCount(0);

  const [contactId = ''] = await customer.contactIds();
  const record = await RecordReader.open(platform.url);
  const events = await record.timeline(contactId);
  expect(events.filter(({ kind }) => kind === 'message').map(({ actor, data }) => [actor.kind, data['text']])).toEqual([
    ['customer', 'Please call me back'], ['flow', 'Thank you. Keep this page or come back to it: our answer will be here.'],
  ]);
  expect(events.filter(({ kind }) => kind === 'message.left')).toMatchObject([{ data: { queueId: 'support', thanked: true } }]);
});
