/** A chat that takes files, with what a person does and sees of them. */
import { expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Attachment, AttachmentRules } from '../../../src/protocol/index.js';
import { choose, type FakeUpload } from '../ui/fake-files.js';
import { Timeline, ana, snapshot } from './fake-rooms.js';
import { drawn, mount, press, type Mounted, type phone } from './mounted.js';

const rules: AttachmentRules = { maxBytes: 10_485_760, types: ['image/png', 'image/jpeg', 'image/heic', 'application/pdf', 'text/plain'] };
export const open = { attachments: rules };

export async function shown(timeline = new Timeline().joined(), more: object = open, size?: typeof phone): Promise<Mounted> {
  const mounted = await mount({}, size);
  await press(mounted.root, 'Open chat');
  await drawn(mounted.root, '.panel');
  mounted.rooms.session.become({ snapshot: snapshot(more), events: timeline.events });
  return mounted;
}
export const sent = ({ rooms }: Mounted): string[] => rooms.session.asked.filter((what) => what.startsWith('send'));
export const said = (root: ShadowRoot): string => root.querySelector('[role="status"]')?.textContent ?? '';
export const chips = (root: ShadowRoot): string[] => [...root.querySelectorAll('.file-chip .file-words')].map((it) => it.textContent.replace(/\s+/gu, ' ').trim());

/** Chosen with the paperclip. */
export async function attach({ root }: Mounted, ...files: readonly File[]): Promise<void> {
  choose(await drawn<HTMLInputElement>(root, '.attach input'), ...files);
}
export async function upload({ rooms }: Mounted, name: string): Promise<FakeUpload> {
  await expect.poll(() => rooms.files.upload(name)).toBeDefined();
  const found = rooms.files.upload(name);
  if (found === undefined) throw new Error(name);
  return found;
}
export async function write(chat: Mounted, text: string): Promise<void> {
  (await drawn(chat.root, 'textarea')).focus();
  await userEvent.keyboard(text);
}

export const withFiles = (by: 'customer' | 'agent', text: string, ...attachments: Attachment[]): Timeline =>
  new Timeline().joined().add('message', by === 'customer' ? { kind: 'customer', id: 'guest-1' } : { kind: 'agent', id: 'ana', name: ana.name }, { messageId: 'm', text, attachments });
/** As laid out, while the panel still grows. */
export const size = (element: HTMLElement): string => `${element.offsetWidth} x ${element.offsetHeight}`;
