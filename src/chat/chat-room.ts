/**
 * Everything behind the launcher, loaded when the visitor opens the chat or has an open contact: the link to the rooms
 * below, the view, the call chunk's loader, and the news of what changed. The element hands it presses and updates.
 */
import type { TemplateResult } from 'lit';
import type { Upgrade } from '../call/index.js';
import type { TimelineEvent, WidgetConfig } from '../protocol/index.js';
import { composerStyles, en, spoken, transcriptStyles } from '../ui/index.js';
import { addStyles } from './add-styles.js';
import { browserBackend, type ChatBackend } from './backend.js';
import type { CallSurface } from './call-surface.js';
import { ChatLink } from './chat-link.js';
import type { ContentPart } from './content-part.js';
import { ChatView, cardOf, drawnMode, namesOf, unreadOf, type ChatActions, type ChatFacts } from './chat-view.js';
import type * as elsewhere from './elsewhere.js';
import { enChat, type ChatStrings } from './en.js';
import { FileWay, hasFiles } from './file-way.js';
import { MoreWay } from './more-way.js';
import { News } from './news.js';
import { OnceLoader } from './once-loader.js';
import { readPageConfig } from './page-config.js';
import { panelStyles } from './panel-styles.js';
import type { RoomHost, RoomSettings } from './room-host.js';
import { callState, connectionTrouble, isAsking, type ConnectionTrouble } from './scene.js';
import { Ticker } from './ticker.js';
import type { TitleCount } from './title-count.js';
import { merged, type Known } from './visit-link.js';
import type { VideoPart } from './video-part.js';
import type { VisitPart } from './visit-part.js';

const hasContent = (event: TimelineEvent): boolean => event.kind === 'message' && event.data.content !== undefined;

export class ChatRoom {
  private link: ChatLink | undefined;
  private settings: RoomSettings | undefined;
  private part: VideoPart | undefined;
  private surface: CallSurface | undefined;
  private visit: VisitPart | undefined;
  private elsewhere: typeof elsewhere | undefined;
  /** A socket has been open before: a new connecting is trouble. */
  private wasConnected = false;
  private readUpTo = 0;
  /** What the page has told of its customer. */
  private told: Known = {};
  private hadStage = false;
  /** The control of the chat that had the focus before this update, or lost it and nothing has taken it. */
  private focused: Element | null = null;
  private readonly backend: ChatBackend;
  private readonly ticker: Ticker;
  private readonly view: ChatView;
  private readonly news: News;
  private readonly parts = new OnceLoader(
    () => import('./video-part.js'),
    (chunk) => {
      this.part = new chunk.VideoPart((act) => this.act(act), this.host, this.backend, () => (this.host.mode === 'closed' ? undefined : this.link));
      addStyles(this.host, chunk.VideoPart.styles);
      this.host.requestUpdate();
    },
  );
  private title: TitleCount | undefined;
  private readonly titles = new OnceLoader(
    () => import('./title-count.js'),
    (chunk) => {
      this.title = new chunk.TitleCount();
      this.host.requestUpdate();
    },
  );
  private readonly files: FileWay;
  private readonly more: MoreWay;
  private content: ContentPart | undefined;
  private readonly contents = new OnceLoader(
    () => import('./content-part.js'),
    (chunk) => {
      this.content = new chunk.ContentPart(this.host, (text, to, ids) => {
        this.link?.choose(text, to, ids);
        this.view.toEnd();
        // The choice that was pressed is gone.
        if (!this.view.onPhone) this.view.composer.focus();
      });
      addStyles(this.host, chunk.ContentPart.styles);
      this.host.requestUpdate();
    },
  );
  private readonly surfaces = new OnceLoader(
    () => import('./call-surface.js'),
    (chunk) => {
      this.surface ??= new chunk.CallSurface(this.host);
      addStyles(this.host, chunk.CallSurface.styles);
      this.host.requestUpdate();
    },
  );
  private readonly visits = new OnceLoader(
    () => import('./visit-part.js'),
    (chunk) => {
      this.visit = new chunk.VisitPart(this.host, () => this.link, () => this.host.press('closed'), () => void this.host.updateComplete.then(() => this.focusAfterShow()));
      addStyles(this.host, chunk.VisitPart.styles);
      this.host.requestUpdate();
    },
  );
  private readonly elsewheres = new OnceLoader(
    () => import('./elsewhere.js'),
    (chunk) => {
      this.elsewhere = chunk;
      addStyles(this.host, [chunk.elsewhereStyles]);
      this.host.requestUpdate();
    },
  );

