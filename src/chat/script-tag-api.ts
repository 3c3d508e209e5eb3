/** What `window.Segue` is for a page with the script tag, and what segue.js hands to the shell: types alone. */
import type { SegueChatEvents } from './chat-event.js';
import type { PageConfig } from './page-config.js';
import type { Known } from './visit-link.js';

export type EventWord = keyof SegueChatEvents extends `segue-${infer Word}` ? Word : never;
export type EventListenerOf<W extends EventWord> = (detail: SegueChatEvents[`segue-${W}`]['detail']) => void;

/**
 * Every call works at any time: those made before segue.js has loaded are kept, by `window.Segue = window.Segue || []`
 * with `Segue.push(['open'])` or by README's stub, and those that need the chat wait for it. A promise resolves when the
 * call is done and rejects with a `SegueError`, whose `code` README lists.
 */
export interface SegueApi {
  /** Of segue.js. */
  readonly version: string;
  /**
   * Shows the chat. REQUIREMENTS' JSON; a second call replaces the configuration. Rejects with `bad-config` for a missing
   * deployment or a platform that is no http(s) address, `unreachable`, or `closed` by a `destroy` meanwhile.
   */
  init(config: PageConfig): Promise<void>;
  /** Listens to `open`, `close`, `message`, `upgrade`, `call`; gives back its own removal. */
  on<W extends EventWord>(event: W, listener: EventListenerOf<W>): () => void;
  off<W extends EventWord>(event: W, listener: EventListenerOf<W>): void;
  /** Resolves when the panel shows, or was closed again meanwhile; rejects with `bad-config`, `unreachable` or `closed`. So do the next two. */
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /**
   * Call it in a click's own task: the browser's question for the camera needs the gesture. Resolves when the question is
   * asked; where video can't begin, as before a form is answered, the chat opens, and it rejects with `not-connected` or
   * `call-unsupported`; where the chat can't open, as `open` does.
   */
  startVideo(): Promise<void>;
  /** Tells what the page knows of its customer: name and attributes, for the desk, for flows and for the form. Opens nothing. */
  identify(known: Known): Promise<void>;
  /** Takes the chat off the page with all that it had there, listeners of `on` included. `init` brings it back. */
  destroy(): Promise<void>;
  /** One kept call: name and arguments. */
  readonly push: (call: KeptCall) => void;
}

/** A call by name, as the page's queue holds it. */
export type EarlyCall = WaitingCall | readonly ['on', EventWord, (detail: unknown) => void] | readonly ['off', EventWord, (detail: unknown) => void];

/** A call that waits for the shell. */
export type WaitingCall = readonly ['init', PageConfig] | readonly ['identify', Known] | readonly ['destroy'] | readonly ['open' | 'close' | 'toggle' | 'startVideo'];

/** A call with whoever waits for its end, as README's stub makes it. */
export type KeptCall = EarlyCall & { readonly done?: () => void; readonly fail?: (reason: unknown) => void };

/** What the shell takes over from segue.js. */
export interface Handover {
  /** The tag's `data-…`. */
  readonly tag: Readonly<DOMStringMap>;
  /** Of segue.js: the platform's address unless something else is said. */
  readonly origin: string;
  /** Of the tag, for style elements where a browser has no constructed stylesheets. */
  readonly nonce: string;
  /** Runs a file of the release once its integrity is proven, and gives its module. */
  readonly bring: (file: string, integrity: string) => Promise<unknown>;
  /** Removes every listener of `on`. */
  deafen(): void;
}

/** Performs a call, in its own task where it can. */
export type Perform = (call: WaitingCall) => Promise<void>;
