/**
 * What breaks in mid-call on the agent's way: who does not begin the connection asks for its repair, and the customer, whose
 * own network is whole, is told that it is not theirs.
 */
import { expect, test } from './support/lab.js';

const completed = [expect.objectContaining({ status: 'completed' })];

test('the agent’s path is cut for 2 s', { tag: '@deep' }, async ({ scene }) => {
  await scene.call();
  await scene.network.cutFor(2_000, 'agent');
  scene.mend();
  await scene.live();
  await scene.end();
  // Short enough that it may never have counted as a break.
  for (const who of ['customer', 'agent'] as const) await scene.wentThrough(who, /^(connecting )?live( (recovering|customer gone|live))* ended$/);
  expect(await scene.results()).toEqual(completed);
});

test('the agent’s path is cut for 8 s', { tag: '@deep' }, async ({ scene }) => {
  await scene.call();
  await scene.network.cutFor(8_000, 'agent');
  scene.mend();
  await scene.live();
  await scene.told('customer', /^(Reconnecting…|Ana’s connection dropped\. Waiting for them…)$/);
  await scene.told('customer', /^Connected again\.$/);
  for (const sentence of [/^(You’re offline\.|Reconnecting…)$/, /^Picture is back after \d+ s\.$/]) await scene.told('agent', sentence);
  await scene.end();
  await scene.wentThrough('customer', /^connecting live( recovering live)+ ended$/);
  await scene.wentThrough('agent', /^(connecting )?live( recovering| customer gone)+ live( recovering live)* ended$/);
  expect(await scene.results()).toEqual(completed);
});

test('the agent’s path is cut for 40 s: the call is given up, and the customer’s click leads back in the same contact', { tag: '@deep' }, async ({ scene }) => {
  await scene.call();
  const cut = Date.now();
  scene.network.cut('agent');
  await scene.told('customer', /^Ana’s connection dropped\. Waiting for them…$/);
  await scene.told('customer', /^Your video was interrupted$/);
  await expect.poll(async () => (await scene.results()).length > 0 && Date.now() - cut >= 40_000, { message: 'given up by the platform', timeout: 150_000 }).toBe(true);
  const from = scene.notes.agent.length;
  scene.network.restore('agent');
  scene.mend();
  await scene.noted('agent', /^got welcome/, from);
  await expect(scene.agent.remote()).toHaveCount(0);
  await scene.customer.button('Rejoin video').click();
  await scene.agent.joinVideo();
  await scene.live();
  await scene.end();
  await scene.wentThrough('customer', /^connecting live recovering ended connecting live( recovering live)* ended$/);
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed', reason: 'signaling-lost', by: 'agent' }), ...completed]);
});

test('the agent’s address changes', { tag: '@deep' }, async ({ scene }) => {
  await scene.call();
  const from = scene.notes.agent.length;
  scene.network.changeAddress('agent');
  scene.mend();
  // Frames that were under way are no proof: it is another path, over another socket.
  await scene.noted('agent', /^signal got offer 1\.[1-9]/, from);
  await scene.noted('agent', /^got welcome/, from);
  await scene.live();
  await scene.end();
  for (const who of ['customer', 'agent'] as const) await scene.wentThrough(who, /^(connecting )?live( (recovering|customer gone|live))* ended$/);
  expect(scene.repairs().attempts).toBe(1);
  expect(await scene.results()).toEqual(completed);
});