  constructor(private readonly host: RoomHost) {
    this.backend = host.backend ?? browserBackend;
    this.ticker = new Ticker(host);
    this.more = new MoreWay(host);
    this.view = new ChatView(host, this.actions());
    this.news = new News(host, this.view.live);
    const { composer, live } = this.view;
    this.files = new FileWay(host, {
      link: () => this.link,
      attachments: this.backend.attachments?.bind(this.backend),
      now: () => this.backend.clock.now(),
      say: (text) => live.say(text),
      words: () => spoken(en, host.language),
      send: () => void composer.submit(),
      focus: () => {
        if (!this.view.onPhone) composer.focus();
      },
    });
    addStyles(host, [transcriptStyles, composerStyles, panelStyles]);
  }

  /** Makes the link for these settings, if there is none; throws `bad-config`. It dials when an earlier act left a renewal, or when the panel is open. */
  enter(settings: RoomSettings): void {
    if (this.link !== undefined) return;
    this.settings = settings;
    const page = readPageConfig(settings.page);
    this.link = new ChatLink({
      backend: this.backend,
      platform: settings.platform,
      deploymentId: settings.deploymentId,
      ...(page.customer === undefined ? {} : { customer: page.customer }),
      // Late: a function made anew with the same settings is no other customer, and the last one knows best.
      identity: () => {
        const identity = this.host.config?.identity;
        return typeof identity === 'function' ? identity() : identity;
      },
      page: () => page,
      onVideo: this.fetchPart,
      load: () => {
        this.surfaces.load().catch(() => undefined);
        return import('../call/engine.js');
      },
      onChange: this.changed,
      onForget: () => {
        const { settings: again } = this;
        this.leave();
        if (again !== undefined) this.enter(again);
      },
      onEvent: (event) => {
        this.news.event(event);
        this.more.heard(event, this.transcriptShows, { link: this.link, now: this.backend.clock.now(), shop: this.shop });
      },
      onCallMoved: () => void this.elsewheres.load().then(({ movedAway }) => this.view.live.say(movedAway(this.host.language), 'polite'), () => undefined),
    });
    this.link.visit.told = this.told;
    if (this.link.known || this.host.mode !== 'closed') this.link.open();
    // The visitor is near: whether somebody is there can be said already.
    else this.link.visit.look();
  }

  /** The page knows something of its customer: told as soon as there is somebody to tell, and nothing is opened for it. */
  identify(known: Known): void {
    if (this.link === undefined) this.told = merged(this.told, known);
    else this.link.visit.identify(known);
    this.told = this.link?.visit.told ?? this.told;
  }

  /** Hangs up: no socket, timer or track is left. The view stays for the next settings. */
  leave(): void {
    this.part?.sheet?.close(false);
    this.surface?.release();
    this.title?.show(0);
    this.files.part?.leave();
    this.more.part?.leave();
    this.link?.destroy();
    this.link = undefined;
    this.wasConnected = false;
    this.readUpTo = 0;
  }

  /** The visitor acted: connect, if nothing is connected yet. */
  open(): void {
    this.link?.open();
  }

  /** The deployment's own settings, once the platform has said them. */
  get deployment(): WidgetConfig | undefined {
    return this.link?.session.widget;
  }

