/** What breaks in mid-call: the same call, in the same contact, sees and hears again. */
import { mediaTotals } from '../e2e/support/observer.js';
import { expect, test } from './support/lab.js';

const completed = [expect.objectContaining({ status: 'completed' })];

test('the customer’s path is cut for 2 s', async ({ scene }) => {
  await scene.call();
  await scene.network.cutFor(2_000, 'customer');
  scene.mend();
  await scene.live();
  await scene.end();
  // Short enough that it may never have counted as a break.
  for (const who of ['customer', 'agent'] as const) await scene.wentThrough(who, /^(connecting )?live( (recovering|customer gone|live))* ended$/);
  expect(await scene.results()).toEqual(completed);
});

test('the customer’s path is cut for 8 s', async ({ scene }) => {
  await scene.call();
  await scene.network.cutFor(8_000, 'customer');
  scene.mend();
  await scene.live();
  for (const sentence of [/^You’re offline\.$/, /^The call waits \d+ s for you\.$/, /^Connected again\.$/]) await scene.told('customer', sentence);
  for (const sentence of [/^(Reconnecting…|.+ connection dropped\. Waiting for them…)$/, /^Picture is back after \d+ s\.$/]) await scene.told('agent', sentence);
  await scene.end();
  await scene.wentThrough('customer', /^connecting live( recovering live)+ ended$/);
  await scene.wentThrough('agent', /^(connecting )?live( recovering| customer gone)+ live ended$/);
  expect(await scene.results()).toEqual(completed);
});

test('ICE restarts do not help: another connection is made beside the first, and carries the call on', { tag: '@deep' }, async ({ scene }) => {
  const open = (): Promise<number[]> => Promise.all([scene.customer, scene.agent].map(async ({ page }) => (await mediaTotals(page)).open));
  await scene.call();
  expect(await open()).toEqual([1, 1]);
  // The chat goes on, so that every repair is tried; the only relay is out of reach.
  scene.network.cut('customer', 'turn');
  await scene.told('customer', /^Reconnecting…$/);
  await scene.noted('agent', /^signal got offer 2\.0/);
  const { restarts } = scene.repairs();
  // Nothing is to be seen in the second one yet.
  await expect.poll(open).toEqual([2, 2]);
  scene.network.restore('customer');
  scene.mend();
  await scene.live();
  await expect.poll(open).toEqual([1, 1]);
  expect(restarts).toBeGreaterThan(0);
  await scene.told('customer', /^Connected again\.$/);
  await scene.told('agent', /^Picture is back after \d+ s\.$/);
  await scene.end();
  await scene.wentThrough('customer', /^connecting live( recovering live)+ ended$/);
  await scene.wentThrough('agent', /^(connecting )?live( recovering)+ live( recovering live)* ended$/);
  expect(await scene.results()).toEqual(completed);
});

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
  await scene.told('agent', /^The video ended: .+ left\./);
  await scene.end();
  await scene.wentThrough('customer', /^connecting live recovering ended connecting live( recovering live)* ended$/);
  expect(await scene.results()).toEqual([expect.objectContaining({ status: 'failed', reason: 'signaling-lost' }), ...completed]);
});

test('the customer’s address changes', async ({ scene }) => {
  await scene.call();
  const from = scene.notes.customer.length;
  scene.network.changeAddress('customer');
  scene.mend();
  // Frames that were under way are no proof: it is another path, over another socket.
  await scene.noted('customer', /^signal sent offer 1\.[1-9]/, from);
  await scene.noted('customer', /^got welcome/, from);
  await scene.live();
  await scene.end();
  for (const who of ['customer', 'agent'] as const) await scene.wentThrough(who, /^(connecting )?live( (recovering|customer gone|live))* ended$/);
  expect(scene.repairs().attempts).toBe(1);
  expect(await scene.results()).toEqual(completed);
});

for (const percent of [5, 20]) {
  test(`${String(percent)} % of the packets are lost`, async ({ scene }) => {
    scene.network.loss('customer', percent);
    await scene.call();
    await scene.live();
    scene.network.restore();
    await scene.end();
    await scene.wentThrough('customer', /^connecting live( recovering live)* ended$/);
    expect(await scene.results()).toEqual(completed);
  });
}

test('20 % of the packets are lost for long: the picture makes way for the sound, and comes back with the path', { tag: '@deep' }, async ({ scene }) => {
  await scene.call();
  scene.network.loss('customer', 20);
  await scene.told('customer', /^Your connection is weak, so your camera is paused\./);
  await scene.told('agent', /^Video paused to keep the sound clear$/);
  const { audioPackets } = await mediaTotals(scene.agent.page);
  await expect.poll(async () => (await mediaTotals(scene.agent.page)).audioPackets, { message: 'the sound goes on' }).toBeGreaterThan(audioPackets + 50);
  scene.network.restore();
  scene.mend();
  await scene.told('customer', /^Video is back$/);
  await scene.live();
  await scene.end();
  await scene.wentThrough('customer', /^connecting live( recovering live)* ended$/);
  expect(scene.repairs().attempts).toBe(1);
  expect(await scene.results()).toEqual(completed);
});

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
  scene.mend();
  await scene.told('customer', /^No connection\. Trying again…$/);
  await scene.told('agent', /^Connection lost, getting it back\./);
  await scene.chatGoesOn();
  await scene.live();
  const after = await scene.frames();
  expect(after.every((frames, side) => frames > (before[side] ?? 0))).toBe(true);
  expect(scene.repairs()).toEqual({ attempts: 1, restarts: 0 });
  expect(scene.mends().map(({ live }) => live)).toEqual(['kept']);
  await scene.customer.button('End video').click();
  await scene.customer.hasNoMedia();
  await scene.agent.hasNoMedia();
  await scene.wentThrough('customer', /^connecting live( recovering live)* ended$/);
  await scene.wentThrough('agent', /^(connecting )?live( recovering live)* ended$/);
  expect(await scene.results()).toEqual(completed);
});

test('coturn is restarted in mid-call', { tag: '@firefox' }, async ({ scene }) => {
  await scene.call();
  await scene.turn.start();
  scene.mend();
  await scene.told('customer', /^Reconnecting…$/);
  await scene.live();
  await scene.told('customer', /^Connected again\.$/);
  await scene.end();
  await scene.wentThrough('customer', /^connecting live( recovering live)+ ended$/);
  await scene.wentThrough('agent', /^(connecting )?live( recovering live)* ended$/);
  expect(await scene.results()).toEqual(completed);
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
    await scene.told('customer', /^Connected again\.$/);
    await scene.end();
    await scene.wentThrough('customer', /^connecting live( recovering live)+ ended$/);
    expect(scene.repairs().restarts).toBeGreaterThan(0);
    expect(await scene.results()).toEqual(completed);
  });
});
