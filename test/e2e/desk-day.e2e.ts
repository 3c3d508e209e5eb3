/** An agent's day beside talking: what is known of customers, texts at hand, leaving and coming back, handing on, shutting out. */
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';
import { inVideo, writesAs } from './support/scenes.js';

test('a saved reply knows the customer, the inbox is searched, and off queue with a reason what is open stays', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const [maya, jonas, noor] = [await newCustomer(), await newCustomer(), await newCustomer()];
  await ana.signIn('Ana');
  await maya.open();
  await maya.identify({ name: 'Maya Lind', attributes: { email: 'maya@halden.example', plan: 'gold' } });
  await maya.write('I would like to send it back.');
  await ana.take('Maya Lind');
  await expect(ana.text('gold').first()).toBeVisible();

  // Found by a word of its text, read in the field, sent by the next Enter.
  const field = ana.composer();
  await ana.type('/label');
  await expect(ana.page.getByRole('listbox', { name: 'Saved replies' }).getByRole('option')).toHaveCount(1);
  await ana.press('Enter');
  await expect(field).toHaveValue(/it comes to maya@halden\.example in a few minutes/);
  await expect(maya.text(/it comes to/)).toHaveCount(0);
  await ana.press('Enter');
  await expect(maya.text(/it comes to maya@halden\.example in a few minutes/)).toBeVisible();
  await ana.type('/greeting');
  await ana.press('Enter');
  await expect(field).toHaveValue('Hello Maya Lind, this is Ana Ruiz. How can I help?');
  await field.fill('');

  // What an agent notes of a customer is there for the next text.
  await ana.button('Edit what is known').click();
  await ana.page.getByRole('textbox', { name: 'Value (email)' }).fill('lind@halden.example');
  await ana.button('Save').click();
  await expect(ana.text('lind@halden.example').first()).toBeVisible();

  await writesAs(jonas, 'Jonas Weber', 'Where is my parcel?');
  await ana.take('Jonas Weber');
  await ana.press('Control+k');
  await ana.type('jonas');
  await expect(ana.rows('Mine')).toHaveCount(1);
  await expect(ana.row('Jonas Weber')).toBeVisible();
  await ana.button('Clear search').click();
  await ana.turnTo('Maya Lind');
  await jonas.write('Hello?');
  await ana.page.getByRole('combobox', { name: 'Show' }).selectOption('Unread');
  await expect(ana.rows('Mine')).toHaveCount(1);
  await expect(ana.row('Jonas Weber')).toContainText('Hello?');
  await ana.page.getByRole('combobox', { name: 'Show' }).selectOption('All');
  await expect(ana.rows('Mine')).toHaveCount(2);

  await ana.queueSwitch('Go off queue').click();
  await ana.page.getByRole('dialog', { name: 'Go off queue with 2 contacts open?' }).getByRole('button', { name: 'Go off queue' }).click();
  await expect(ana.queueSwitch('Go on queue')).toBeVisible();
  await ana.page.getByRole('button', { name: /Presence:\s*Break/ }).click();
  await ana.button('Away, Training').click();
  await expect(ana.page.getByRole('button', { name: /Presence:\s*Away, Training/ })).toBeVisible();
  await writesAs(noor, 'Noor Haddad', 'Is anybody there?');
  await expect(ana.inbox().getByRole('region', { name: 'Waiting' })).toContainText('Noor Haddad');
  await expect(ana.ring('Noor Haddad')).toHaveCount(0);
  await expect(ana.rows('Mine')).toHaveCount(2);
  await ana.turnTo('Maya Lind');
  await ana.type('I am in training, and still here for you.');
  await ana.press('Enter');
  await expect(maya.text('I am in training, and still here for you.')).toBeVisible();
  await ana.goOnQueue();
  await ana.take('Noor Haddad');
  await expect(ana.page.getByRole('button', { name: /Presence:\s*(Available|Busy)/ })).toBeVisible();
});

