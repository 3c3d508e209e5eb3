/** Files that go and come as a test says. Nothing is sent anywhere, and nothing happens by itself. */
import { SegueError, type Attachment, type AttachmentLink, type ErrorCode, type KeptAttachment } from '../../../src/protocol/index.js';
import type { Attachments, Upload, UploadState } from '../../../src/session/index.js';

export class FakeUpload implements Upload {
  state: UploadState = { kind: 'sending', sent: 0 };
  readonly name: string;
  readonly size: number;
  retried = 0;
  readonly #changed: (upload: Upload) => void;

  constructor(readonly contactId: string, readonly file: Blob & { readonly name?: string }, changed: (upload: Upload) => void) {
    this.name = file.name ?? '';
    this.size = file.size;
    this.#changed = changed;
  }
  retry(): void {
    this.retried += 1;
    this.become({ kind: 'sending', sent: 0 });
  }
  cancel(): void {
    this.become({ kind: 'cancelled' });
  }
  become(state: UploadState): void {
    this.state = state;
    this.#changed(this);
  }
  keep(more: Partial<KeptAttachment> = {}): void {
    this.become({ kind: 'kept', attachment: { attachmentId: `f-${this.name.replace(/[^\w.-]/gu, '-')}`, name: this.name, type: this.file.type, size: this.size, expiresAt: '2099-01-01T00:00:00.000Z', ...more } });
  }
}

export class FakeFiles implements Attachments {
  readonly uploads: FakeUpload[] = [];
  /** Links that were asked for: contact and file. */
  readonly asked: string[] = [];
  readonly #links = new Map<string, AttachmentLink | ErrorCode>();

  attach(contactId: string, file: Blob & { readonly name?: string }, changed: (upload: Upload) => void): FakeUpload {
    const upload = new FakeUpload(contactId, file, changed);
    this.uploads.push(upload);
    return upload;
  }
  link(contactId: string, attachmentId: string): Promise<AttachmentLink> {
    this.asked.push(`${contactId} ${attachmentId}`);
    const link = this.#links.get(attachmentId) ?? 'unreachable';
    return typeof link === 'string' ? Promise.reject(new SegueError(link)) : Promise.resolve(link);
  }
  /** What the next `link` of a file says. */
  say(attachmentId: string, link: Omit<AttachmentLink, 'expiresAt'> | ErrorCode): void {
    this.#links.set(attachmentId, typeof link === 'string' ? link : { ...link, expiresAt: '2099-01-01T00:00:00.000Z' });
  }
  /** The upload of this name, once it has begun. */
  upload(name: string): FakeUpload | undefined {
    return this.uploads.find((it) => it.name === name);
  }
}

export const photo = (more: Partial<Attachment> = {}): Attachment => ({ attachmentId: 'f_photo', name: 'IMG_0412.jpg', type: 'image/jpeg', size: 1_843_200, width: 1280, height: 720, ...more });
export const guide = (more: Partial<Attachment> = {}): Attachment => ({ attachmentId: 'f_guide', name: 'Shower screen, step by step.pdf', type: 'application/pdf', size: 655_360, ...more });

export const textFile = (name: string, content = 'abc', type = 'text/plain'): File => new File([content], name, { type });

/** A drawn picture, as a file. */
export async function pictureFile(name = 'photo.png', [width, height]: readonly [number, number] = [640, 364]): Promise<File> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.fillStyle = '#cfc8bb';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#4f4438';
  pen.fillRect(0, height * 0.85, width, height * 0.15);
  pen.fillStyle = '#8f9499';
  pen.fillRect(width * 0.24, height * 0.18, width * 0.5, height * 0.2);
  pen.fillStyle = '#2d3036';
  pen.fillRect(width * 0.32, height * 0.38, width * 0.32, height * 0.14);
  pen.fillStyle = '#dff0fa';
  pen.beginPath();
  pen.arc(width * 0.44, height * 0.66, height * 0.05, 0, 7);
  pen.arc(width * 0.55, height * 0.76, height * 0.04, 0, 7);
  pen.fill();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('no picture');
  return new File([blob], name, { type: 'image/png' });
}

/** Gives a file input what a person would choose. */
export function choose(input: HTMLInputElement, ...files: readonly File[]): void {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Drags, drops or pastes files on an element, as a browser tells it. */
export function give(element: Element, type: 'dragover' | 'drop' | 'paste', files: readonly File[], text?: string): Event {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  if (text !== undefined) data.setData('text/plain', text);
  const options = { bubbles: true, composed: true, cancelable: true };
  const event = type === 'paste' ? new ClipboardEvent(type, options) : new DragEvent(type, { ...options, dataTransfer: data });
  // Firefox hands over nothing that a page has made itself.
  if (type === 'paste') Object.defineProperty(event, 'clipboardData', { value: data });
  element.dispatchEvent(event);
  return event;
}