  /** Starts video in the caller's own task, or says why it can't. */
  startVideo(): 'not-connected' | 'call-unsupported' | undefined {
    const link = this.link;
    // What the visitor is asked first comes before any question for the camera.
    if (link?.contact === undefined || link.visit.asking || link.contact.snapshot.form !== undefined) return 'not-connected';
    if (!link.video.enabled || !link.canVideo) return 'call-unsupported';
    const { state } = link.upgrade;
    if (state.kind === 'idle' || state.kind === 'ended') link.upgrade.start();
    return undefined;
  }

  render(dir: 'ltr' | 'rtl'): TemplateResult {
    this.focused = this.host.shadowRoot?.activeElement ?? this.focused;
    return this.view.render(this.facts(dir));
  }

  /** After each update of the element. */
  updated(): void {
    const { link } = this;
    // Nobody sees it: the camera goes off.
    if (this.host.mode === 'closed') this.part?.sheet?.close(false);
    const call = callState(link?.upgrade.state);
    const facts = { link, part: this.part };
    const card = cardOf(facts);
    if (this.part === undefined && this.concernsVideo()) this.fetchPart();
    if (this.content === undefined && link?.contact?.events.some(hasContent) === true) this.contents.load().catch(() => undefined);
    this.more.follow(link);
    if (this.files.part === undefined && link?.contact?.events.some(hasFiles) === true) this.files.load();
    if (link?.session.state.kind === 'connected') this.wasConnected = true;
    // A surface that could not be fetched is fetched again, as long as there is a call to draw.
    if (call !== undefined && this.surface === undefined) this.surfaces.load().catch(() => undefined);
    if (link?.callElsewhere === true && this.elsewhere === undefined) this.elsewheres.load().catch(() => undefined);
    if (card.kind === 'invitation') void link?.upgrade.prepare();
    this.ticker.run(call !== undefined || card.kind === 'permission' || link?.callElsewhere === true);
    this.countInTitle(document.visibilityState === 'hidden' && link?.speaks !== false ? unreadOf(facts) : 0);
    this.markRead();
    this.keepFocus(call !== undefined && this.surface !== undefined);
    this.catchFocus(isAsking(link?.upgrade.state));
    this.news.tell(
      {
        call: call === undefined ? 'none' : call.kind === 'rebuilding' ? 'recovering' : call.kind,
        card,
        trouble: this.trouble,
        unread: this.transcriptShows ? 0 : unreadOf(facts),
        soundBlocked: call?.kind === 'live' && link?.upgrade.playback === 'blocked',
        agent: namesOf({ link, shop: this.shop }).agent,
      },
      link?.contact?.contactId,
      this.strings,
      this.part?.news,
    );
  }

  /** The control that was pressed is gone: focus goes to what took its place. On phones, and `quietly`, no field takes it. */
  focusAfterShow(quietly = false): void {
    if (this.host.mode === 'closed') this.find('.launcher, .to-chat')?.focus();
    else if (quietly || this.view.onPhone) this.find('.transcript')?.focus();
    // Before the first word a form or an agreement may stand there.
    else (this.find('.composer textarea') ?? this.find('.visit-form input, .visit-control, .foot section'))?.focus();
  }

  /** Neither closed nor covered by a call that takes the whole panel; and of a long one, that tells nothing by itself to a reader further up, the end. */
  private get transcriptShows(): boolean {
    return drawnMode({ link: this.link, surface: this.surface, mode: this.host.mode }) === 'panel' && !this.find('.transcript[aria-live]');
  }

  private get trouble(): ConnectionTrouble {
    return connectionTrouble(this.link?.session.state, this.wasConnected, this.link?.visit.unasked);
  }

  private get shop(): string {
    return this.settings?.page.shop ?? this.link?.session.widget?.shop ?? this.strings.chat;
  }

  private get strings(): ChatStrings {
    return spoken(enChat, this.host.language);
  }

