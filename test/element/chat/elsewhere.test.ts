import { expect, it } from 'vitest';
import { elsewhere } from './chat-states.js';
import { drawn, mount, named, press } from './mounted.js';

it('a call in another tab stands in the header’s place, for as long as it is live, and moves here with a press', async () => {
  const context = await mount();
  elsewhere(context);
  const stage = await drawn(context.root, '.elsewhere');
  expect(stage.querySelector('h2')?.textContent).toBe('The call is in another tab');
  expect(stage.querySelector('[role="timer"]')?.textContent).toBe('08:02');
  // Not a call to be gone back to, and none to start beside it.
  expect(context.root.querySelector('.card')).toBeNull();
  expect(named(context.root, 'Start video')).toBeUndefined();
  expect(named(context.root, 'Message')).toBeDefined();
  await press(context.root, 'Move it here');
  expect(context.rooms.upgrade.asked).toEqual(['rejoin']);
});
