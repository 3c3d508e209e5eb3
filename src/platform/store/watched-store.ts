/**
 * A store that tells when it cannot write any more, and when it can again.
 *
 * Knows that `storage-full` of one work says it, and that a later success takes it back. Does not know who is told.
 */
import { SegueError } from '../../protocol/error.js';
import type { Store } from './store.js';

export interface WatchedStore extends Store {
  /** Whether the store answers; where it could not write, whether it can now. */
  ready(): Promise<boolean>;
}

/** `changed`: called once for each turn, not for each work. */
export function watchStore(store: Store, changed: (state: 'full' | 'writable') => void): WatchedStore {
  let state: 'full' | 'writable' = 'writable';
  const turn = (now: typeof state): void => {
    if (state === now) return;
    state = now;
    changed(now);
  };
  const transaction: Store['transaction'] = (work) =>
    store.transaction(work).catch((error: unknown) => {
      if (error instanceof SegueError && error.code === 'storage-full') turn('full');
      throw error;
    });
  const read = (): Promise<boolean> => transaction((tx) => tx.get('SELECT 1 AS one')).then(() => true, () => false);
  // A row written as it was: the least that needs room in the log.
  const write = (): Promise<boolean> =>
    transaction((tx) => tx.run('UPDATE segue_migrations SET ran_at = ran_at')).then(
      () => {
        turn('writable');
        return true;
      },
      () => false,
    );
  return { transaction, backup: (file) => store.backup(file), close: () => store.close(), ready: () => (state === 'full' ? write() : read()) };
}
