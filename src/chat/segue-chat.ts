/**
 * The element: launcher, attributes, events. What lies behind the launcher is a chunk of its own (chat-room.ts), fetched
 * when the visitor is about to open the chat, or may have an open contact. Before that: no token, no socket, nothing stored.
 *
 * Importing this file registers nothing: define.ts does.
 */
import { LitElement, html, type CSSResult, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { PageConfig } from './page-config.js';
import { SegueError } from '../protocol/error.js';
import { browserStorage, storedValue } from '../session/storage.js';
import { baseStyles } from '../ui/base-styles.js';
import { tokens } from '../ui/tokens.js';
import { spoken, type Language, type Words } from '../ui/words.js';
import type { ChatBackend } from './backend.js';
import { chatEvent, type SegueChatEvents } from './chat-event.js';
import type { ChatRoom } from './chat-room.js';
import { hintOnce } from './console-hint.js';
import { enLauncher } from './en-launcher.js';
import { launcherStyles } from './launcher-styles.js';
import { renderLauncher } from './launcher.js';
import { OnceLoader } from './once-loader.js';
import type { PanelMode } from './panel-mode.js';
import { settingsFault } from './settings-fault.js';
import { Tongue } from './tongue.js';
import type { Known } from './visit-link.js';

/** To the page's own error reporting, where nobody waits for the promise. */
const report = (reason: unknown): void =>
  queueMicrotask(() => {
    throw reason;
  });

/** What counts as the same settings: a function that is written alike was made anew by a framework, and the room asks the latest. */
const written = (config: unknown): string => JSON.stringify(config, (_key, value: unknown) => (typeof value === 'function' ? String(value) : value));

/** How often the room behind the launcher is asked for at one press, and how long between, in milliseconds. */
const roomTries = 3;
const retryMs = 1_000;
/** What ends a press, wherever on the page it ends. */
const releases = ['pointerup', 'pointercancel', 'keyup'] as const;

/**
 * Customer messaging whose chat becomes a video call inside the same contact.
 *
 * @summary A launcher in the page's corner and the panel that grows from it.
 * @tagname segue-chat
 * @fires segue-open - The visitor opened the chat.
 * @fires segue-close - The visitor closed the chat; the contact and a call go on.
 * @fires segue-message - A message of either side is in the transcript.
 * @fires segue-upgrade - An upgrade was asked for, or ended with a result.
 * @fires segue-call - The call's state as this page sees it.
 * @csspart launcher - The round button.
 * @csspart teaser - Over the closed launcher: the newest message that waits, an invitation, that nobody is there.
 * @csspart panel - The panel.
 * @csspart header - The panel's head.
 * @csspart transcript - The scrolling conversation.
 * @csspart bubble - A message; `own-bubble`, `other-bubble` by side.
 * @csspart card - The card in the transcript's foot.
 * @csspart composer - The message field's frame; `field`, `send` in it.
 * @csspart files - Files that wait for their message; `drop-veil` over the panel while some are held over it.
 * @csspart picture - A picture of a message; `file` any other file, `lightbox` a picture opened large.
 * @csspart stage - The call's picture; `remote-video`, `self-view`, `call-bar`, `end-button` in and under it.
 * @cssproperty --segue-accent - Text, icons, outlines, focus. All colours are listed in ui/tokens.ts.
 * @cssproperty --segue-accent-fill - Anything with white on it: own bubbles, primary buttons, launcher.
 */
export class SegueChat extends LitElement {
  static override properties: PropertyDeclarations = {
    // A framework makes the object anew with every render: the same settings are no change, and hang nobody up.
    config: { attribute: false, hasChanged: (now, before) => written(now) !== written(before) },
    platform: { type: String },
    deploymentId: { type: String, attribute: 'deployment-id' },
    theme: { type: String, reflect: true },
  };
  static override styles: CSSResult[] = [tokens, baseStyles, launcherStyles];

  /** The platform's own attributes, which an element inherits: its language and direction. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir'];
  }

  /** The page's configuration: REQUIREMENTS' JSON. It may only narrow what the deployment allows. */
  declare config: PageConfig | undefined;
  /** The platform's address; default `config.platform`, else the page's own origin. */
  declare platform: string | undefined;
  /** Default `config.deploymentId`. */
  declare deploymentId: string | undefined;
  /** `light` or `dark`; by default the page's `color-scheme` decides. */
  declare theme: string | undefined;
  /** What the chat stands on; default: session and call of this package. Set it before connecting; meant for tests. */
  backend: ChatBackend | undefined;
  /** What is wrong with the settings, with code `bad-config`; until it is mended the chat does not open. */
  fault: SegueError | undefined;
  /** How much is on screen. Read it; `open()`, `close()` and the visitor change it. */
  mode: PanelMode = 'closed';

  private readonly tongue = new Tongue(() => this.requestUpdate());
  private readonly page: MutationObserver | undefined = typeof MutationObserver === 'undefined' ? undefined : new MutationObserver(() => this.requestUpdate());
  private room: ChatRoom | undefined;
  /** What the page has told of its customer before there was a room to keep it. */
  private told: Known[] = [];
  /** A press on the launcher is under way: a room that takes its place now would swallow the click. */
  private pressed = false;
  private readonly rooms = new OnceLoader(
    async () => {
      const chunk = await import('./chat-room.js');
      await this.tongue.ready;
      return chunk;
    },
    (chunk) => {
      this.room = new chunk.ChatRoom(this);
      for (const known of this.told) this.room.identify(known);
      this.told = [];
      this.enter();
      this.requestUpdate();
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.redraw);
    this.page?.observe(document.documentElement, { attributeFilter: ['lang', 'dir'] });
    if (document.querySelectorAll('segue-chat').length > 1) hintOnce('more than one <segue-chat> on this page: their launchers cover each other.');
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.redraw);
    this.page?.disconnect();
    // A move within the page disconnects and connects in one task: the call outlives it.
    queueMicrotask(() => {
      if (!this.isConnected) this.room?.leave();
    });
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (name === 'lang' || name === 'dir') this.requestUpdate();
  }

  /** What it speaks: by its `lang`, else the configuration's `language`, else the page's. */
  get language(): Language {
    return this.tongue.language;
  }

  /**
   * Opens the panel, as a press on the launcher does, without the event of a person's act. Resolves when it shows, or when
   * it would but was closed again meanwhile; rejects with a `SegueError`: `bad-config`, `unreachable` where a part of the
   * chat can't be loaded, or `closed` where the element went off the page.
   */
  open(): Promise<void> {
    return this.show('open');
  }

  /** Closes the panel; the contact goes on, and a call goes on in the small tile. Resolves when it is closed. */
  close(): Promise<void> {
    return this.show('closed');
  }

  toggle(): Promise<void> {
    return this.show(this.mode === 'closed' ? 'open' : 'closed');
  }

  /**
   * Starts video, where the deployment, the page and the browser allow it and there is a contact without a form or an
   * agreement still open; else rejects with `not-connected` or `call-unsupported`. Opens the chat in any case, and rejects
   * where that does. Call it in a click's own task: the browser's question needs the gesture.
   */
  async startVideo(): Promise<void> {
    const refusal = this.room === undefined ? 'not-connected' : this.room.startVideo();
    await this.show('open');
    if (refusal !== undefined) throw new SegueError(refusal);
  }

  /**
   * Tells what the page knows of its customer: a name, attributes (`null` takes one away). Kept until there is a connection,
   * merged key by key, for the agents' desk, for flows and for the form before the chat. Opens nothing.
   */
  identify(known: Known): void {
    if (this.room === undefined) this.told = [...this.told, known];
    else this.room.identify(known);
  }

  /** A person's own act: like `open()` and `close()`, and the page hears of it; also of an opening that comes to nothing. */
  press(mode: PanelMode): void {
    const before = this.mode;
    const heard = (was: PanelMode, is: PanelMode): void => {
      if ((was === 'closed') !== (is === 'closed')) this.dispatchEvent(chatEvent(is === 'closed' ? 'segue-close' : 'segue-open', null));
    };
    this.show(mode).catch((reason: unknown) => {
      heard(mode, this.mode);
      report(reason);
    });
    heard(before, mode);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('config') || changed.has('platform') || changed.has('deploymentId')) this.room?.leave();
    if (!this.isConnected) return;
    this.choose();
    this.enter();
    if (this.room === undefined && this.isKnown()) this.fetchRoom().catch(report);
  }

  protected override render(): TemplateResult {
    if (this.room !== undefined && !this.pressed) return this.room.render(this.direction);
    return html`<div class="root" dir=${this.direction} @pointerover=${this.prepare} @focusin=${this.prepare} @pointerdown=${this.hold} @keydown=${this.hold}>
      ${renderLauncher(0, () => this.press('open'), spoken(enLauncher, this.language))}
    </div>`;
  }

  protected override updated(): void {
    if (!this.pressed) this.room?.updated();
  }

  private readonly hold = (): void => {
    if (this.pressed) return;
    this.pressed = true;
    const release = (): void => {
      for (const name of releases) document.removeEventListener(name, release, true);
      // The click follows in this very task.
      setTimeout(() => {
        this.pressed = false;
        this.requestUpdate();
        if (this.mode !== 'closed') void this.updateComplete.then(() => this.room?.focusAfterShow());
      });
    };
    for (const name of releases) document.addEventListener(name, release, true);
  };

  private async show(mode: PanelMode): Promise<void> {
    if (mode !== 'closed' && this.fault !== undefined) throw this.fault;
    const moved = mode !== this.mode && (this.mode === 'closed' || mode === 'closed');
    if (mode !== this.mode) {
      this.mode = mode;
      this.requestUpdate();
    }
    if (mode !== 'closed') {
      this.room?.open();
      if (this.room === undefined) await this.fetchRoom();
    }
    await this.updateComplete;
    if (mode !== 'closed' && this.fault !== undefined) throw this.fault;
    if (moved && mode === this.mode) this.room?.focusAfterShow();
  }

  /** The page's own settings count before the deployment's, and what is on the element before both. */
  private choose(): void {
    const deployment = this.room?.deployment;
    const own: Words[] = [];
    for (const { strings } of [this.config ?? {}, deployment ?? {}]) if (strings !== undefined) own.push(strings);
    const page = this.parentElement?.closest<HTMLElement>('[lang]') ?? document.documentElement;
    this.tongue.want(this.lang || (this.config?.language ?? deployment?.language ?? page.lang), own);
  }

  /** The `dir` of the element, else that of its language; a page that says no language says the direction alone. */
  private get direction(): 'ltr' | 'rtl' {
    const { locale, dir } = this.language;
    if (this.dir === 'ltr' || this.dir === 'rtl') return this.dir;
    return locale === undefined && this.isConnected && getComputedStyle(this).direction === 'rtl' ? 'rtl' : dir;
  }

  /** Puts the room, once it is there, to work for the present settings. */
  private enter(): void {
    const deploymentId = this.deploymentId ?? this.config?.deploymentId;
    if (deploymentId === undefined || !this.isConnected) return;
    const platform = this.platform ?? this.config?.platform ?? location.origin;
    this.fault = settingsFault(deploymentId, platform);
    try {
      if (this.fault === undefined) this.room?.enter({ deploymentId, platform, page: this.config ?? {} });
    } catch (reason) {
      if (!(reason instanceof SegueError)) throw reason;
      this.fault = reason;
    }
    if (this.fault === undefined) return;
    this.mode = 'closed';
    hintOnce(`${this.fault.code}: ${this.fault.message}`);
  }

  /** An earlier act of the visitor left a renewal: their contact may still be open. Reads the key that customerTokens writes. */
  private isKnown(): boolean {
    const deploymentId = this.deploymentId ?? this.config?.deploymentId;
    return deploymentId !== undefined && storedValue(browserStorage('localStorage'), `segue.${deploymentId}`).read() !== undefined;
  }

  private async fetchRoom(tries = roomTries): Promise<void> {
    try {
      await this.rooms.load();
      return;
    } catch (origin) {
      if (this.mode === 'closed' || tries <= 1) {
        // The launcher stays; a press tries again.
        this.mode = 'closed';
        throw new SegueError('unreachable', undefined, { origin });
      }
    }
    // A network that just changed drops what was on its way, and lets the next one through.
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    if (!this.isConnected) throw new SegueError('closed');
    await this.fetchRoom(tries - 1);
  }

  /** The pointer or the focus is on the launcher: what a press needs may come already. */
  private readonly prepare = (): void => {
    this.rooms.load().catch(() => undefined);
  };

  private readonly redraw = (): void => {
    this.requestUpdate();
  };

  override addEventListener<K extends keyof SegueChatEvents>(type: K, listener: (this: SegueChat, event: SegueChatEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  override addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  override addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  override addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void {
    super.addEventListener(type, listener, options);
  }
}