test('a call goes to a colleague and the chat after it to another queue, in one contact', async ({ newCustomer, newAgent, platform }) => {
  const config = platform.config();
  const [support] = config.queues;
  if (support) support['members'] = ['ana', 'chen'];
  await platform.replaceConfig({ ...config, queues: [...config.queues, { id: 'repairs', name: 'Repairs', members: ['ben'] }] });
  const [ana, ben, chen] = [await newAgent(), await newAgent(), await newAgent()];
  const customer = await newCustomer();
  await inVideo(customer, ana);
  const before = await customer.contactIds();
  await chen.signIn('Chen');

  await ana.button('Transfer').click();
  const dialog = ana.page.getByRole('dialog', { name: /^Transfer/ });
  await dialog.getByRole('option', { name: /^Chen.*Can take the video/ }).click();
  await dialog.getByRole('textbox', { name: /^For Chen/ }).fill('She shows the left valve.');
  await dialog.getByRole('button', { name: /^Hand over now/ }).click();
  await expect(ana.text(/^Ringing at Chen/).first()).toBeVisible();
  await customer.seesAndHears();
  await chen.joinVideo();
  await chen.seesAndHears();
  await customer.seesAndHears();
  await ana.hasNoMedia();
  await expect(ana.text(/^This contact went on with Chen/).first()).toBeVisible();
  await expect(chen.text('She shows the left valve.').first()).toBeVisible();
  await expect(customer.text(/Chen Wei takes over/).first()).toBeVisible();
  await customer.button('End video').click();
  await chen.hasNoMedia();

  await ben.signIn('Ben');
  await chen.button('Transfer').click();
  const queues = chen.page.getByRole('dialog', { name: /^Transfer/ });
  await queues.getByRole('radio', { name: 'Queue' }).check({ force: true });
  await queues.getByRole('option', { name: /^Repairs/ }).click();
  await queues.getByRole('button', { name: /^Hand over now/ }).click();
  await ben.accept();
  await ben.write('Ben here, from the workshop.');
  await expect(customer.text('Ben here, from the workshop.').first()).toBeVisible();
  await expect(chen.text(/^This contact went on with Ben/).first()).toBeVisible();
  await expect(chen.rows('Mine')).toHaveCount(0);
  await customer.write('I bring it on Monday.');
  await expect(ben.text('I bring it on Monday.').first()).toBeVisible();

  expect(await customer.contactIds()).toEqual(before);
  expect(await ben.contactIds()).toEqual(before);
  const record = await RecordReader.open(platform.url);
  const interaction = await record.interaction(before[0] ?? '');
  expect(interaction.parts.map(({ medium }) => medium).filter((medium, at, all) => medium !== all[at - 1])).toEqual(['webChat', 'videoChat', 'webChat']);
});

test('who was here before is known, and an abusive guest is shut out and told so', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const maya = await newCustomer();
  await ana.signIn('Ana');
  await writesAs(maya, 'Maya Lind', 'It drips from the left side.');
  await ana.take('Maya Lind');
  await ana.type('Please close both valves.');
  await ana.press('Enter');
  await expect(maya.text('Please close both valves.')).toBeVisible();
  await ana.button('Wrap up').click();
  await ana.page.getByRole('checkbox', { name: 'Question answered' }).check();
  await ana.button('Done').click();
  // In the transcript; the live region keeps its last word.
  const ended = maya.page.locator('segue-chat .line', { hasText: /ended the chat/ });
  await expect(ended).toHaveCount(1);

  await maya.write('You are all useless.');
  await ana.take('Maya Lind');
  await expect(ended).toHaveCount(0);
  const past = ana.page.getByRole('button', { name: /^Contact with Maya of/ });
  await expect(past).toContainText('Question answered');
  await past.click();
  const dialog = ana.page.getByRole('dialog', { name: /^Maya Lind, / });
  await expect(dialog).toContainText('Please close both valves.');
  await ana.press('Escape');
  await expect(dialog).toHaveCount(0);

  // The desk's own camera, before any call.
  await ana.page.getByRole('button', { name: /^Account of Ana/ }).click();
  await ana.page.getByRole('button', { name: 'Check camera and sound' }).click();
  await expect(ana.text('Camera works').first()).toBeVisible();
  await ana.page.getByRole('dialog', { name: 'Check camera and sound' }).getByRole('button', { name: 'Done' }).click();
  await ana.hasNoMedia();

  await ana.button('Block visitor').click();
  const question = ana.page.getByRole('alertdialog', { name: 'Block Maya Lind?' });
  await question.getByRole('textbox', { name: /^Why/ }).fill('Insults');
  await question.getByRole('button', { name: 'Block and end contact' }).click();
  await expect(ended).toHaveCount(1);
  const before = await maya.contactIds();
  await maya.composer().fill('I say it again!');
  await maya.composer().press('Enter');
  await expect(maya.text('Chat isn’t available on this page right now.')).toBeVisible();
  await maya.page.reload();
  if (await maya.launcher().isVisible()) await maya.launcher().click();
  await expect(maya.text('Chat isn’t available on this page right now.')).toBeVisible();
  await expect(ana.page.getByRole('group', { name: /is ringing$/ })).toHaveCount(0);
  const [, contactId = ''] = before;
  const record = await RecordReader.open(platform.url);
  expect((await record.timeline(contactId)).filter(({ kind }) => kind === 'guest.blocked' || kind === 'contact.closed').map(({ data }) => data)).toEqual([{ note: 'Insults' }, expect.objectContaining({ reason: 'blocked' })]);
  expect(await record.said(contactId)).toEqual(['customer: You are all useless.']);
});