  private facts(dir: 'ltr' | 'rtl'): ChatFacts {
    return {
      link: this.link,
      mode: this.host.mode,
      shop: this.shop,
      strings: this.strings,
      language: this.host.language,
      dir,
      now: this.backend.clock.now(),
      part: this.part,
      content: this.content,
      files: this.files,
      surface: this.surface,
      visit: this.visit,
      elsewhere: this.elsewhere,
      more: this.more.part,
      trouble: this.trouble,
    };
  }

  private actions(): ChatActions {
    const { host } = this;
    return {
      open: () => host.press('open'),
      close: () => host.press('closed'),
      expand: (expanded) => host.press(expanded ? 'expanded' : 'open'),
      key: (event) => {
        if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) host.press(host.mode === 'expanded' ? 'open' : 'closed');
      },
      send: (text) => {
        // Files wait in the field for a message that can take them along.
        const files = this.link?.waits === true ? [] : this.files.take();
        if (files === undefined || (text === '' && files.length === 0)) return false;
        this.link?.send(text, files);
        this.view.toEnd();
        return this.link !== undefined;
      },
      typing: () => {
        this.link?.typing();
        this.files.part?.typed();
      },
      retryMessage: (id) => this.link?.session.retry(id),
      endChat: () => {
        void this.link?.endContact().catch(() => undefined);
        // Writing starts again.
        this.focusAfterShow();
      },
      newChat: () => {
        this.view.startOver(this.link?.contact?.contactId);
        this.link?.session.renew();
      },
      prepareVideo: () => void this.link?.upgrade.prepare(),
      startVideo: () => void this.startVideo(),
      upgrade: (act) => this.act(act),
    };
  }

  private act(act: (upgrade: Upgrade) => void): void {
    if (this.link !== undefined) act(this.link.upgrade);
  }

  /** Video is on offer, or there is something of it to show. */
  private concernsVideo(): boolean {
    const { link } = this;
    if (link === undefined) return false;
    const { state, ask } = link.upgrade;
    return link.video.enabled || state.kind !== 'idle' || ask !== undefined || link.contact?.snapshot.upgrade !== undefined;
  }

  /** Anything that is drawn changed. */
  private readonly changed = (): void => {
    const said = this.link?.visit.said;
    if (typeof said === 'object' && said !== null && Object.keys(said).length > 0) this.visits.load().catch(() => undefined);
    this.host.requestUpdate();
  };

  private readonly fetchPart = (): void => {
    this.parts.load().catch(() => undefined);
  };

  /** Accepting moves focus to the stage, the end moves it to the field, and neither takes it from someone who types or is elsewhere on the page. */
  private keepFocus(hasStage: boolean): void {
    if (hasStage === this.hadStage) return;
    this.hadStage = hasStage;
    if (!hasStage) this.surface?.release();
    const inChat = document.activeElement === this.host || document.activeElement === document.body;
    const typing = this.host.shadowRoot?.activeElement instanceof HTMLTextAreaElement;
    if (!inChat || typing || this.host.mode === 'closed' || this.part?.sheet?.open === true) return;
    if (hasStage) this.find('.call')?.focus();
    else this.view.composer.focus();
  }

  /** A control that went took the focus with it: nobody is left on the bare page. While video is under way the field leaves the focus to the stage. */
  private catchFocus(underWay: boolean): void {
    const lost = this.focused?.isConnected === false && document.activeElement === document.body && this.part?.sheet?.open !== true;
    if (lost) this.focusAfterShow(underWay);
    // What takes the place may be on its way yet, such as a text to agree to.
    if (!lost || this.host.shadowRoot?.activeElement) this.focused = null;
  }

  private markRead(): void {
    const shown = this.link?.contact?.events.length ?? 0;
    if (!this.transcriptShows || document.visibilityState !== 'visible' || shown === this.readUpTo) return;
    this.readUpTo = shown;
    this.link?.markRead();
  }

  /** While the page is out of sight its title says how much waits. */
  private countInTitle(count: number): void {
    if (this.title === undefined && count > 0) this.titles.load().catch(() => undefined);
    this.title?.show(count);
  }

  private find(selector: string): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
