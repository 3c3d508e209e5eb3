/** One visitor, several tabs: one conversation, one socket and at most one call, wherever the clicks are. */
import { expect, test } from './support/fixtures.js';
import { Customer } from './support/customer.js';
import { installObserver } from './support/observer.js';
import { RecordReader } from './support/record.js';
import { chatting, inVideo } from './support/scenes.js';

/** The same visitor's next tab, with the chat open. */
async function nextTab(customer: Customer, url: string): Promise<Customer> {
  const page = await customer.page.context().newPage();
  await installObserver(page);
  const tab = new Customer(page, url);
  await tab.open();
  return tab;
}

/** Sockets to the platform that this tab has open. */
const openSockets = ({ page }: Customer): Promise<number> => page.evaluate(() => window.observed.sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length);

async function messages(url: string, contactId: string): Promise<unknown[]> {
  const record = await RecordReader.open(url);
  return (await record.timeline(contactId)).filter(({ kind }) => kind === 'message').map(({ data }) => data['text']);
}

test('every tab shows the conversation, over one socket; the end of the first costs nothing', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const first = await newCustomer();
  await chatting(first, ana);
  const [contactId = ''] = await first.contactIds();
  const second = await nextTab(first, platform.url);
  await expect(second.text('It drips from the left side.')).toBeVisible();
  await second.write('And it hisses.');
  await expect(first.text('And it hisses.')).toBeVisible();
  await expect(ana.text('And it hisses.').first()).toBeVisible();
  await ana.write('Since when?');
  await expect(second.text('Since when?')).toBeVisible();
  expect([await openSockets(first), await openSockets(second)]).toEqual([1, 0]);

  await first.composer().fill('Since this morning.');
  await first.composer().press('Enter');
  await first.page.close();
  await second.write('Are you there?');
  await expect.poll(() => openSockets(second)).toBe(1);
  await expect(second.text('Since this morning.')).toBeVisible();
  await expect(ana.text('Are you there?').first()).toBeVisible();
  const said = await messages(platform.url, contactId);
  expect(said.filter((text) => text === 'Since this morning.')).toHaveLength(1);
  expect(said.filter((text) => text === 'Are you there?')).toHaveLength(1);
  expect(said.filter((text) => text === 'And it hisses.')).toHaveLength(1);
});

test('a call in one tab is seen in the other, and moves there with a press', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const first = await newCustomer();
  await inVideo(first, ana);
  const [contactId = ''] = await first.contactIds();
  const second = await nextTab(first, platform.url);
  await expect(second.text('The call is in another tab')).toBeVisible();
  await second.write('I am over here.');
  await expect(first.text('I am over here.')).toBeVisible();

  await second.button('Move it here').click();
  await second.seesAndHears();
  await first.hasNoMedia();
  await expect(first.text('The call is in another tab')).toBeVisible();
  await ana.seesAndHears();
  expect((await second.captures()).map(({ inClick }) => inClick)).toEqual([true]);
  await expect.poll(async () => [await openSockets(first), await openSockets(second)]).toEqual([0, 1]);

  await second.button('End video').click();
  await second.hasNoMedia();
  await ana.hasNoMedia();
  await expect(first.text('The call is in another tab')).toBeHidden();
  const record = await RecordReader.open(platform.url);
  expect((await record.interaction(contactId)).id).toBe(contactId);
  expect((await record.kinds(contactId)).filter((kind) => kind === 'media-upgrade')).toHaveLength(1);
});

test('a click in a tab that only follows starts the call in that tab', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const first = await newCustomer();
  await chatting(first, ana);
  const second = await nextTab(first, platform.url);
  await expect(second.text('It drips from the left side.')).toBeVisible();
  await second.startVideo();
  await ana.joinVideo();
  await second.seesAndHears();
  await ana.seesAndHears();
  await expect(first.text('The call is in another tab')).toBeVisible();
  await first.hasNoMedia();
  expect((await second.captures()).map(({ inClick }) => inClick)).toEqual([true]);
  expect(await first.captures()).toEqual([]);
  await expect.poll(() => openSockets(second)).toBe(1);
});

test('a reload of the tab with the call lets either tab go back into it', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const first = await newCustomer();
  await inVideo(first, ana);
  const second = await nextTab(first, platform.url);
  await expect(second.text('The call is in another tab')).toBeVisible();
  await first.page.reload();
  await expect(second.button('Rejoin video')).toBeVisible({ timeout: 15_000 });
  await first.launcher().click();
  await first.button('Rejoin video').click();
  await first.seesAndHears();
  await ana.seesAndHears();
  await expect(second.text('The call is in another tab')).toBeVisible();
  await second.hasNoMedia();
});
