/**
 * segue.js: the script tag. Makes `window.Segue` at once, brings the shell, creates `<segue-chat>` in the body.
 *
 * Knows the files of its own release and their integrity from the build; every file is checked before it runs, and the
 * call chunk comes through here too. One Trusted Types policy named `segue` covers these addresses and Lit's templates.
 * Stores nothing and asks the platform nothing. Budget: 2 kB compressed; so it imports types alone.
 */
import type { SegueChatEvents } from './chat-event.js';
import type { SegueApi, EarlyCall } from './script-tag-api.js';
import type { SegueChat } from './segue-chat.js';

/** File name to integrity, and the shell's file name: written by the build. */
declare const __SEGUE_CHUNKS__: Readonly<Record<string, string>>;
declare const __SEGUE_SHELL__: string;

declare global {
  interface Window {
    Segue?: SegueApi | EarlyCall[];
    /** Read by Lit where a browser has no constructed stylesheets. */
    litNonce?: string;
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

const factory: unknown = Reflect.get(window, 'trustedTypes');
const isFactory = (value: unknown): value is PolicyFactory => typeof value === 'object' && value !== null && 'createPolicy' in value;
const policy = isFactory(factory)
  ? factory.createPolicy('segue', {
      createHTML: (markup) => markup,
      createScriptURL(address) {
        if (address.startsWith(base)) return address;
        throw new TypeError(`Not a file of Segue: ${address}`);
      },
    })
  : undefined;

/** Runs a file of this release once its integrity is proven; the import then finds it in the module map. */
async function bring(address: string): Promise<unknown> {
  const script = document.createElement('script');
  script.type = 'module';
  script.crossOrigin = 'anonymous';
  script.integrity = __SEGUE_CHUNKS__[address.slice(base.length)] ?? '';
  script.nonce = nonce;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`Segue could not load ${address}`));
    script.src = policy?.createScriptURL(address) ?? address;
    document.head.append(script);
  });
  script.remove();
  return import(address);
}

Object.assign(window, { [Symbol.for('segue.import')]: bring, [Symbol.for('segue.policy')]: policy });
if (nonce !== '') window.litNonce ??= nonce;

let element: SegueChat | undefined;
let config: SegueChat['config'];
let mounting: Promise<void> | undefined;
let waiting: ((chat: SegueChat) => void)[] = [];
/** Goes up when the chat is taken off the page: a mount that began before is void. */
let turn = 0;

/** What the page says in `init` counts before what the tag says. */
const deploymentId = (): string | undefined => config?.deploymentId ?? data['deploymentId'];

const body = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve());
    else resolve();
  });

async function mount(): Promise<void> {
  const mine = turn;
  await Promise.all([bring(base + __SEGUE_SHELL__), body()]);
  if (mine !== turn) return;
  const chat = document.createElement('segue-chat');
  chat.platform = data['platform'] ?? config?.platform ?? own.origin;
  chat.deploymentId = deploymentId();
  if (data['theme'] !== undefined) chat.theme = data['theme'];
  if (data['lang'] !== undefined) chat.lang = data['lang'];
  chat.config = config;
  document.body.append(chat);
  element = chat;
  const calls = waiting;
  waiting = [];
  for (const call of calls) call(chat);
}

/** Without a deployment there is nothing to show yet; a failed load may be tried by the next call. */
function show(): void {
  if (mounting !== undefined || deploymentId() === undefined) return;
  mounting = mount();
  mounting.catch(() => {
    mounting = undefined;
  });
}

/** With the element there, in this very task: a click's gesture is kept. */
function withChat(call: (chat: SegueChat) => void): void {
  if (element !== undefined) call(element);
  else waiting.push(call);
}

const isOf = <K extends keyof SegueChatEvents>(event: Event, name: K): event is SegueChatEvents[K] => event instanceof CustomEvent && event.type === name;

const api: SegueApi = {
  init(next) {
    config = next;
    if (element !== undefined) Object.assign(element, { config, deploymentId: deploymentId() });
    show();
  },
  on(event, listener) {
    const hear = (heard: Event): void => {
      if (isOf(heard, `segue-${event}`)) listener(heard.detail);
    };
    document.addEventListener(`segue-${event}`, hear);
    return () => document.removeEventListener(`segue-${event}`, hear);
  },
  open: () => withChat((chat) => chat.open()),
  close: () => withChat((chat) => chat.close()),
  toggle: () => withChat((chat) => chat.toggle()),
  startVideo: () => withChat((chat) => chat.startVideo()),
  destroy() {
    element?.remove();
    element = undefined;
    mounting = undefined;
    waiting = [];
    turn += 1;
  },
  push(call) {
    if (call[0] === 'init') api.init(call[1]);
    else if (call[0] === 'on') api.on(call[1], call[2]);
    else api[call[0]]();
  },
};

const early = window.Segue;
window.Segue = api;
if (Array.isArray(early)) for (const call of early) api.push(call);
show();
