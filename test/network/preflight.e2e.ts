/** The self-check's word about the network, by what the network lets through: nobody calls in these. */
import { expect, test } from './support/lab.js';
import type { Scene } from './support/scene.js';

const carries = 'Your network can carry video.';
const blocks = 'Your network may block video. The chat works either way.';

async function checked({ customer }: Scene): Promise<void> {
  await customer.button('More options').click();
  await customer.page.getByRole('menuitem', { name: 'Check camera and sound' }).click();
  await expect(customer.text('Camera works')).toBeVisible();
}

/** Closed, with nothing left on, and the chat as it was. */
async function back(scene: Scene): Promise<void> {
  await scene.customer.page.keyboard.press('Escape');
  await scene.customer.hasNoMedia();
  await scene.chatGoesOn();
}

test('the self-check in an open network', { tag: '@firefox' }, async ({ scene }) => {
  await scene.chat();
  await checked(scene);
  await expect(scene.customer.text(carries)).toBeVisible();
  await back(scene);
});

test('the self-check where all but TCP on port 443 is dropped', { tag: '@firefox' }, async ({ scene }) => {
  await scene.chat();
  scene.network.onlyTcp443('customer');
  await checked(scene);
  await expect(scene.customer.text(carries)).toBeVisible();
  await back(scene);
});

test('the self-check where no relay is reached', async ({ scene }) => {
  await scene.chat();
  await scene.turn.kill();
  await checked(scene);
  await expect(scene.customer.text(blocks)).toBeVisible();
  await back(scene);
});
