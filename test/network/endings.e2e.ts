/** A network in which no call can be: the people are told why, and the chat goes on in the same contact. */
import { expect, test } from './support/lab.js';

test.describe('TURN is dead,', () => {
  test('and the agent hides behind it: both are told that video could not connect', async ({ scene }) => {
    await scene.turn.kill();
    await scene.chat();
    await scene.startVideo({ mayFail: true });
    await scene.told('customer', /Video couldn’t connect/);
    await scene.customer.hasNoMedia();
    await scene.agent.hasNoMedia();
    expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed', reason: 'turn-unreachable' })]);
    await scene.told('customer', /Your network seems to block video/);
    await scene.chatGoesOn();
  });

  test.describe('and nobody has to hide', () => {
    test.use({ sceneOptions: { policy: 'all' } });
    test('the direct path carries the call', async ({ scene }) => {
      await scene.turn.kill();
      await scene.call();
      await scene.end();
    });
  });
});

test('TURN refuses the platform’s credentials: the fault is said to be on our side', async ({ scene }) => {
  await scene.turn.start('refusing');
  await scene.chat();
  await scene.startVideo({ mayFail: true });
  await scene.told('customer', /Video couldn’t connect/);
  await scene.customer.hasNoMedia();
  await scene.agent.hasNoMedia();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed', reason: 'turn-refused' })]);
  await scene.told('customer', /The fault is on our side/);
  await scene.chatGoesOn();
});

test('one side leaves for good: the other is told, the call ends, the chat stays', async ({ scene }) => {
  await scene.call();
  await scene.agent.page.close();
  await scene.told('customer', /connection dropped/);
  await expect(scene.customer.remote()).toHaveCount(0, { timeout: 60_000 });
  await scene.customer.hasNoMedia();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed' })]);
  await scene.customer.write('Are you still there?');
});

test('the customer closes the page in mid-call: the agent is told and the call ends', async ({ scene }) => {
  await scene.call();
  await scene.customer.page.close();
  await scene.told('agent', /connection dropped|Waiting for|left/);
  await expect(scene.agent.remote()).toHaveCount(0, { timeout: 60_000 });
  await scene.agent.hasNoMedia();
});
