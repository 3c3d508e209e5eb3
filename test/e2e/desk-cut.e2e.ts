/** A desk that is cut off or reloaded at each step of a reservation and of a call: one contact, nothing lost, the desk right again. */
import type { Agent } from './support/agent.js';
import type { Customer } from './support/customer.js';
import { expect, test } from './support/fixtures.js';
import type { Line } from './support/line.js';
import { RecordReader } from './support/record.js';
import { chatting, withQueue, writesAs } from './support/scenes.js';

const lost = /Connection lost/;

/** Broken until the desk says so, then mended, until it has noticed that, too. */
async function cutOff(agent: Agent, line: Line): Promise<void> {
  line.cut();
  await expect(agent.text(lost).first()).toBeVisible();
  line.mend();
  await expect(agent.text(lost)).toHaveCount(0);
}

/** The contact was rung, accepted and joined once, and is the one that the customer knows. */
async function expectTakenOnce(customer: Customer, agent: Agent, url: string): Promise<void> {
  await expect(agent.page.getByRole('group', { name: /is ringing$/ })).toHaveCount(0);
  const [contactId = ''] = await customer.contactIds();
  const record = await RecordReader.open(url);
  await expect.poll(async () => (await record.kinds(contactId)).filter((kind) => kind === 'agent.joined')).toHaveLength(1);
  expect((await record.timeline(contactId)).filter(({ kind }) => kind === 'reservation.ended').map(({ data }) => data['outcome'])).toEqual(['accepted']);
  expect(await customer.contactIds()).toEqual([contactId]);
}

test('cut off while it rings and on either side of Accept: the ring is still there, and the contact is taken once', async ({ newCustomer, newAgent, platform, line }) => {
  await withQueue(platform, { ringSeconds: 120 });
  const ana = await newAgent({ line });
  const [maya, jonas, noor] = [await newCustomer(), await newCustomer(), await newCustomer()];
  await ana.signIn('Ana');
  const record = await RecordReader.open(platform.url);

  await writesAs(maya, 'Maya Lind', 'It drips from the left side.');
  await expect(ana.ring('Maya Lind')).toBeVisible();
  await cutOff(ana, line);
  await ana.take('Maya Lind');
  await expectTakenOnce(maya, ana, platform.url);

  // The platform has taken the answer, and its word of that is lost.
  await writesAs(jonas, 'Jonas Weber', 'Where is my parcel?');
  await expect(ana.ring('Jonas Weber')).toBeVisible();
  line.hold('answered');
  await ana.ring('Jonas Weber').getByRole('button', { name: 'Accept' }).click();
  const [second = ''] = await jonas.contactIds();
  await expect.poll(() => record.kinds(second)).toContain('agent.joined');
  await cutOff(ana, line);
  await ana.turnTo('Jonas Weber');
  await expectTakenOnce(jonas, ana, platform.url);

  // The answer itself is lost on its way.
  await writesAs(noor, 'Noor Haddad', 'Is anybody there?');
  await expect(ana.ring('Noor Haddad')).toBeVisible();
  line.hold('asked');
  await ana.ring('Noor Haddad').getByRole('button', { name: 'Accept' }).click();
  await cutOff(ana, line);
  await ana.turnTo('Noor Haddad');
  await expectTakenOnce(noor, ana, platform.url);

  await expect(ana.rows('Mine')).toHaveCount(3);
  await expect(ana.queueSwitch('Go off queue')).toBeVisible();
  for (const [name, customer] of [['Maya Lind', maya], ['Jonas Weber', jonas], ['Noor Haddad', noor]] as const) {
    await ana.turnTo(name);
    await ana.type(`Good day, ${name}.`);
    await ana.press('Enter');
    await expect(customer.text(`Good day, ${name}.`)).toBeVisible();
  }
});

