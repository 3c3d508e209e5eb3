/**
 * The address of the page that the desk is in, as a redirect leaves it and comes back to it. Knows the browser's two objects
 * for it; a test brings its own.
 */
export interface PageAddress {
  /** The whole address. */
  readonly href: string;
  /** Leaves the page. */
  go(url: string): void;
  /** Writes another address of the same page, without loading it and without a step in the history. */
  replace(url: string): void;
}

export const browserAddress: PageAddress = {
  get href() {
    return window.location.href;
  },
  go: (url) => window.location.assign(url),
  replace: (url) => window.history.replaceState(window.history.state, '', url),
};
