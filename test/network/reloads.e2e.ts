/** A page is reloaded in mid-call: the way back leads into the same contact. */
import { expect, test } from './support/lab.js';

test('the customer reloads and rejoins', async ({ scene }) => {
  await scene.call();
  await scene.customer.page.reload();
  const launcher = scene.customer.launcher();
  await expect(launcher.or(scene.customer.button('Rejoin video')).first()).toBeVisible();
  // The chat is open again where it was open before.
  if (await launcher.isVisible()) await launcher.click();
  await scene.told('agent', /connection dropped/);
  await scene.customer.button('Rejoin video').click();
  scene.mend();
  await scene.live();
  await scene.told('agent', /^Picture is back after \d+ s\.$/);
  await scene.end();
  await scene.wentThrough('customer', /^connecting live connecting live ended$/);
  await scene.wentThrough('agent', /^(connecting )?live( recovering| customer gone)+ live ended$/);
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
});

test('the agent reloads and rejoins', async ({ scene }) => {
  await scene.call();
  await scene.agent.page.reload();
  await scene.told('agent', /^The call goes on without this page\.$/);
  await scene.told('customer', /^(Reconnecting…|Ana’s connection dropped\. Waiting for them…)$/);
  await scene.agent.button('Rejoin video').click();
  scene.mend();
  await scene.live();
  await scene.told('customer', /^Connected again\.$/);
  await scene.end();
  await scene.wentThrough('customer', /^connecting live( recovering live)+ ended$/);
  await scene.wentThrough('agent', /^(connecting )?live away (recovering |connecting )*live ended$/);
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
});
