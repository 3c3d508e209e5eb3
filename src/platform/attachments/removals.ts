/**
 * Removals: files that are gone by their rows, taken off the disk outside any transaction.
 *
 * Knows that the row goes after the file, and that a stop waits for what has begun. One that fails is said; its row's deadline
 * brings it again (unsent.ts).
 */
import type { Logger } from '../log.js';
import type { AttachmentDesk } from './attachment-desk.js';
import type { Files } from './file-store.js';

export interface RemovalsOptions {
  /** Without a place for files there are none to remove. */
  readonly files: Pick<Files, 'drop'> | undefined;
  readonly desk: Pick<AttachmentDesk, 'abandon'>;
  readonly log: Logger;
}

export class Removals {
  readonly #underWay = new Set<Promise<void>>();

  constructor(private readonly options: RemovalsOptions) {}

  begin(attachmentId: string): void {
    const removal = this.#remove(attachmentId).finally(() => this.#underWay.delete(removal));
    this.#underWay.add(removal);
  }

  async close(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #remove(attachmentId: string): Promise<void> {
    const { files, desk, log } = this.options;
    try {
      await files?.drop(attachmentId);
      await desk.abandon(attachmentId);
    } catch (error) {
      log.error({ err: error, attachmentId }, 'a file that nobody sent could not be removed; it is tried again later');
    }
  }
}
