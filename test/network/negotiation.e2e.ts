/**
 * A way to the platform vanishes during the negotiation, and no one is told: what was begun goes on when it is back. What
 * happens to each single frame is test/e2e/negotiation.e2e.ts; here the network is what breaks.
 */
import { expect, test } from './support/lab.js';

/** What the customer's page has just sent when it breaks: early enough for the call to need it. */
const steps = [
  ['the request', /^sent upgrade\.request/],
  ['the camera is open', /^sent upgrade\.capture/],
] as const;

/** Longer than the 3 s after which a socket in a call is dead; and the other side's signals go unheard meanwhile. */
const gapMs = 4_000;

for (const [step, what] of steps) {
  test(`the customer’s way to the platform is cut after ${step}`, async ({ scene }) => {
    await scene.chat();
    const from = scene.notes.customer.length;
    await scene.customer.startVideo();
    await Promise.all([
      scene.noted('customer', what, from).then(async () => {
        await scene.network.cutFor(gapMs, 'customer', 'platform');
        scene.mend();
      }),
      // The agent joins meanwhile or afterwards.
      scene.agent.joinVideo(),
    ]);
    await scene.live();
    // It was another socket over which the call came about.
    const since = scene.notes.customer.slice(from).map(({ kind, text }) => `${kind} ${text}`);
    expect(since.indexOf('sent hello')).toBeGreaterThan(-1);
    expect(since.indexOf('sent hello')).toBeLessThan(since.indexOf('call live'));
    await scene.told('customer', /^No connection\. Trying again…$/);
    await scene.end();
    await scene.wentThrough('customer', /^connecting live( recovering live)* ended$/);
    await scene.wentThrough('agent', /^(connecting )?live( recovering live)* ended$/);
    expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
  });
}
