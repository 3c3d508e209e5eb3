/** Every way through a network to a call: what carries it where something is closed. */
import { expect, test } from './support/lab.js';

test('an open network', { tag: '@firefox' }, async ({ scene }) => {
  await scene.call();
  await scene.end();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
});

test('UDP is dropped', async ({ scene }) => {
  scene.network.dropUdp('customer');
  scene.network.dropUdp('agent');
  await scene.call();
  await scene.end();
});

test('everything but TCP on port 443 is dropped', { tag: '@firefox' }, async ({ scene }) => {
  scene.network.onlyTcp443('customer');
  scene.network.onlyTcp443('agent');
  await scene.call();
  await scene.end();
});

test('both sides are behind symmetric NATs', async ({ scene }) => {
  scene.network.symmetricNat('customer');
  scene.network.symmetricNat('agent');
  await scene.call();
  await scene.end();
});
