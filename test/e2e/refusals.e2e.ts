/** Everything that stops a video before it starts: its own result, its own sentence, and the chat goes on. */
import { expect, test } from './support/fixtures.js';
import type { Customer } from './support/customer.js';
import type { Agent } from './support/agent.js';
import { RecordReader } from './support/record.js';
import { chatting } from './support/scenes.js';

/** The result is in the record, no medium changed, and the next message still arrives. */
async function expectRefused(customer: Customer, agent: Agent, url: string, result: { status: string; reason?: string }): Promise<void> {
  const [contactId = ''] = await customer.contactIds();
  const record = await RecordReader.open(url);
  await expect.poll(() => record.results(contactId)).toEqual([expect.objectContaining(result)]);
  expect(await record.kinds(contactId)).not.toContain('media-upgrade');
  expect((await record.interaction(contactId)).parts.map((part) => part.medium)).toEqual(['webChat']);
  await customer.hasNoMedia();
  await customer.write('The chat goes on');
  await expect(agent.text('The chat goes on').first()).toBeVisible();
}

test('default off: no button, and the agent can see why there is no invitation', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana, { path: '/?deployment=no-video' });
  await expect(customer.button('Start video')).toHaveCount(0);
  await expect(ana.button('Invite to video')).toBeDisabled();
  expect(await customer.captures()).toEqual([]);
  const [contactId = ''] = await customer.contactIds();
  expect(await (await RecordReader.open(platform.url)).kinds(contactId)).not.toContain('media-upgrade');
});

test('default off: a flow that asks all the same gets the typed refusal and takes its way out', async ({ newCustomer, newAgent, platform }) => {
  const config = platform.config();
  const deployment = config.deployments.find((it) => it['id'] === 'no-video');
  const flow = { id: 'asks', version: 1, trigger: 'web-messaging', startBlock: 'ask', blocks: [
    { id: 'ask', type: 'send-message', configuration: { mediaType: 'video', message: 'Shall we look?', waitForResult: true, timeoutSeconds: 30 }, on: { unsupported: 'sorry' } },
    { id: 'wrong', type: 'send-message', configuration: { message: 'Not this way' } },
    { id: 'sorry', type: 'send-message', configuration: { message: 'Then let us write.' } },
    { id: 'queue', type: 'route-to-queue', configuration: { queueId: 'support' } },
  ] };
  if (deployment) deployment['flowId'] = 'asks';
  await platform.replaceConfig({ ...config, flows: [...config.flows, flow] });
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana, { path: '/?deployment=no-video' });
  await expect(customer.text('Then let us write.')).toBeVisible();
  await expect(customer.text('Not this way')).toHaveCount(0);
  await expectRefused(customer, ana, platform.url, { status: 'unsupported', reason: 'not-enabled' });
});

test('camera denied: the browser’s way out is shown', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer({ devices: 'denied' });
  await chatting(customer, ana);
  await customer.startVideo();
  await expect(customer.text(/Your browser blocked/).first()).toBeVisible();
  await expect(customer.button('Try again')).toBeVisible();
  await customer.button('Stay in chat').click();
  await expectRefused(customer, ana, platform.url, { status: 'permission-denied' });
});

test('no camera and no microphone', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer({ devices: 'none' });
  await chatting(customer, ana);
  await customer.startVideo();
  await expect(customer.text(/No (camera|microphone) found/).first()).toBeVisible();
  await expectRefused(customer, ana, platform.url, { status: 'no-device' });
});

test('the camera is in use by another program', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await customer.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Could not start video source', 'NotReadableError'));
  });
  await chatting(customer, ana);
  await customer.startVideo();
  await expect(customer.text('Your camera is in use').first()).toBeVisible();
  await expectRefused(customer, ana, platform.url, { status: 'device-busy' });
});

test('the customer declines an invitation', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  await ana.button('Invite to video').click();
  await customer.button('Decline video').click();
  await expect(customer.text('You declined video')).toBeVisible();
  await expectRefused(customer, ana, platform.url, { status: 'declined', });
});

test('the agent takes the invitation back', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ana);
  await ana.button('Invite to video').click();
  await expect(customer.button('Accept video')).toBeVisible();
  await ana.button('Take back').click();
  await expect(customer.button('Accept video')).toHaveCount(0);
  await expectRefused(customer, ana, platform.url, { status: 'cancelled' });
});

test('nobody is qualified for video: known at once', async ({ newCustomer, newAgent, platform }) => {
  const config = platform.config();
  for (const queue of config.queues) queue['members'] = ['ben'];
  await platform.replaceConfig(config);
  const ben = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ben, { name: 'Ben' });
  await customer.startVideo();
  await expect(customer.text(/Nobody is free for video/).first()).toBeVisible();
  await expectRefused(customer, ben, platform.url, { status: 'no-agent', reason: 'nobody-qualified' });
});

test('the only qualified agents are not on queue: known at once', async ({ newCustomer, newAgent, platform }) => {
  const ben = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ben, { name: 'Ben' });
  await customer.startVideo();
  await expect(customer.text(/Nobody is free for video/).first()).toBeVisible();
  await expectRefused(customer, ben, platform.url, { status: 'no-agent', reason: 'nobody-on-queue' });
});

test('the customer leaves the line while another agent rings', async ({ newCustomer, newAgent, platform }) => {
  const ben = await newAgent();
  const customer = await newCustomer();
  await chatting(customer, ben, { name: 'Ben' });
  const ana = await newAgent();
  await ana.signIn('Ana');
  await customer.startVideo();
  await expect(ana.button('Accept')).toBeVisible();
  await customer.page.getByRole('button', { name: /^(Cancel|Leave the line)$/ }).first().click();
  await expect(ana.button('Accept')).toHaveCount(0);
  await expectRefused(customer, ben, platform.url, { status: 'cancelled' });
});
