/**
 * The element: launcher, attributes, events. What lies behind the launcher is a chunk of its own (chat-room.ts), fetched
 * when the visitor is about to open the chat, or may have an open contact. Before that: no token, no socket, nothing stored.
 *
 * Importing this file registers nothing: define.ts does.
 */
import { LitElement, html, type CSSResult, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { PageConfig } from './page-config.js';
import { browserStorage, storedValue } from '../session/storage.js';
import { baseStyles } from '../ui/base-styles.js';
import { tokens } from '../ui/tokens.js';
import { spoken, type Language, type Words } from '../ui/words.js';
import type { ChatBackend } from './backend.js';
import { chatEvent, type SegueChatEvents } from './chat-event.js';
import type { ChatRoom } from './chat-room.js';
import { enLauncher } from './en-launcher.js';
import { launcherStyles } from './launcher-styles.js';
import { renderLauncher } from './launcher.js';
import { OnceLoader } from './once-loader.js';
import type { PanelMode } from './panel-mode.js';
import { Tongue } from './tongue.js';

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
 * @csspart panel - The panel.
 * @csspart header - The panel's head.
 * @csspart transcript - The scrolling conversation.
 * @csspart bubble - A message; `own-bubble`, `other-bubble` by side.
 * @csspart card - The card in the transcript's foot.
 * @csspart composer - The message field's frame; `field`, `send` in it.
 * @csspart stage - The call's picture; `remote-video`, `self-view`, `call-bar`, `end-button` in and under it.
 * @cssproperty --segue-accent - Text, icons, outlines, focus. All colours are listed in ui/tokens.ts.
 * @cssproperty --segue-accent-fill - Anything with white on it: own bubbles, primary buttons, launcher.
 */
export class SegueChat extends LitElement {
  static override properties: PropertyDeclarations = {
    config: { attribute: false },
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
  /** How much is on screen. Read it; `open()`, `close()` and the visitor change it. */
  mode: PanelMode = 'closed';

  private readonly tongue = new Tongue(() => this.requestUpdate());
  private readonly page: MutationObserver | undefined = typeof MutationObserver === 'undefined' ? undefined : new MutationObserver(() => this.requestUpdate());
  private room: ChatRoom | undefined;
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
      this.enter();
      this.requestUpdate();
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.redraw);
    this.page?.observe(document.documentElement, { attributeFilter: ['lang', 'dir'] });
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

  /** Opens the panel, as a press on the launcher does, without the event of a person's act. */
  open(): void {
    this.show('open');
  }

  /** Closes the panel; the contact goes on, and a call goes on in the small tile. */
  close(): void {
    this.show('closed');
  }

  toggle(): void {
    this.show(this.mode === 'closed' ? 'open' : 'closed');
  }

  /**
   * Starts video, where the deployment, the page and the browser allow it and an agent is there; else opens the chat.
   * Call it in a click's own task: the browser's question needs the gesture.
   */
  startVideo(): void {
    this.room?.startVideo();
    this.show('open');
  }

  /** A person's own act: like `open()` and `close()`, and the page hears of it. */
  press(mode: PanelMode): void {
    const before = this.mode;
    this.show(mode);
    if (before === 'closed' && mode !== 'closed') this.dispatchEvent(chatEvent('segue-open', null));
    if (before !== 'closed' && mode === 'closed') this.dispatchEvent(chatEvent('segue-close', null));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('config') || changed.has('platform') || changed.has('deploymentId')) this.room?.leave();
    if (!this.isConnected) return;
    this.choose();
    this.enter();
    if (this.room === undefined && this.isKnown()) this.fetchRoom();
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

  private show(mode: PanelMode): void {
    if (mode === this.mode) return;
    const moved = this.mode === 'closed' || mode === 'closed';
    this.mode = mode;
    this.requestUpdate();
    if (mode !== 'closed') this.room?.open();
    if (this.room === undefined) this.fetchRoom();
    if (moved) void this.updateComplete.then(() => this.room?.focusAfterShow());
  }

  /** The page's own settings count before the deployment's, and what is on the element before both. */
  private choose(): void {
    const deployment = this.room?.deployment;
    const own: Words[] = [];
    for (const { strings } of [this.config ?? {}, deployment ?? {}]) if (strings !== undefined) own.push(strings);
    this.tongue.want({
      tag: this.lang || (this.config?.language ?? deployment?.language ?? (this.parentElement?.closest<HTMLElement>('[lang]') ?? document.documentElement).lang),
      own,
    });
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
    this.room?.enter({ deploymentId, platform: this.platform ?? this.config?.platform ?? location.origin, page: this.config ?? {} });
  }

  /** An earlier act of the visitor left a renewal: their contact may still be open. Reads the key that customerTokens writes. */
  private isKnown(): boolean {
    const deploymentId = this.deploymentId ?? this.config?.deploymentId;
    return deploymentId !== undefined && storedValue(browserStorage('localStorage'), `segue.${deploymentId}`).read() !== undefined;
  }

  private fetchRoom(tries = roomTries): void {
    this.rooms.load().then(
      () => {
        if (this.mode !== 'closed') void this.updateComplete.then(() => this.room?.focusAfterShow());
      },
      (reason: unknown) => {
        // A network that just changed drops what was on its way, and lets the next one through.
        if (this.mode !== 'closed' && tries > 1) {
          setTimeout(() => this.isConnected && this.fetchRoom(tries - 1), retryMs);
          return;
        }
        // The launcher stays; a press tries again. The page's own error reporting hears why.
        this.mode = 'closed';
        queueMicrotask(() => {
          throw reason;
        });
      },
    );
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
