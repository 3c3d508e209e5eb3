/** What `window.Segue` is for a page with the script tag: types alone, shared by the loader and its tests. */
import type { PageConfig } from './page-config.js';
import type { SegueChatEvents } from './chat-event.js';

type EventWord = keyof SegueChatEvents extends `segue-${infer Word}` ? Word : never;

/**
 * Calls made before segue.js has loaded are kept: `window.Segue = window.Segue || []; Segue.push(['init', { … }])`.
 * Every call works at any time; those that need the element wait for it.
 */
export interface SegueApi {
  /** Shows the chat. REQUIREMENTS' JSON; a second call replaces the configuration. */
  init(config: PageConfig): void;
  /** Listens to `open`, `close`, `message`, `upgrade`, `call`; gives back its own removal. */
  on<W extends EventWord>(event: W, listener: (detail: SegueChatEvents[`segue-${W}`]['detail']) => void): () => void;
  open(): void;
  close(): void;
  toggle(): void;
  /** Call it in a click's own task: the browser's question for the camera needs the gesture. */
  startVideo(): void;
  /** Takes the chat off the page. `init` brings it back. */
  destroy(): void;
  /** One kept call: name and arguments. */
  push(call: EarlyCall): void;
}

/** A call by name, as the page's queue holds it. */
export type EarlyCall =
  | readonly ['init', PageConfig]
  | readonly ['on', EventWord, (detail: unknown) => void]
  | readonly ['open' | 'close' | 'toggle' | 'startVideo' | 'destroy'];
