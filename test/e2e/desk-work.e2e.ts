/** A day's work at the desk: a contact is handed to a colleague, notes stay among agents, a wrap-up is kept. */
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';
import { chatting, chattingBesideBen } from './support/scenes.js';

interface Noted {
  readonly wrapUps: readonly { readonly agentId: string; readonly codes: readonly string[]; readonly note?: string }[];
}

const secret = 'Sounds like the strainer, as in March.';

test('a chat goes to a colleague with a note, and is the same contact for its customer', async ({ newCustomer, newAgent }) => {
  const { customer, ana, ben } = await chattingBesideBen({ newCustomer, newAgent });
  const before = await customer.contactIds();

  await ana.button('Transfer').click();
  const dialog = ana.page.getByRole('dialog', { name: /^Transfer/ });
  await dialog.getByRole('option', { name: /^Ben/ }).click();
  await dialog.getByRole('textbox', { name: /^For Ben/ }).fill(secret);
  await dialog.getByRole('button', { name: /^Hand over now/ }).click();
  await expect(ana.text(/^Ringing at Ben/).first()).toBeVisible();

  await ben.accept();
  await expect(ben.text('It drips from the left side.').first()).toBeVisible();
  await expect(ben.text(secret).first()).toBeVisible();
  await ben.write('Ben here, I have it all before me.');
  await expect(customer.text('Ben here, I have it all before me.').first()).toBeVisible();
  await expect(customer.text(secret)).toHaveCount(0);
  expect(await customer.contactIds()).toEqual(before);
  await expect(ana.text(/^This contact went on with Ben/).first()).toBeVisible();
});

test('a note stays among agents, and a wrap-up with a code and words is in the record', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  const [contactId = ''] = await customer.contactIds();
  const field = ana.page.getByRole('textbox', { name: 'Note for agents' });
  await ana.composer().press('Alt+n');
  await field.fill(secret);
  await field.press('Control+Enter');
  await expect(ana.page.locator('segue-desk').getByText(secret).first()).toBeVisible();
  await ana.write('Please close both valves first.');
  await expect(customer.text('Please close both valves first.').first()).toBeVisible();
  await expect(customer.text(secret)).toHaveCount(0);

  await ana.button('Wrap up').click();
  await ana.page.getByRole('checkbox', { name: 'Question answered' }).check();
  await ana.page.getByRole('textbox', { name: 'Note', exact: true }).fill('Valves closed, strainer cleaned.');
  await ana.button('Done').click();
  const record = await RecordReader.open(platform.url);
  await expect.poll(async () => (await record.get<Noted>(`/api/v2/interactions/${contactId}`)).wrapUps).toMatchObject([{ codes: ['Question answered'], note: 'Valves closed, strainer cleaned.' }]);
});

test('the shop’s own pane knows the customer, panes stay as they were left, and what has ended is there after a reload', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  await expect(ana.page.locator('halden-orders')).toContainText('Not signed in');
  await ana.button('Orders').click();
  await expect(ana.page.locator('halden-orders')).toHaveCount(0);

  await ana.button('Wrap up').click();
  await ana.page.getByRole('checkbox', { name: 'Question answered' }).check();
  await ana.button('Done').click();
  const ended = ana.page.getByRole('region', { name: 'Ended today' });
  await expect(ended.getByRole('button')).toHaveCount(1);
  await ana.page.reload();
  await expect(ended).toContainText('Question answered');
  await ended.getByRole('button').click();
  await expect(ana.text('It drips from the left side.').first()).toBeVisible();
  await expect(ana.button('Orders')).toHaveAttribute('aria-expanded', 'false');
  await expect(ana.page.locator('halden-orders')).toHaveCount(0);
});
