/**
 * Hints that the network may be there again: the browser came online, or the page came back into view.
 *
 * Knows the two browser events. Does not know what to do about them. Without a window there are no hints.
 */

/** Calls `hint` on each sign; the returned function stops that. */
export type WatchNetwork = (hint: () => void) => () => void;

export const watchNetwork: WatchNetwork = (hint) => {
  if (typeof window === 'undefined') return () => undefined;
  const seen = (): void => {
    if (document.visibilityState === 'visible') hint();
  };
  window.addEventListener('online', hint);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', hint);
    document.removeEventListener('visibilitychange', seen);
  };
};
