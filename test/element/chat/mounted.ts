/** Puts a chat on the page for one test, and takes it off again. */
import { afterEach, expect } from 'vitest';
import { page } from 'vitest/browser';
import '../../../src/chat/define.js';
import { SegueChat } from '../../../src/chat/index.js';
import { fakeRooms, type FakeRooms } from './fake-rooms.js';

export interface Mounted {
  readonly chat: SegueChat;
  readonly rooms: FakeRooms;
  readonly root: ShadowRoot;
}

let mounted: SegueChat | undefined;
afterEach(() => {
  mounted?.remove();
  mounted = undefined;
  localStorage.clear();
});

export const desktop = [1280, 800] as const;
export const phone = [390, 844] as const;

/** A chat on the page, closed; on a desktop unless said otherwise. */
export async function mount(options: NonNullable<Parameters<typeof fakeRooms>[0]> = {}, [width, height]: readonly [number, number] = desktop): Promise<Mounted> {
  await page.viewport(width, height);
  const rooms = fakeRooms(options);
  const chat = new SegueChat();
  chat.backend = rooms.backend;
  chat.deploymentId = 'demo';
  chat.config = { shop: 'Halden' };
  chat.lang = 'en-GB';
  document.body.append(chat);
  mounted = chat;
  await chat.updateComplete;
  if (chat.shadowRoot === null) throw new Error('no shadow root');
  return { chat, rooms, root: chat.shadowRoot };
}

/** Waits until something is drawn, and gives it. */
export async function drawn<T extends Element = HTMLElement>(root: ParentNode, selector: string): Promise<T> {
  await expect.poll(() => root.querySelector(selector), { message: selector }).not.toBeNull();
  const found = root.querySelector<T>(selector);
  if (found === null) throw new Error(selector);
  return found;
}

/** Waits until something is no longer drawn. */
export async function gone(root: ParentNode, selector: string): Promise<void> {
  await expect.poll(() => root.querySelector(selector), { message: `no ${selector}` }).toBeNull();
}

/** The control of this accessible name; only `aria-label` and the text of a button count here. */
export function named(root: ParentNode, name: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>('button, textarea, video')].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent.trim()) === name,
  );
}

/** Presses a control by its name, once it is there. */
export async function press(root: ParentNode, name: string): Promise<void> {
  await expect.poll(() => named(root, name), { message: name }).toBeDefined();
  named(root, name)?.click();
}
