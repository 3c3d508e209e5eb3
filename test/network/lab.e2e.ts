/** The lab itself: the router does what it is told, and nothing is left of it. */
import { spawnSync } from 'node:child_process';
import { expect, test as base } from '@playwright/test';
import { openNetwork, ownNamespaces, type Network } from '../setup/network.js';
import { Probe } from './support/probe.js';

const test = base.extend<{ network: Network; probe: Probe }>({
  network: async ({}, use) => {
    const network = openNetwork();
    await use(network);
    network.tearDown();
  },
  probe: async ({ network }, use) => {
    const probe = await Probe.open(network, 'platform', [443, 3478]);
    await use(probe);
    probe.close();
  },
});

const addressIn = (seen: string | undefined): string | undefined => seen?.split(' ')[0];

test('an untreated network carries everything, under everybody’s own address', ({ network, probe }) => {
  expect(addressIn(probe.tcp('customer', 3478))).toBe(network.addressOf('customer'));
  expect(probe.udp('agent', [3478]).map(addressIn)).toEqual([network.addressOf('agent')]);
});

test('what is dropped for one is dropped for that one alone', ({ network, probe }) => {
  network.dropUdp('customer');
  expect(probe.udp('customer', [3478])).toEqual([]);
  expect(probe.tcp('customer', 3478)).toBeDefined();
  expect(probe.udp('agent', [3478])).toHaveLength(1);

  network.onlyTcp443('customer');
  expect(probe.tcp('customer', 443)).toBeDefined();
  expect(probe.tcp('customer', 3478)).toBeUndefined();
  expect(probe.udp('customer', [443])).toEqual([]);

  network.restore();
  expect(probe.udp('customer', [3478])).toHaveLength(1);
});

test('a cut is silent, between two or towards all, until it is restored', ({ network, probe }) => {
  network.cut('customer', 'platform');
  expect(probe.tcp('customer', 443)).toBeUndefined();
  expect(probe.tcp('agent', 443)).toBeDefined();
  network.restore('customer');
  network.cut('platform');
  expect(probe.tcp('agent', 443)).toBeUndefined();
  network.restore('platform');
  expect(probe.tcp('agent', 443)).toBeDefined();
});

test('a symmetric NAT shows another port to each destination, and never the address behind it', ({ network, probe }) => {
  network.symmetricNat('customer');
  const seen = probe.udp('customer', [443, 3478]);
  expect(seen).toHaveLength(2);
  expect(new Set(seen.map((it) => it.split(' ')[1])).size).toBe(2);
  expect(seen.map(addressIn)).not.toContain(network.addressOf('customer'));
});

test('loss is a share of the packets, in both directions', ({ network, probe }) => {
  network.loss('customer', 20);
  // 64 % of 300 come back, give or take eight standard deviations.
  const { length } = probe.udp('customer', [3478], 300);
  expect(length).toBeGreaterThan(125);
  expect(length).toBeLessThan(260);
});

test('a changed address is the one that others see', ({ network, probe }) => {
  const before = network.addressOf('customer');
  const after = network.changeAddress('customer');
  expect(after).not.toBe(before);
  expect(addressIn(probe.tcp('customer', 443))).toBe(after);
});

test('nothing is left: no namespace, no route, no process', async () => {
  const network = openNetwork();
  await Probe.open(network, 'turn', [3478]);
  const subnet = network.addressOf('turn').replace(/\d+$/, '');
  expect(ownNamespaces().length).toBeGreaterThan(0);
  network.tearDown();
  expect(ownNamespaces()).toEqual([]);
  await expect.poll(() => spawnSync('ip', ['route', 'show'], { encoding: 'utf8' }).stdout).not.toContain(subnet);
});
