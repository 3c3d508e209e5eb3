/** The real `serve`, told to stop in the middle of things. */
import { expect, it } from 'vitest';
import { aftermath } from '../storm/aftermath.js';
import { storms } from '../storm/storms.js';

const serve = storms();

it('stops in good order under load and while everybody dials, again and again, and nothing is lost', async () => {
  const raging = await serve.open({ seed: 21, customers: 4 });
  raging.rage();
  for (const enough of [40, 80]) {
    await raging.until('some work', () => raging.acknowledged > enough);
    expect(await raging.process?.stop()).toBe(0);
    // At once after the start: sockets are being made, or somebody is about to.
    await raging.begin();
    expect(await raging.process?.stop()).toBe(0);
    await raging.begin();
  }
  raging.calm();
  await raging.settled();
  expect(await raging.process?.stop()).toBe(0);
  expect(raging.people.filter(({ closes }) => closes.at(-1) !== 4503).map(({ name }) => name)).toEqual([]);
  expect((await aftermath(raging.store, raging.people)).wrong).toEqual({});
}, 120_000);
