/**
 * Presses what a person would press, found by role and name. Stock Firefox, driven over BiDi, gives no mouse inside the
 * runner's frame, so the press is the element's own: focus, then click.
 */
import { expect } from 'vitest';
import type { Locator } from 'vitest/browser';

export async function press(locator: Locator): Promise<void> {
  await expect.poll(() => locator.query()).not.toBeNull();
  const element = locator.element();
  if (!(element instanceof HTMLElement)) throw new Error('Nothing to press.');
  element.focus();
  element.click();
}
