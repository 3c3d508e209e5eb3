/**
 * What tabs need of a browser: a lock that all pages of an origin share, a channel between them, and word of a page that
 * is put away and taken out again.
 *
 * Knows Web Locks, BroadcastChannel and the page's life cycle, and that either may be missing (Safari 14, insecure pages)
 * or throw (sandboxed frames, blocked storage). Does not know who leads.
 */

/** `signal` takes a request out of the queue; `held` keeps the lock until its promise settles. */
export interface Locks {
  request(name: string, options: LockWish, held: (lock: unknown) => Promise<void>): Promise<unknown>;
}

export interface LockWish {
  readonly ifAvailable?: boolean;
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

export interface TabChannel {
  post(message: unknown): void;
  close(): void;
}

export interface TabPorts {
  readonly locks: Locks;
  /** Hears what other pages post, not what this one does. */
  channel(name: string, heard: (message: unknown) => void): TabChannel;
  /** `away`: into the back/forward cache, frozen or gone. `back`: taken out again. The returned function stops both. */
  watchPage(page: { readonly away: () => void; readonly back: () => void }): () => void;
}

/** The browser's; undefined where it lacks one of them. */
export function browserTabPorts(): TabPorts | undefined {
  const { navigator: browser, BroadcastChannel: Channel } = globalThis as Partial<Pick<typeof globalThis, 'navigator' | 'BroadcastChannel'>>;
  const locks: LockManager | undefined = browser?.locks;
  if (!locks || !Channel) return undefined;
  return {
    locks: { request: (name, options, held) => locks.request(name, options, held) },
    channel(name, heard) {
      const channel = new Channel(name);
      channel.onmessage = ({ data }: MessageEvent<unknown>) => heard(data);
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    },
    watchPage({ away, back }) {
      const pairs = [[window, 'pagehide', away], [window, 'pageshow', back], [document, 'freeze', away], [document, 'resume', back]] as const;
      for (const [target, name, listener] of pairs) target.addEventListener(name, listener);
      return () => {
        for (const [target, name, listener] of pairs) target.removeEventListener(name, listener);
      };
    },
  };
}