test('reloaded while it rings, right after Accept and in wrap-up, and cut off in it: nothing is lost', async ({ newCustomer, newAgent, platform, line }) => {
  await withQueue(platform, { ringSeconds: 120, wrapUp: 'mandatory', wrapUpSeconds: 600 });
  const ana = await newAgent({ line });
  const maya = await newCustomer();
  await ana.signIn('Ana');
  await writesAs(maya, 'Maya Lind', 'It drips from the left side.');
  await expect(ana.ring('Maya Lind')).toBeVisible();
  await ana.page.reload();
  await expect(ana.ring('Maya Lind')).toBeVisible();
  const [contactId = ''] = await maya.contactIds();
  const record = await RecordReader.open(platform.url);
  line.hold('answered');
  await ana.ring('Maya Lind').getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => record.kinds(contactId)).toContain('agent.joined');
  line.cut();
  line.mend();
  await ana.page.reload();
  await ana.turnTo('Maya Lind');
  await expectTakenOnce(maya, ana, platform.url);
  await ana.type('Please close both valves.');
  await ana.press('Enter');
  await expect(maya.text('Please close both valves.')).toBeVisible();

  await maya.endChat();
  const note = ana.page.getByRole('textbox', { name: /^Note(?! for)/ });
  await ana.page.getByRole('checkbox', { name: 'Question answered' }).check();
  await note.fill('Valves closed,');
  await expect(ana.text(/Saved /).first()).toBeVisible();
  await ana.page.reload();
  await ana.row('Maya Lind').click();
  await expect(note).toHaveValue('Valves closed,');
  await expect(ana.page.getByRole('checkbox', { name: 'Question answered' })).toBeChecked();
  await expect(ana.page.getByRole('button', { name: /Presence:\s*Wrap-up/ })).toBeVisible();
  line.cut();
  await expect(ana.text(lost).first()).toBeVisible();
  await note.fill('Valves closed, strainer cleaned.');
  await ana.button('Done').click();
  line.mend();
  await expect(ana.text(lost)).toHaveCount(0);
  await expect(ana.rows('Mine')).toHaveCount(0);
  const { wrapUps } = await record.get<{ wrapUps: unknown }>(`/api/v2/interactions/${contactId}`);
  expect(wrapUps).toEqual([expect.objectContaining({ codes: ['Question answered'], note: 'Valves closed, strainer cleaned.' })]);
  await expect(ana.page.getByRole('button', { name: /Presence:\s*Available/ })).toBeVisible();
});

test('cut off right after Accept and in the call, and reloaded in it: one call, in the same contact', async ({ newCustomer, newAgent, platform, line }) => {
  const config = platform.config();
  for (const agent of config.agents) agent['joinOnUpgrade'] = 'ask';
  await platform.replaceConfig(config);
  const ana = await newAgent({ line });
  const customer = await newCustomer();
  await chatting(customer, ana);
  const before = await customer.contactIds();
  const [contactId = ''] = before;
  const record = await RecordReader.open(platform.url);
  await customer.startVideo();
  await expect(ana.button('Accept video')).toBeVisible();
  line.hold('answered');
  await ana.button('Accept video').click();
  await expect.poll(() => record.kinds(contactId)).toContain('media-upgrade');
  await cutOff(ana, line);
  await ana.seesAndHears();
  await customer.seesAndHears();

  // Without its line to the platform, the call itself goes on.
  line.cut();
  await expect(ana.text(lost).first()).toBeVisible();
  await ana.seesAndHears();
  await customer.seesAndHears();
  await ana.composer().fill('Written without a connection.');
  await ana.composer().press('Enter');
  line.mend();
  await expect(ana.text(lost)).toHaveCount(0);
  await expect(customer.text('Written without a connection.')).toBeVisible();
  await ana.seesAndHears();

  await ana.page.reload();
  await ana.button('Rejoin video').click();
  await ana.seesAndHears();
  await customer.seesAndHears();
  await ana.button('End video').click();
  await ana.hasNoMedia();
  await customer.hasNoMedia();
  await customer.write('That was quick, thank you.');
  await expect(ana.text('That was quick, thank you.').first()).toBeVisible();
  expect(await customer.contactIds()).toEqual(before);
  expect(await ana.contactIds()).toEqual(before);
  expect((await record.kinds(contactId)).filter((kind) => kind === 'media-upgrade')).toHaveLength(1);
  expect(await record.results(contactId)).toEqual([expect.objectContaining({ status: 'completed' })]);
});
