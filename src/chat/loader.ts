/**
 * segue.js: the script tag. Makes `window.Segue` at once and keeps its calls until the shell, which performs them, is there.
 *
 * Knows the shell's name and integrity from the build; the shell knows the other files of its release, and all of them are
 * fetched here, so that each is checked before it runs. One Trusted Types policy named `segue` covers their addresses and
 * Lit's templates. Stores nothing and asks the platform nothing. Budget: 2 kB compressed; so it imports types alone.
 */
import type { SegueChatEvents } from './chat-event.js';
import type { EarlyCall, EventWord, Handover, KeptCall, Perform, SegueApi, WaitingCall } from './script-tag-api.js';

/** Written by the build: the shell's file name and integrity, and the version of all. */
declare const __SEGUE_SHELL__: string;
declare const __SEGUE_INTEGRITY__: string;
declare const __SEGUE_VERSION__: string;

declare global {
  interface Window {
    Segue?: SegueApi | EarlyCall[];
  }
}

interface Policy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: Policy & { createHTML(markup: string): string }): Policy;
}

const tag = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
const own = new URL(tag?.src ?? location.href);
/** The other files lie beside this one; `/segue.js` is a platform's short address for `/cdn/segue.js`. */
const base = new URL(own.pathname === '/segue.js' ? '/cdn/' : '.', own).href;
const data = tag?.dataset ?? {};
const nonce = tag?.nonce ?? '';

let policy: Policy | undefined;
let kept: KeptCall[] = [];
let perform: Perform | undefined;
let loading = false;
let ears: { readonly event: EventWord; readonly listener: unknown; readonly hear: (heard: Event) => void }[] = [];

const isFactory = (value: unknown): value is PolicyFactory => typeof value === 'object' && value !== null && 'createPolicy' in value;
const isShell = (module: unknown): module is { takeOver(handover: Handover): Perform } => typeof module === 'object' && module !== null && 'takeOver' in module;
const isOf = <K extends keyof SegueChatEvents>(event: Event, name: K): event is SegueChatEvents[K] => event instanceof CustomEvent && event.type === name;

function makePolicy(): void {
  const factory: unknown = Reflect.get(window, 'trustedTypes');
  if (!isFactory(factory)) return;
  policy = factory.createPolicy('segue', {
    createHTML: (markup) => markup,
    createScriptURL(address) {
      if (address.startsWith(base)) return address;
      throw new TypeError(`Not a file of Segue: ${address}`);
    },
  });
  // For Lit, which takes it away.
  Object.defineProperty(window, Symbol.for('segue.policy'), { value: policy, configurable: true });
}

/** Runs a file of this release once its integrity is proven; the import then finds it in the module map. */
async function bring(address: string, integrity: string): Promise<unknown> {
  const script = document.createElement('script');
  Object.assign(script, { type: 'module', crossOrigin: 'anonymous', integrity, nonce });
  try {
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
      script.src = policy?.createScriptURL(address) ?? address;
      document.head.append(script);
    });
    return await import(address);
  } catch (origin) {
    // What a SegueError is, without its table of codes.
    throw Object.assign(new Error(`Segue could not load ${address}`), { name: 'SegueError', code: 'unreachable', origin });
  } finally {
    script.remove();
  }
}

/** Removes the listeners of `on`, or one of them. */
function deafen(event?: EventWord, listener?: unknown): void {
  ears = ears.filter((ear) => {
    if (event !== undefined && (ear.event !== event || ear.listener !== listener)) return true;
    document.removeEventListener(`segue-${ear.event}`, ear.hear);
    return false;
  });
}

async function failed(reason: unknown): Promise<void> {
  await Promise.resolve();
  throw reason;
}

/** Without somebody who waits, a failure is told to the page's own error reporting. */
const settle = ({ done, fail }: KeptCall, end: Promise<void>): void => void end.then(done, fail);

async function load(): Promise<void> {
  loading = true;
  try {
    const module = await bring(base + __SEGUE_SHELL__, __SEGUE_INTEGRITY__);
    if (isShell(module)) perform = module.takeOver({ tag: data, origin: own.origin, nonce, bring: (file, integrity) => bring(base + file, integrity), deafen });
    for (const call of kept) api.push(call);
  } catch (reason) {
    // The next `init` tries again.
    for (const call of kept) settle(call, failed(reason));
  }
  kept = [];
  loading = false;
}

/** In this very task where the shell is there: a click's gesture is kept. */
const later = (call: WaitingCall): Promise<void> => new Promise((done, fail) => api.push(Object.assign(call, { done, fail })));

const api: SegueApi = {
  version: __SEGUE_VERSION__,
  init: (config) => later(['init', config]),
  on(event, listener) {
    const hear = (heard: Event): void => {
      if (isOf(heard, `segue-${event}`)) listener(heard.detail);
    };
    ears.push({ event, listener, hear });
    document.addEventListener(`segue-${event}`, hear);
    return () => deafen(event, listener);
  },
  off: deafen,
  open: () => later(['open']),
  close: () => later(['close']),
  toggle: () => later(['toggle']),
  startVideo: () => later(['startVideo']),
  identify: (known) => later(['identify', known]),
  destroy: () => later(['destroy']),
  push(call) {
    if (call[0] === 'on' || call[0] === 'off') {
      api[call[0]](call[1], call[2]);
      call.done?.();
    } else if (perform !== undefined) {
      settle(call, perform(call));
    } else {
      kept.push(call);
      // Without a deployment there is nothing to show yet.
      if (call[0] === 'init' && !loading) void load();
    }
  },
};

const early = window.Segue;
if (typeof early === 'object' && 'version' in early) {
  console.warn('Segue: segue.js is on this page already; this second tag does nothing.');
} else {
  makePolicy();
  window.Segue = api;
  const calls: readonly KeptCall[] = Array.isArray(early) ? early : [];
  if (data['deploymentId'] !== undefined && !calls.some(([name]) => name === 'init')) api.push(['init', {}]);
  for (const call of calls) api.push(call);
  // Whoever holds the queue instead of asking the window for it goes on being heard.
  Object.assign(calls, { push: api.push });
}
