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
    await scene.told('customer', /^Your network seems to block video\.$/);
    await scene.told('agent', /^The video ended: the relay could not be reached\. .+ is still here in chat\./);
    await scene.staysInChat();
    await scene.wentThrough('customer', /^connecting ended$/);
    await scene.wentThrough('agent', /^(connecting ended)?$/);
  });

  test.describe('and nobody has to hide', () => {
    test.use({ sceneOptions: { policy: 'all' } });
    test('the direct path carries the call', async ({ scene }) => {
      await scene.turn.kill();
      await scene.call();
      await expect.poll(() => scene.path('customer')).toMatchObject({ local: expect.stringMatching(/^(host|prflx)$/), remoteAddress: scene.network.addressOf('agent') });
      await scene.end();
      await scene.wentThrough('customer', /^connecting live( recovering live)* ended$/);
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
  await scene.told('customer', /^The fault is on our side, and it has been reported\.$/);
  await scene.told('agent', /^The video ended: the relay refused the call\. .+ is still here in chat\./);
  await scene.staysInChat();
  await scene.wentThrough('customer', /^connecting ended$/);
  await scene.wentThrough('agent', /^(connecting ended)?$/);
});

test('the agent closes the page in mid-call: the customer is told, the call ends, and the chat is offered', async ({ scene }) => {
  await scene.call();
  await scene.agent.page.close();
  await scene.told('customer', /^Ana’s connection dropped\. Waiting for them…$/);
  await scene.told('customer', /^Your video was interrupted$/);
  await expect(scene.customer.remote()).toHaveCount(0);
  await scene.customer.hasNoMedia();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed', reason: 'signaling-lost', by: 'agent' })]);
  await scene.told('customer', /^The call has ended\. The chat goes on here\.$/);
  await expect(scene.customer.button('Rejoin video')).toBeVisible();
  await scene.customer.button('Stay in chat').click();
  await expect(scene.customer.button('Rejoin video')).toHaveCount(0);
  await scene.customer.write('Are you still there?');
  await scene.wentThrough('customer', /^connecting live recovering ended$/);
});

test('the customer closes the page in mid-call: the agent is told, the call ends, and the chat is theirs', async ({ scene }) => {
  await scene.call();
  await scene.customer.page.close();
  await scene.told('agent', /^.+’s connection dropped\. Waiting for them…$/);
  await scene.told('agent', /^The video ended: .+ left\. Invite again$/);
  await expect(scene.agent.remote()).toHaveCount(0);
  await scene.agent.hasNoMedia();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed', reason: 'signaling-lost', by: 'customer' })]);
  await scene.agent.write('I am here when you come back.');
  await scene.wentThrough('agent', /^(connecting )?live( recovering)*( customer gone)+ ended$/);
});
