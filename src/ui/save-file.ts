/**
 * Brings a file onto this device. Fetched first and saved from memory, so that whatever goes wrong is said here: a page of the
 * customer's never leaves for an address that turns out to be an error, and no window opens.
 */
import { SegueError } from '../protocol/index.js';

export class FileSaver {
  private last: string | undefined;

  constructor(private readonly ask: typeof fetch = (input, init) => fetch(input, init)) {}

  /** @throws SegueError `file-gone`, `unreachable` */
  async save(url: string, name: string): Promise<void> {
    const response = await this.ask(url, { credentials: 'omit' }).catch(() => undefined);
    if (response?.status === 410 || response?.status === 404) throw new SegueError('file-gone');
    const content = response?.ok === true ? await response.blob().catch(() => undefined) : undefined;
    if (content === undefined) throw new SegueError('unreachable');
    this.release();
    this.last = URL.createObjectURL(content);
    const link = document.createElement('a');
    Object.assign(link, { href: this.last, download: name });
    link.click();
  }

  /** Memory goes with the next file, or with the element. */
  release(): void {
    if (this.last !== undefined) URL.revokeObjectURL(this.last);
    this.last = undefined;
  }
}
