/**
 * The script tag's side of the shell: performs what segue.js kept, and every call after it.
 *
 * Knows the files of its release and their integrity from the build, the one `<segue-chat>` of the tag, and that a page may
 * take it off the document without meaning to: a body that is swapped for another gets it back in the same microtask, so
 * that a call outlives it. `destroy` leaves nothing but `window.Segue` itself.
 */
import { SegueError } from '../protocol/error.js';
import './define.js';
import { hintOnce } from './console-hint.js';
import type { PageConfig } from './page-config.js';
import type { Handover, Perform } from './script-tag-api.js';
import type { SegueChat } from './segue-chat.js';

/** File name to integrity: written by the build. */
declare const __SEGUE_CHUNKS__: Readonly<Record<string, string>>;

declare global {
  interface Window {
    /** Read by Lit where a browser has no constructed stylesheets. */
    litNonce?: string;
  }
}

/** Marks the tag's own element: a copy of the page that a router kept brings a dead copy of it. */
const mark = 'data-segue-tag';
/** How the other files ask for each other; see build/script-tag.ts. */
const importKey = Symbol.for('segue.import');
/** A page that takes the chat off as soon as it is there means it. */
const returnsPerSecond = 5;

interface Waiting {
  readonly run: (chat: SegueChat) => Promise<void>;
  readonly done: () => void;
  readonly fail: (reason: unknown) => void;
}

const body = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    else resolve();
  });

class ScriptTag {
  private element: SegueChat | undefined;
  private config: PageConfig = {};
  private readonly waiting: Waiting[] = [];
  /** Goes up when the chat is taken off the page: what began before is void. */
  private turn = 0;
  private returned = { times: 0, since: 0 };
  private readonly observer = new MutationObserver((records) => this.stay(records));

  constructor(private readonly from: Handover) {}

  readonly perform: Perform = (call) => {
    switch (call[0]) {
      case 'init':
        return this.init(call[1]);
      case 'destroy':
        this.destroy();
        return Promise.resolve();
      case 'identify':
        return this.withChat((chat) => {
          chat.identify(call[1]);
          return Promise.resolve();
        });
      default:
        return this.withChat((chat) => chat[call[0]]());
    }
  };

  /** What the page says in `init` counts before what the tag says. */
  private get deploymentId(): string | undefined {
    return this.config.deploymentId ?? this.from.tag['deploymentId'];
  }

  private async init(config: PageConfig): Promise<void> {
    this.config = config;
    if (this.deploymentId === undefined) {
      const fault = new SegueError('bad-config', 'deploymentId: missing.');
      this.refuse(fault);
      throw fault;
    }
    if (this.element === undefined) {
      const mine = this.turn;
      await body();
      if (mine !== this.turn) throw new SegueError('closed');
    }
    const chat = this.element ?? this.mount();
    const { tag, origin } = this.from;
    Object.assign(chat, { config: this.config, deploymentId: this.deploymentId, platform: tag['platform'] ?? this.config.platform ?? origin });
    for (const { run, done, fail } of this.waiting.splice(0)) run(chat).then(done, fail);
    await chat.updateComplete;
    if (chat.fault) throw chat.fault;
  }

  private mount(): SegueChat {
    const { tag, nonce, bring } = this.from;
    // A language's integrity comes from the chunk that picks one of them.
    const load = (address: string, integrity?: string): Promise<unknown> => {
      const file = address.slice(address.lastIndexOf('/') + 1);
      return bring(file, integrity ?? __SEGUE_CHUNKS__[file] ?? '');
    };
    Object.defineProperty(window, importKey, { value: load, configurable: true });
    if (nonce !== '') window.litNonce ??= nonce;
    const chat = document.createElement('segue-chat');
    chat.setAttribute(mark, '');
    if (tag['theme'] !== undefined) chat.theme = tag['theme'];
    if (tag['lang'] !== undefined) chat.lang = tag['lang'];
    this.element = chat;
    this.appear(chat);
    return chat;
  }

  private appear(chat: SegueChat): void {
    document.body.append(chat);
    this.observer.disconnect();
    for (const node of [document, document.documentElement, document.body]) this.observer.observe(node, { childList: true });
  }

  /** The page changed at its roots. Who takes off the chat alone means it; who takes off all there was does not. */
  private stay(records: readonly MutationRecord[]): void {
    const chat = this.element;
    if (chat === undefined || chat.isConnected || document.querySelector('body') === null) return;
    // All that went in one task, whether at once or one by one.
    const gone = records.flatMap(({ removedNodes }) => [...removedNodes]).filter((node) => node instanceof Element);
    if (gone.length > 0 && gone.every((element) => element === chat)) {
      this.destroy();
      return;
    }
    const now = performance.now();
    if (now - this.returned.since > 1_000) this.returned = { times: 0, since: now };
    if (++this.returned.times > returnsPerSecond) {
      hintOnce('the page keeps removing <segue-chat>. Segue.destroy() does it for good.');
      this.observer.disconnect();
      return;
    }
    for (const copy of document.querySelectorAll(`[${mark}]`)) copy.remove();
    this.appear(chat);
  }

  private withChat(run: Waiting['run']): Promise<void> {
    if (this.element !== undefined) return run(this.element);
    return new Promise((done, fail) => this.waiting.push({ run, done, fail }));
  }

  /** No chat comes for what waits for one. */
  private refuse(reason: SegueError): void {
    for (const { fail } of this.waiting.splice(0)) fail(reason);
  }

  private destroy(): void {
    this.turn += 1;
    this.observer.disconnect();
    this.from.deafen();
    this.refuse(new SegueError('closed'));
    if (this.element === undefined) return;
    this.element.remove();
    this.element = undefined;
    Reflect.deleteProperty(window, importKey);
    if (window.litNonce === this.from.nonce) delete window.litNonce;
  }
}

/** The one call of segue.js. */
export function takeOver(from: Handover): Perform {
  return new ScriptTag(from).perform;
}
