/**
 * The sweep at a start: files that no row names.
 *
 * Knows that a file has its row from before its first byte, so that one without is left from a store that is here no more: an
 * older copy was put in its place. Nobody could ever get it. Does not know contacts.
 */
import type { Logger } from '../log.js';
import type { AttachmentDesk } from './attachment-desk.js';
import type { Files } from './file-store.js';

export interface SweepOptions {
  readonly files: Pick<Files, 'ids' | 'drop'>;
  readonly desk: Pick<AttachmentDesk, 'unknown'>;
  readonly log: Logger;
}

/** Looked up in one transaction. */
const idsAtOnce = 500;

/** Removes what nobody knows of. Returns how many. */
export async function sweepFiles({ files, desk, log }: SweepOptions): Promise<number> {
  const ids = [...(await files.ids())];
  let swept = 0;
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    for (const id of await desk.unknown(ids.slice(from, from + idsAtOnce))) {
      await files.drop(id);
      swept += 1;
    }
  }
  if (swept > 0) log.warn({ files: swept }, 'files that no contact knows of were removed');
  return swept;
}
