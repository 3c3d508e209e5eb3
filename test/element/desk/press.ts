/**
 * Presses and writes as a person would, found by role and name. Stock Firefox, driven over BiDi, gives neither mouse nor
 * keyboard inside the runner's frame, so the events are made here; real input is the end-to-end tests' matter.
 */
import { expect } from 'vitest';
import type { Locator } from 'vitest/browser';

export async function press(locator: Locator): Promise<void> {
  const element = await found(locator);
  key({ key: 'Unidentified' });
  element.focus();
  element.click();
}

/** Goes to a field and adds to what it holds. */
export async function write(locator: Locator, text: string): Promise<void> {
  const field = await found(locator);
  field.focus();
  add(text);
}

/** Adds to the field that has the focus, wherever that is. */
export function add(text: string): void {
  const field = focused();
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) throw new Error('No field has the focus.');
  field.value += text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: text }));
}

/** One key, where the focus is. */
export function key(init: KeyboardEventInit): void {
  (focused() ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }));
}

async function found(locator: Locator): Promise<HTMLElement> {
  await expect.poll(() => locator.query()).not.toBeNull();
  const element = locator.element();
  if (!(element instanceof HTMLElement)) throw new Error('Nothing to press.');
  return element;
}

/** What has the focus, within shadow roots too. */
export function focused(): Element | null {
  let active = document.activeElement;
  for (let root = active?.shadowRoot; root?.activeElement != null; root = active.shadowRoot) active = root.activeElement;
  return active;
}
