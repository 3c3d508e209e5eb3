/** A busy desk: what an agent types goes to whom they typed it for, whatever rings, moves or ends between the words and Enter. */
import type { Agent } from './support/agent.js';
import type { Customer } from './support/customer.js';
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';
import { writesAs } from './support/scenes.js';

async function idOf(customer: Customer): Promise<string> {
  const ids = await customer.contactIds();
  expect(ids).toHaveLength(1);
  return ids[0] ?? '';
}

/** Handed to Ben in chat; it rings at him. */
async function handToBen(agent: Agent): Promise<void> {
  await agent.button('Transfer').click();
  const dialog = agent.page.getByRole('dialog', { name: /^Transfer/ });
  await dialog.getByRole('option', { name: /^Ben/ }).click();
  await dialog.getByRole('button', { name: /^Hand over now/ }).click();
  await expect(agent.text(/^Ringing at Ben/).first()).toBeVisible();
}

test('two chats and a call at one desk: every word goes to its own customer while others ring, move and end', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const [maya, jonas, lucia, noor] = [await newCustomer(), await newCustomer(), await newCustomer(), await newCustomer()];
  await ana.signIn('Ana');
  await writesAs(lucia, 'Lucia Prado', 'May I show you?');
  await ana.take('Lucia Prado');
  await lucia.startVideo();
  await ana.joinVideo();
  await lucia.seesAndHears();
  await writesAs(maya, 'Maya Lind', 'It drips from the left side.');
  await ana.take('Maya Lind');
  await writesAs(jonas, 'Jonas Weber', 'Where is my parcel?');
  await ana.take('Jonas Weber');

  // One rings.
  await ana.turnTo('Maya Lind');
  await ana.type('Please close');
  await writesAs(noor, 'Noor Haddad', 'Is anybody there?');
  await expect(ana.ring('Noor Haddad')).toBeVisible();
  await ana.type(' both valves.');
  await ana.press('Enter');
  await expect(maya.text('Please close both valves.')).toBeVisible();

  // It is taken from the keyboard, and the cursor stays where it is.
  await ana.type('Then tell me');
  await ana.press('Alt+a');
  await expect(ana.row('Noor Haddad')).toBeVisible();
  await expect(ana.composer()).toHaveValue('Then tell me');
  await ana.type(' what you see.');
  await ana.press('Enter');
  await expect(maya.text('Then tell me what you see.')).toBeVisible();

  // Words begun for others wait for them.
  await ana.turnTo('Jonas Weber');
  await ana.type('It is on');
  await ana.turnTo('Noor Haddad');
  await expect(ana.composer()).toHaveValue('');
  await ana.type('I am here.');
  await ana.turnTo('Jonas Weber');
  await expect(ana.composer()).toHaveValue('It is on');
  await ana.press('Alt+ArrowDown');
  await expect(ana.composer()).toHaveValue('I am here.');
  await ana.press('Enter');
  await expect(noor.text('I am here.')).toBeVisible();

  // The one that is written to moves to a colleague.
  const ben = await newAgent();
  await ben.signIn('Ben');
  await ana.turnTo('Jonas Weber');
  await handToBen(ana);
  await ana.composer().click();
  await ana.type(' its way');
  await expect(ana.composer()).toHaveValue('It is on its way');
  await ben.take('Jonas Weber');
  await expect(ana.text(/^This contact went on with Ben/).first()).toBeVisible();
  await ana.type('.');
  await ana.press('Enter');
  await ben.type('Ben here: it comes tomorrow.');
  await ben.press('Enter');
  await expect(jonas.text('Ben here: it comes tomorrow.')).toBeVisible();

  // The one that is written to ends.
  await ana.turnTo('Noor Haddad');
  await ana.type('Can you');
  await noor.endChat();
  await expect(ana.composer()).toHaveCount(0);
  await ana.type(' hear me');
  await ana.press('Enter');

  // The call ends.
  await ana.turnTo('Maya Lind');
  await ana.type('I wait');
  await lucia.seesAndHears();
  await lucia.button('End video').click();
  await ana.hasNoMedia();
  await expect(ana.composer()).toHaveValue('I wait');
  await ana.type(' here.');
  await ana.press('Enter');
  await expect(maya.text('I wait here.')).toBeVisible();

  const record = await RecordReader.open(platform.url);
  expect(await record.said(await idOf(maya))).toEqual(['customer: It drips from the left side.', 'agent: Please close both valves.', 'agent: Then tell me what you see.', 'agent: I wait here.']);
  expect(await record.said(await idOf(jonas))).toEqual(['customer: Where is my parcel?', 'agent: Ben here: it comes tomorrow.']);
  expect(await record.said(await idOf(noor))).toEqual(['customer: Is anybody there?', 'agent: I am here.']);
  expect(await record.said(await idOf(lucia))).toEqual(['customer: May I show you?']);
  await expect(ana.rows('Mine')).toHaveCount(3);
});
