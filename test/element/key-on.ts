/**
 * Presses a key on a control, as someone does who has walked there.
 *
 * Over WebDriver BiDi a key goes to what has the focus when it arrives in the browser: now and then, while the page is
 * still busy with what came before, that is not yet the control that was just given it. Knows nothing of what the key does.
 */
import { expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import { focused } from './desk/press.js';

/** `key` as `userEvent.keyboard` has it. Pressed again only while no press has reached the control. */
export async function keyOn(find: () => HTMLElement | null | undefined, key: string): Promise<void> {
  let arrived: KeyboardEvent | undefined;
  await expect
    .poll(async () => {
      const control = find();
      if (control == null) return 'nothing there';
      const arrive = (event: KeyboardEvent): void => {
        arrived = event;
      };
      control.focus();
      control.addEventListener('keydown', arrive, { once: true });
      await userEvent.keyboard(key);
      control.removeEventListener('keydown', arrive);
      return arrived === undefined ? `went to ${where()}` : 'arrived';
    }, { message: `the key ${key}` })
    .toBe('arrived');
  // Stock Firefox in a window without focus, as a headless one now and then is, takes an Enter that nobody prevents and does nothing by itself with it.
  if (key === '{Enter}' && !document.hasFocus() && arrived?.defaultPrevented === false) find()?.click();
}

/** What has the focus, for the message of a test that fails. */
function where(): string {
  const active = focused();
  return `${document.hasFocus() ? '' : 'a page without focus, '}${active === null ? 'nothing' : `${active.tagName} ${active.className}`}`;
}
