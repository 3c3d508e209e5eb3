/** One agent, two tabs of one browser: one of them is the desk, and the other can become it. */
import type { Agent } from './support/agent.js';
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';
import { inVideo, writesAs } from './support/scenes.js';

const elsewhere = 'The desk is open in another tab.';

/** Signed in as Ana in a tab beside the one that is her desk. */
async function secondTab(first: Agent): Promise<Agent> {
  const second = await first.nextTab();
  await second.signIn('Ana', false);
  await expect(second.text(elsewhere).first()).toBeVisible();
  return second;
}

/** The desk goes over with a press. */
async function useHere(here: Agent, there: Agent): Promise<void> {
  await here.page.bringToFront();
  await here.button('Use it here').click();
  await expect(there.text(elsewhere).first()).toBeVisible();
  await expect(here.queueSwitch('Go off queue')).toBeVisible();
}

test('a ring is in one tab alone, goes over with the desk, and is accepted there once', async ({ newCustomer, newAgent, platform }) => {
  const first = await newAgent();
  const maya = await newCustomer();
  await first.signIn('Ana');
  const second = await secondTab(first);
  await writesAs(maya, 'Maya Lind', 'It drips from the left side.');
  await expect(first.ring('Maya Lind')).toBeVisible();
  await expect(second.ring('Maya Lind')).toHaveCount(0);

  await useHere(second, first);
  await expect(first.ring('Maya Lind')).toHaveCount(0);
  await second.take('Maya Lind');
  await second.type('Ana here.');
  await second.press('Enter');
  await expect(maya.text('Ana here.')).toBeVisible();

  // And back, with what has been said meanwhile.
  await useHere(first, second);
  await first.turnTo('Maya Lind');
  await expect(first.text('Ana here.').first()).toBeVisible();
  await maya.write('Since this morning.');
  await expect(first.text('Since this morning.').first()).toBeVisible();
  await expect(second.text('Since this morning.')).toHaveCount(0);
  const [contactId = ''] = await maya.contactIds();
  const kinds = await (await RecordReader.open(platform.url)).kinds(contactId);
  expect(kinds.filter((kind) => kind === 'agent.joined')).toHaveLength(1);
});

test('a call stays with its tab, and is gone back into where the desk has gone to', async ({ newCustomer, newAgent, platform }) => {
  const first = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, first);
  const before = await customer.contactIds();
  const second = await secondTab(first);
  await customer.seesAndHears();
  await second.hasNoMedia();

  await useHere(second, first);
  await first.hasNoMedia();
  await second.button('Rejoin video').click();
  await second.seesAndHears();
  await customer.seesAndHears();
  await first.hasNoMedia();
  await customer.write('There you are again.');
  await expect(second.text('There you are again.').first()).toBeVisible();
  await second.button('End video').click();
  await second.hasNoMedia();
  await customer.hasNoMedia();
  expect(await customer.contactIds()).toEqual(before);
  const kinds = await (await RecordReader.open(platform.url)).kinds(before[0] ?? '');
  expect(kinds.filter((kind) => kind === 'media-upgrade')).toHaveLength(1);
});
