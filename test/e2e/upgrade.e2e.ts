/** The main job in real browsers with real WebRTC: a chat becomes a call and a chat again, in one contact. */
import { expect, test } from './support/fixtures.js';
import type { Agent } from './support/agent.js';
import type { Customer } from './support/customer.js';
import { expectTiling, RecordReader } from './support/record.js';
import { chatting, inVideo } from './support/scenes.js';

/** One contact id everywhere, the parts tile, the transcript is whole. */
async function expectOneContact(customer: Customer, agent: Agent, url: string): Promise<void> {
  const ids = new Set([...(await customer.contactIds()), ...(await agent.contactIds())]);
  expect(ids.size).toBe(1);
  const [contactId = ''] = ids;
  const record = await RecordReader.open(url);
  const interaction = await record.interaction(contactId);
  expect(interaction.id).toBe(contactId);
  expectTiling(interaction, ['webChat', 'videoChat', 'webChat']);
  const kinds = await record.kinds(contactId);
  expect(kinds.filter((kind) => kind === 'media-upgrade')).toHaveLength(1);
  expect(kinds).toEqual(expect.arrayContaining(['upgrade.asked', 'upgrade.captured', 'media-upgrade', 'pane.rendered', 'call.live', 'media.restored', 'upgrade.ended']));
  expect(await record.results(contactId)).toEqual([expect.objectContaining({ status: 'completed' })]);
}

test('the customer starts video: both see and hear each other, end, and chat on', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);

  await customer.startVideo();
  await ana.joinVideo();
  await customer.seesAndHears();
  await ana.seesAndHears();
  await expect(customer.remote()).toBeVisible();
  await expect(ana.remote()).toBeVisible();
  expect((await customer.captures()).map((capture) => capture.inClick)).toEqual([true]);

  await customer.write('You should see it now.');
  await expect(ana.text('You should see it now.').first()).toBeVisible();

  await customer.button('End video').click();
  await customer.hasNoMedia();
  await ana.hasNoMedia();
  await expect(customer.text(/Video ended/).first()).toBeVisible();
  await customer.write('That was quick, thank you.');
  await expect(ana.text('That was quick, thank you.').first()).toBeVisible();
  await expectOneContact(customer, ana, platform.url);
});

test('the agent invites: the customer accepts with a click that asks for the camera itself', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);

  await ana.button('Invite to video').click();
  await customer.button('Accept video').click();
  await ana.joinVideo();
  await customer.seesAndHears();
  await ana.seesAndHears();
  expect((await customer.captures()).map((capture) => capture.inClick)).toEqual([true]);

  await ana.button('End video').click();
  await ana.hasNoMedia();
  await customer.hasNoMedia();
  await expectOneContact(customer, ana, platform.url);
});

test('the flow asks: its card leads to the same call', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  await customer.open('/?deployment=flow-video');
  await customer.write('Please show me');
  await customer.button('Accept video').click();
  await ana.joinVideo();
  await customer.seesAndHears();
  await ana.seesAndHears();
  await customer.button('End video').click();
  await customer.hasNoMedia();
  await ana.hasNoMedia();
  await expectOneContact(customer, ana, platform.url);
});

test('the page on the npm import makes the same call', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana, { path: '/npm' });
  await customer.startVideo();
  await ana.joinVideo();
  await customer.seesAndHears();
  await ana.seesAndHears();
  await customer.button('End video').click();
  await customer.hasNoMedia();
  await expectOneContact(customer, ana, platform.url);
});

test('mute and camera off reach the other side, and the camera’s track is stopped', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);

  await customer.button('Mute').click();
  await expect(customer.button('Unmute')).toBeVisible();
  await customer.button('Stop camera').click();
  await expect(customer.button('Start camera')).toBeVisible();
  await expect.poll(() => customer.page.evaluate(() => window.observed.tracks.filter((it) => it.kind === 'video').map((it) => it.readyState))).toEqual(['ended']);
  await expect(ana.text(/camera is off/i).first()).toBeVisible();

  await customer.button('Start camera').click();
  await expect(customer.button('Stop camera')).toBeVisible();
  await ana.seesAndHears();
});

test('removing the element from the page ends every track, and the agent is told', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  await customer.page.evaluate(() => document.querySelector('segue-chat')?.remove());
  await customer.hasNoMedia();
  await expect(ana.text(/connection dropped|Waiting for|ended/i).first()).toBeVisible({ timeout: 60_000 });
});

test('the customer closes the tab: the agent is told and the call ends', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  await customer.page.close();
  await expect(ana.text(/connection dropped|Waiting for|ended/i).first()).toBeVisible({ timeout: 60_000 });
});

test('the agent closes the tab: the customer is told and can write on', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  await ana.page.close();
  await expect(customer.text(/connection dropped|Waiting for them|Reconnecting/i).first()).toBeVisible({ timeout: 60_000 });
  await customer.write('Are you still there?');
});

test('a customer who reloads in mid-call is offered the way back, in the same contact', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  const [before] = await customer.contactIds();
  await customer.page.reload();
  if (await customer.launcher().isVisible()) await customer.launcher().click();
  await customer.button('Rejoin video').click();
  await customer.seesAndHears();
  await ana.seesAndHears();
  expect(await customer.contactIds()).toEqual([before]);
});
