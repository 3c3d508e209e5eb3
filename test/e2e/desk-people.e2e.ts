/** Agents at one contact: a colleague is asked and helps, or is spoken with before the contact is theirs. */
import { expect, test } from './support/fixtures.js';
import { chattingBesideBen } from './support/scenes.js';

const secret = 'Is it the old valve with two screws?';
const answer = 'Yes. Ask for the lever on the left.';

test('a colleague is asked, speaks with the owner alone and with the customer, and leaves; the contact stays its owner’s', async ({ newCustomer, newAgent }) => {
  const { customer, ana, ben } = await chattingBesideBen({ newCustomer, newAgent }, false);

  await ana.button('Ask a colleague to help').click();
  const dialog = ana.page.getByRole('dialog', { name: /^Ask a colleague/ });
  await dialog.getByRole('option', { name: /^Ben/ }).click();
  await dialog.getByRole('textbox', { name: /^For Ben/ }).fill('You know these.');
  await dialog.getByRole('button', { name: /^Ask Ben/ }).click();
  await expect(ana.text(/^Asking Ben/).first()).toBeVisible();

  const card = ben.page.getByRole('group', { name: /asks you to help/ });
  await expect(card).toContainText('You know these.');
  await card.getByRole('button', { name: 'Accept' }).click();
  await expect(ben.text('It drips from the left side.').first()).toBeVisible();
  await expect(ben.button('Transfer')).toHaveCount(0);
  await expect(ben.button('Wrap up')).toHaveCount(0);
  await expect(ana.text(/helps you here/).first()).toBeVisible();
  await expect(customer.text(/Ben.* joined/).first()).toBeVisible();

  // Ben writes to Ana alone until he chooses otherwise.
  await ben.page.getByRole('textbox', { name: /only$/ }).fill(answer);
  await ben.page.keyboard.press('Enter');
  await expect(ana.text(answer).first()).toBeVisible();
  await ana.page.getByRole('radio', { name: /^To Ben/ }).check({ force: true });
  await ana.page.getByRole('textbox', { name: /only$/ }).fill(secret);
  await ana.page.keyboard.press('Enter');
  await expect(ben.text(secret).first()).toBeVisible();

  await ben.page.getByRole('radio', { name: /^To / }).last().check({ force: true });
  await ben.page.getByRole('textbox', { name: 'Message', exact: true }).fill('Ben here. Is the lever on the left horizontal?');
  await ben.page.keyboard.press('Enter');
  await expect(customer.text('Ben here. Is the lever on the left horizontal?').first()).toBeVisible();
  await expect(ana.text('Ben here. Is the lever on the left horizontal?').first()).toBeVisible();
  await expect(customer.text(secret)).toHaveCount(0);
  await expect(customer.text(answer)).toHaveCount(0);

  await ben.button('Leave').click();
  await expect(ben.text(/^You no longer help here/).first()).toBeVisible();
  await expect(ana.text(/helps you here/)).toHaveCount(0);
  // With nobody else there, the choice goes with the press.
  await ana.page.getByRole('radio', { name: /^To / }).first().click({ force: true });
  await ana.page.getByRole('textbox', { name: 'Message', exact: true }).fill('Thank you for waiting.');
  await ana.page.keyboard.press('Enter');
  await expect(customer.text('Thank you for waiting.').first()).toBeVisible();
});

test('an owner speaks with a colleague alone, then hands the contact over to them', async ({ newCustomer, newAgent }) => {
  const { customer, ana, ben } = await chattingBesideBen({ newCustomer, newAgent });
  const before = await customer.contactIds();

  await ana.button('Transfer').click();
  const dialog = ana.page.getByRole('dialog', { name: /^Transfer/ });
  await dialog.getByRole('option', { name: /^Ben/ }).click();
  await dialog.getByRole('radio', { name: /^Talk to Ben first/ }).check();
  await dialog.getByRole('button', { name: /^Start talking to Ben/ }).click();
  await ben.page.getByRole('group', { name: /asks you to help/ }).getByRole('button', { name: 'Accept' }).click();
  await expect(ana.text(/stays between you/).first()).toBeVisible();
  await ana.page.getByRole('textbox', { name: /only$/ }).fill(secret);
  await ana.page.keyboard.press('Enter');
  await expect(ben.text(secret).first()).toBeVisible();

  await ana.button('Hand over now').click();
  await ben.page.getByRole('group', { name: /is ringing$/ }).getByRole('button', { name: 'Accept' }).click();
  await expect(ben.button('Transfer')).toBeVisible();
  await ben.page.getByRole('textbox', { name: 'Message', exact: true }).fill('Ben here, I go on with you.');
  await ben.page.keyboard.press('Enter');
  await expect(customer.text('Ben here, I go on with you.').first()).toBeVisible();
  await expect(customer.text(secret)).toHaveCount(0);
  await expect(ana.text(/^This contact went on with Ben/).first()).toBeVisible();
  expect(await customer.contactIds()).toEqual(before);
});
