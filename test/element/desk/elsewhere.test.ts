import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { lockSeats } from '../../../src/desk/desk-seat.js';
import { manualClock } from '../../../src/testing/index.js';
import { looseDesk, signedIn } from './desk-rig.js';
import { press } from './press.js';
import { contactFrame, jonas, owned } from './scenes.js';

const desks: Element[] = [];
afterEach(() => {
  for (const desk of desks.splice(0)) desk.remove();
});

/** Two tabs of one browser: two desks with the browser's own locks. */
async function tabs() {
  const clock = manualClock();
  const seats = lockSeats(navigator.locks, clock);
  const first = await signedIn({ seats });
  desks.push(first.desk);
  const second = looseDesk({ seats });
  desks.push(second.desk);
  second.desk.style.zIndex = '1';
  await second.desk.updateComplete;
  void second.desk.signIn('ana', 'right');
  return { clock, first, second };
}
const textOf = (desk: Element): string => desk.shadowRoot?.textContent ?? '';

describe('a second tab of an agent’s desk', () => {
  it('says where the desk is, and connects to nothing', async () => {
    const { clock, first, second } = await tabs();
    await expect.poll(() => clock.waiting).toBe(1);
    clock.advance(1_000);
    await expect.poll(() => textOf(second.desk)).toContain('The desk is open in another tab.');
    expect(first.line.hungUpWith).toBeUndefined();
    expect(first.has('Go on queue') || first.has('Go off queue')).toBe(true);
  });

  it('takes the desk over with a press: the first one hangs up and can take it back', async () => {
    const { clock, first, second } = await tabs();
    const story = jonas();
    await first.tell(contactFrame(owned(story.contactId, story.name, 60)));
    const upgrade = first.upgrade(story.contactId);
    await expect.poll(() => clock.waiting).toBe(1);
    clock.advance(1_000);
    const line = second.platform.line();
    await press(page.getByRole('button', { name: 'Use it here' }));
    expect((await (await line).hello()).token).toBe('token');
    await expect.poll(() => first.line.hungUpWith).toBeDefined();
    await expect.poll(() => textOf(first.desk)).toContain('The desk is open in another tab.');
    // A call goes on, for this agent to go back into where the desk is now.
    expect(upgrade.asked).toContain('destroy, leaving the call');
    const again = first.platform.line();
    first.desk.shadowRoot?.querySelector<HTMLElement>('.elsewhere .primary')?.click();
    await again;
    await expect.poll(() => textOf(second.desk)).toContain('The desk is open in another tab.');
  });

  it('is had at once when the first one is closed in time', async () => {
    const { clock, first, second } = await tabs();
    await expect.poll(() => clock.waiting).toBe(1);
    const line = second.platform.line();
    first.desk.remove();
    await line;
    expect(textOf(second.desk)).not.toContain('another tab');
  });
});
