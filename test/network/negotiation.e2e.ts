/** The chat's way to the platform breaks at each step of the negotiation: what was begun goes on when it is back. */
import { expect, test } from './support/lab.js';

/** What the customer's page has just sent or received when it breaks. */
const steps = [
  ['the request', /^sent upgrade\.request/],
  ['the camera is open', /^sent upgrade\.capture/],
  ['the bind', /^got media-upgrade/],
  ['the offer', /^signal sent offer/],
  ['the answer', /^signal got answer/],
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
    await scene.end();
    expect(await scene.results()).toEqual([expect.objectContaining({ status: 'completed' })]);
  });
}
