/** A ring that nobody answers: its agent is told and not rung again, and the contact goes to whoever is there. */
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';
import { withQueue, writesAs } from './support/scenes.js';

test('a missed ring goes to the colleague; the agent is shown as not responding until she is back', async ({ newCustomer, newAgent, platform }) => {
  await withQueue(platform, { ringSeconds: 5 });
  const [ana, ben] = [await newAgent(), await newAgent()];
  const maya = await newCustomer();
  await ben.signIn('Ben', false);
  await ana.signIn('Ana');
  // Looked for from before it begins: it rings no longer than five seconds.
  await Promise.all([writesAs(maya, 'Maya Lind', 'It drips from the left side.'), expect(ana.ring('Maya Lind')).toBeVisible()]);
  const [contactId = ''] = await maya.contactIds();

  // He has it as soon as it has rung out at hers.
  await ben.goOnQueue();
  await ben.take('Maya Lind');
  await expect(ana.text('You missed Maya Lind. You are set to Not responding.').first()).toBeVisible();
  await expect(ana.page.getByRole('button', { name: /Presence:\s*Not responding/ })).toBeVisible();
  await expect(ana.ring('Maya Lind')).toHaveCount(0);
  await expect(ana.rows('Mine')).toHaveCount(0);
  await ben.type('Ben here. Since when?');
  await ben.press('Enter');
  await expect(maya.text('Ben here. Since when?')).toBeVisible();

  // The platform tells colleagues the same, and rings nothing at hers.
  await ben.button('Ask a colleague to help').click();
  const dialog = ben.page.getByRole('dialog', { name: /^Ask a colleague/ });
  await expect(dialog.getByRole('option', { name: /^Ana/ })).toContainText('Not responding');
  await ben.press('Escape');
  const jonas = await newCustomer();
  await Promise.all([writesAs(jonas, 'Jonas Weber', 'Where is my parcel?'), ben.take('Jonas Weber')]);

  await ana.button('I am back').click();
  await expect(ana.page.getByRole('button', { name: /Presence:\s*Available/ })).toBeVisible();
  await expect(ana.text(/^You missed/)).toHaveCount(0);
  await ben.button('Ask a colleague to help').click();
  await expect(dialog.getByRole('option', { name: /^Ana/ })).toContainText('Can help');
  const noor = await newCustomer();
  await Promise.all([writesAs(noor, 'Noor Haddad', 'Is anybody there?'), ana.take('Noor Haddad')]);

  const record = await RecordReader.open(platform.url);
  const outcomes = (await record.timeline(contactId)).filter(({ kind }) => kind === 'reservation.ended').map(({ data }) => data['outcome']);
  expect(outcomes).toEqual(['timeout', 'accepted']);
  expect(await maya.contactIds()).toEqual([contactId]);
});
