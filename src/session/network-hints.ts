/**
 * Hints that the network may be there again, or be another one: the browser came online, changed its network, or the page
 * came back into view.
 *
 * Knows the browser's events, of which not every browser has all. Does not know what to do about them. Without a window
 * there are no hints.
 */

/** Calls `hint` on each sign; the returned function stops that. */
export type WatchNetwork = (hint: () => void) => () => void;

/** `navigator.connection`: not in Firefox and Safari. */
function networkInformation(): EventTarget | undefined {
  const connection = 'connection' in navigator ? navigator.connection : undefined;
  return connection instanceof EventTarget ? connection : undefined;
}

export const watchNetwork: WatchNetwork = (hint) => {
  if (typeof window === 'undefined') return () => undefined;
  const seen = (): void => {
    if (document.visibilityState === 'visible') hint();
  };
  const events = [[window, 'online', hint], [networkInformation(), 'change', hint], [document, 'visibilitychange', seen]] as const;
  for (const [target, name, heard] of events) target?.addEventListener(name, heard);
  return () => {
    for (const [target, name, heard] of events) target?.removeEventListener(name, heard);
  };
};
