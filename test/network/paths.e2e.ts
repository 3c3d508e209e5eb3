/** Every way through a network to a call: what carries it where something is closed, and who learns whose address. */
import { expect, test } from './support/lab.js';
import type { Scene } from './support/scene.js';

/** What a picture may take where its relay is reached over TCP, in bits per second: room for the sound that waits behind it. */
const capOverTcp = 600_000;

/** Whether this address stands anywhere in what was signalled. */
const mentions = (signals: string, address: string): boolean => new RegExp(`\\b${address.replaceAll('.', '\\.')}\\b`).test(signals);

/** To an end in order; a machine that is busy may have needed a repair on the way, but no other connection. */
async function endsAsPlanned(scene: Scene): Promise<void> {
  await scene.end();
  await scene.wentThrough('customer', /^connecting live( recovering live)* ended$/);
  await scene.wentThrough('agent', /^(connecting )?live( recovering live)* ended$/);
  expect(scene.repairs().attempts).toBe(1);
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
}

test('an open network: the agent stays behind a relay, and the customer’s page learns no address of theirs', { tag: '@firefox' }, async ({ scene }) => {
  await scene.call();
  const relay = scene.network.addressOf('turn');
  await expect.poll(() => scene.path('customer')).toMatchObject({ remoteAddress: relay });
  await expect.poll(() => scene.path('agent')).toMatchObject({ local: 'relay' });
  const heard = await scene.signalsOf('customer');
  expect(mentions(heard, relay)).toBe(true);
  expect(mentions(heard, scene.network.addressOf('agent'))).toBe(false);
  // The other way round there is nothing to hide: what is looked for would be found.
  expect(mentions(await scene.signalsOf('agent'), scene.network.addressOf('customer'))).toBe(true);
  await endsAsPlanned(scene);
});

test.describe('everybody hides behind relays:', () => {
  test.use({ sceneOptions: { policy: 'relay' } });
  test('neither page learns the other’s address', async ({ scene }) => {
    await scene.call();
    for (const [who, other] of [['customer', 'agent'], ['agent', 'customer']] as const) {
      await expect.poll(() => scene.path(who)).toMatchObject({ local: 'relay', remote: 'relay', remoteAddress: scene.network.addressOf('turn') });
      expect(mentions(await scene.signalsOf(who), scene.network.addressOf(other))).toBe(false);
    }
    await endsAsPlanned(scene);
  });
});

test('UDP is dropped', async ({ scene, make }) => {
  // Where both relays answer, Firefox may take the one by TLS.
  const byTcp = make === 'firefox' ? expect.stringMatching(/^(tcp|tls)$/) : 'tcp';
  scene.network.dropUdp('customer');
  scene.network.dropUdp('agent');
  await scene.call();
  for (const who of ['customer', 'agent'] as const) {
    await expect.poll(() => scene.path(who)).toMatchObject({ local: 'relay', relayProtocol: byTcp });
    await expect.poll(() => scene.videoCap(who)).toBe(capOverTcp);
  }
  await endsAsPlanned(scene);
});

test('everything but TCP on port 443 is dropped', { tag: '@firefox' }, async ({ scene }) => {
  scene.network.onlyTcp443('customer');
  scene.network.onlyTcp443('agent');
  await scene.call();
  for (const who of ['customer', 'agent'] as const) {
    await expect.poll(() => scene.path(who)).toMatchObject({ local: 'relay', relayProtocol: 'tls' });
    await expect.poll(() => scene.videoCap(who)).toBe(capOverTcp);
  }
  await endsAsPlanned(scene);
});

test.describe('both sides are behind symmetric NATs,', () => {
  test.use({ sceneOptions: { policy: 'all' } });
  test('and nobody has to hide: a relay carries the call all the same', async ({ scene }) => {
    scene.network.symmetricNat('customer');
    scene.network.symmetricNat('agent');
    await scene.call();
    const paths = await Promise.all([scene.path('customer'), scene.path('agent')]);
    expect(paths.flatMap((path) => [path?.local, path?.remote])).toContain('relay');
    expect(paths.map((path) => path?.remoteAddress)).toContain(scene.network.addressOf('turn'));
    await endsAsPlanned(scene);
  });
});
