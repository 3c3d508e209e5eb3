/** What breaks in mid-call: the same call, in the same contact, sees and hears again. */
import { expect, test } from './support/lab.js';

for (const seconds of [2, 8]) {
  test(`the customer’s path is cut for ${String(seconds)} s`, async ({ scene }) => {
    await scene.call();
    await scene.network.cutFor(seconds * 1000, 'customer');
    scene.mend();
    await scene.live();
    await scene.end();
    expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
  });
}

test('the customer’s path is cut for 40 s: the call is given up, and one click leads back in the same contact', async ({ scene }) => {
  await scene.call();
  const cut = Date.now();
  scene.network.cut('customer');
  await scene.told('agent', /connection dropped/);
  await scene.told('customer', /Your video was interrupted/);
  const from = scene.notes.customer.length;
  // The platform gives it up, too, some 36 s after the cut; a busy machine takes longer to see it.
  await expect.poll(async () => (await scene.results()).length > 0 && Date.now() - cut >= 40_000, { message: 'given up by the platform', timeout: 150_000 }).toBe(true);
  scene.network.restore('customer');
  scene.mend();
  await scene.noted('customer', /^got welcome/, from);
  await scene.told('customer', /Your video was interrupted/);
  await scene.customer.button('Rejoin video').click();
  await scene.agent.joinVideo();
  await scene.live();
  await scene.end();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed', reason: 'signaling-lost' }), expect.objectContaining({ status: 'completed' })]);
});

test('the customer’s address changes', async ({ scene }) => {
  await scene.call();
  scene.network.changeAddress('customer');
  scene.mend();
  await scene.live();
  await scene.end();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
});

for (const percent of [5, 20]) {
  test(`${String(percent)} % of the packets are lost`, async ({ scene }) => {
    scene.network.loss('customer', percent);
    await scene.call();
    await scene.live();
    scene.network.restore();
    await scene.end();
  });
}

test('the platform is restarted in mid-call: picture and sound go on', async ({ scene }) => {
  await scene.call();
  const from = scene.notes.customer.length;
  const before = await scene.frames();
  await scene.platform.kill();
  // Both sides have lost their socket, and still decode.
  await scene.noted('customer', /^got close/, from);
  const without = await scene.frames();
  await expect.poll(async () => (await scene.frames()).every((frames, side) => frames > (without[side] ?? 0) + 10)).toBe(true);
  await scene.platform.restart();
  await scene.chatGoesOn();
  await scene.live();
  const after = await scene.frames();
  expect(after.every((frames, side) => frames > (before[side] ?? 0))).toBe(true);
  expect(scene.repairs()).toEqual({ attempts: 1, restarts: 0 });
  await scene.customer.button('End video').click();
  await scene.customer.hasNoMedia();
  await scene.agent.hasNoMedia();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
});

test('coturn is restarted in mid-call', { tag: '@firefox' }, async ({ scene }) => {
  await scene.call();
  await scene.turn.start();
  scene.mend();
  await scene.told('customer', /Reconnecting/);
  await scene.live();
  await scene.end();
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
});

test.describe('credentials that have expired', () => {
  // The platform says 600 s; by the TURN server's clock 10 s of them are left.
  test.use({ sceneOptions: { clockBehind: 590 } });
  test('are renewed before an ICE restart', async ({ scene }) => {
    await scene.call();
    const from = scene.notes.customer.length;
    await expect.poll(() => Date.now(), { timeout: 30_000 }).toBeGreaterThan(scene.minted() + 11_000);
    scene.network.cut('customer');
    // Without it the same path would simply go on: the chat's line is missed sooner than the picture.
    await scene.noted('customer', /^call recovering/, from);
    scene.network.restore('customer');
    scene.mend();
    await scene.noted('customer', /^sent turn.get/, from);
    await scene.live();
    await scene.end();
  });
});
