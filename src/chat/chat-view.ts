/**
 * Draws the chat from facts: launcher, panel and everything in it. Holds the controllers that are only about drawing
 * (field, scroll, menu, screen size) and no state of the conversation.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Upgrade } from '../call/index.js';
import { limits } from '../protocol/index.js';
import {
  Composer, LiveRegion, dayKey, elapsed, en, renderTranscriptRows, renderTyping, spoken, transcriptRows,
  type Language, type TranscriptItem, type TranscriptOptions, type TranscriptRow, type UiStrings,
} from '../ui/index.js';
import { withFiles } from '../ui/extras.js';
import { logOutIcon, messageCircleIcon } from '../ui/icons.js';
import { addStyles } from './add-styles.js';
import type { CallSurface } from './call-surface.js';
import type { ChatCard } from './chat-card.js';
import type { ChatLink } from './chat-link.js';
import type { ContentPart } from './content-part.js';
import type * as elsewhere from './elsewhere.js';
import type { FileWay } from './file-way.js';
import type { Names } from './en-results.js';
import type { ChatStrings } from './en.js';
import { renderHeader, renderTrouble } from './header.js';
import { renderLauncher } from './launcher.js';
import { Menu } from './menu.js';
import type { MorePart } from './more-part.js';
import { firstName, talkingTo } from './names.js';
import type { LongPart } from './long-part.js';
import { OnceLoader } from './once-loader.js';
import { Opening } from './opening.js';
import type { PanelMode } from './panel-mode.js';
import { renderPanel } from './panel.js';
import { agentOf, callState, isAsking, offersVideo, type CallState, type ConnectionTrouble } from './scene.js';
import { Scroller } from './scroller.js';
import type { SpokenHost } from './spoken-host.js';
import { timelineItems } from './timeline-items.js';
import type { VideoPart } from './video-part.js';
import type { VisitPart } from './visit-part.js';
import { Viewport } from './viewport.js';

export interface ChatFacts {
  readonly link: ChatLink | undefined;
  readonly mode: PanelMode;
  readonly shop: string;
  readonly strings: ChatStrings;
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Cards and lines about video, once they are needed and there. */
  readonly part: VideoPart | undefined;
  /** What messages offer to choose, once one does and it is there. */
  readonly content: ContentPart | undefined;
  readonly files: FileWay;
  readonly surface: CallSurface | undefined;
  /** What stands around the conversation, where the deployment asks for any of it. */
  readonly visit: VisitPart | undefined;
  /** What draws a call that is in another tab, once it is needed and there. */
  readonly elsewhere: typeof elsewhere | undefined;
  /** Further rows of the menu, once there is a conversation. */
  readonly more: MorePart | undefined;
  readonly trouble: ConnectionTrouble;
}

/** Requests of the person. Those about video run in the press's own task. */
export interface ChatActions {
  readonly open: () => void;
  readonly close: () => void;
  readonly expand: (expanded: boolean) => void;
  readonly key: (event: KeyboardEvent) => void;
  readonly send: (text: string) => boolean;
  readonly typing: () => void;
  readonly retryMessage: (id: string) => void;
  readonly endChat: () => void;
  readonly newChat: () => void;
  /** The pointer is near the video button: what a call needs may come already. */
  readonly prepareVideo: () => void;
  readonly startVideo: () => void;
  /** Runs with the upgrade, in the press's own task. */
  readonly upgrade: (act: (upgrade: Upgrade) => void) => void;
}

/** Above this only rows near the reader are in the page. */
const manyRows = 100;

export class ChatView {
  readonly composer: Composer;
  readonly live: LiveRegion;
  private readonly actions: ChatActions;
  private readonly scroller: Scroller;
  private readonly menu: Menu;
  private readonly opening = new Opening();
  private long: LongPart | undefined;
  private link: ChatLink | undefined;
  private readonly loadLong: () => Promise<unknown>;
  private readonly viewport: Viewport;

  constructor(host: SpokenHost, actions: ChatActions) {
    this.actions = actions;
    this.composer = new Composer(host, { onSend: actions.send, onTyping: actions.typing });
    this.live = new LiveRegion(host);
    this.scroller = new Scroller(host);
    this.menu = new Menu(host);
    this.viewport = new Viewport(host);
    this.loadLong = new OnceLoader(
      () => import('./long-part.js'),
      (chunk) => {
        this.long = new chunk.LongPart(host, { scroller: () => this.scroller.place, atEnd: () => this.scroller.atEnd }, () => this.link);
        addStyles(host, chunk.LongPart.styles);
        this.scroller.scrolled = this.long.scrolled;
        host.requestUpdate();
      },
    ).load;
  }

  get onPhone(): boolean {
    return this.viewport.size !== 'wide';
  }

  /** Back to the newest line, as after sending. */
  toEnd(): void {
    this.scroller.toEnd();
  }

  /** The conversation that ended leaves the screen: another begins. */
  startOver(contactId: string | undefined): void {
    this.opening.forget(contactId);
  }

  render(facts: ChatFacts): TemplateResult {
    this.link = facts.link;
    const call = callOf(facts);
    const mode = drawnMode(facts);
    const size = this.viewport.size;
    return html`<div class="root ${size === 'wide' ? '' : 'phone'} ${size === 'typing' ? 'typing' : ''}" dir=${facts.dir} data-mode=${mode}>
      ${this.live.render()}
      ${mode === 'launcher' ? this.renderClosed(facts) : this.renderPanel(facts, mode, call)} ${facts.files.part?.picture()}
    </div>`;
  }

  private renderClosed(facts: ChatFacts): TemplateResult {
    const { part, strings } = facts;
    const { open } = this.actions;
    return html`${facts.visit?.teaser(open)}${part?.teaser(cardOf(facts), namesOf(facts).agent, open)}${facts.more?.teaser(facts, open)}${renderLauncher(unreadOf(facts), open, strings)}`;
  }

  private renderPanel(facts: ChatFacts, mode: 'panel' | 'expanded' | 'tile', call: CallState | undefined): TemplateResult {
    const { link, strings } = facts;
    const ui = spoken(en, facts.language);
    const card = cardOf(facts);
    const items = this.items(facts);
    return renderPanel(
      {
        call: call === undefined ? this.renderElsewhere(facts) : this.renderCall(facts, mode, call),
        header: this.renderHeader(facts),
        trouble: [renderTrouble(facts.trouble, strings, ui.tryAgain, () => link?.session.open()), facts.more?.note()],
        rows: this.renderRows(facts, items),
        typing: link?.contact?.typing === undefined ? nothing : renderTyping(ui.isTyping({ agent: firstName(link.contact.typing.name ?? facts.shop) })),
        card: this.renderCard(facts, card),
        composer: facts.visit?.foot(facts) ?? this.renderComposer(facts, ui),
        sheet: [link && facts.part?.sheet?.render({ link, names: namesOf(facts), phone: this.onPhone }), facts.files.part?.veil()],
      },
      { strings, scroller: this.scroller, fromTop: items.length < 4 && card.kind === 'none', onKeydown: this.actions.key, onGiven: facts.files.given },
    );
  }

  private renderComposer({ files }: ChatFacts, strings: UiStrings): unknown {
    return [files.chips(strings), this.composer.render({ strings, maxLength: limits.textLength, before: files.button(strings.attachFile), more: files.part?.holds })];
  }

  private renderHeader(facts: ChatFacts): TemplateResult {
    const { link, shop, strings, part, visit, more } = facts;
    const offered = offersVideo(link?.contact, link?.video.enabled === true, link?.canVideo === true);
    const asking = isAsking(link?.upgrade.state);
    const state = link?.contact?.snapshot.state;
    const canEnd = state !== undefined && state !== 'new' && state !== 'closed' && state !== 'wrap-up';
    return renderHeader(
      {
        person: talkingTo(link?.contact?.snapshot, shop),
        video: asking ? 'asking' : offered ? 'ready' : 'none',
        menu: this.menu.render(strings.moreOptions, [
          ...(part?.menuRows(link) ?? []),
          ...(more?.menuRows(facts) ?? []),
          ...(visit?.menuRows() ?? []),
          ...(state === 'closed' ? [{ label: strings.newChat, icon: messageCircleIcon, choose: this.actions.newChat }] : []),
          ...(canEnd ? [{ label: strings.endChat, icon: logOutIcon, choose: this.actions.endChat, back: strings.back }] : []),
        ]),
      },
      { onVideo: this.actions.startVideo, onNearVideo: this.actions.prepareVideo, onClose: this.actions.close },
      strings,
    );
  }

  private items(facts: ChatFacts): readonly TranscriptItem[] {
    const { link, strings, shop, language: { locale }, now, part, visit, files } = facts;
    const contact = link?.contact;
    const said = contact === undefined ? [] : timelineItems(contact, { strings, shop, locale, files: files.part !== undefined, resultLine: part?.resultLine, visitLine: (event) => visit?.line(event, facts) });
    const early = (link?.early ?? []).map(({ id, text, at }): TranscriptItem => ({ kind: 'message', key: id, side: 'own', author: '', text, at, delivery: 'sending' }));
    const above = this.opening.above(contact?.contactId, said.slice(0, said.length - (contact?.pending.length ?? 0)), now, (at) => ({
      kind: 'message', key: 'greeting', side: 'other', author: shop, text: strings.greeting, at,
    }));
    return [...above, ...said, ...early];
  }

  private renderRows(facts: ChatFacts, items: readonly TranscriptItem[]): unknown {
    const { link, shop, language, now, part, content, visit, files } = facts;
    const { locale } = language;
    const strings = spoken(en, language);
    const contact = link?.contact;
    const { long } = this;
    return guard([part, content, content?.version, files.part, files.part?.version, visit, long, long?.version, contact?.events, contact?.pending, contact?.snapshot.read, contact?.snapshot.state, link?.early, shop, language, dayKey(now)], () =>
      this.drawRows(contact?.missing !== undefined, (long?.rows ?? transcriptRows)(items, { now, strings, locale }), {
        strings,
        onRetry: this.actions.retryMessage,
        extra: contact && withFiles(content?.shown(contact, language), files.part?.shown(contact, shop)),
      }),
    );
  }

  /** All of a few rows; of many, or of those that began with the latest, those near the reader, and until that can be told, the newest. */
  private drawRows(long: boolean, rows: readonly TranscriptRow[], options: TranscriptOptions): unknown {
    if (!long && rows.length <= manyRows) return renderTranscriptRows(rows, options);
    if (this.long === undefined) {
      this.loadLong().catch(() => undefined);
      return renderTranscriptRows(rows.slice(-manyRows), options);
    }
    return this.long.render(rows, (near) => renderTranscriptRows(near, options));
  }

  private renderCall(facts: ChatFacts, mode: 'panel' | 'expanded' | 'tile', call: CallState): TemplateResult | undefined {
    const upgrade = facts.link?.upgrade;
    if (upgrade === undefined) return undefined;
    const name = agentOf(call, facts.link?.contact)?.name ?? facts.shop;
    const actions = {
      onExpand: this.actions.expand,
      onClose: this.actions.close,
      onOpen: this.actions.open,
      onEnd: () => this.actions.upgrade((it) => it.end()),
      ...(facts.part === undefined ? {} : { onCheck: facts.part.check }),
    };
    return facts.surface?.render({ upgrade, call, mode, name, firstName: firstName(name), unread: unreadOf(facts), now: facts.now, liveSince: liveSince(facts) }, actions);
  }

  private renderElsewhere(facts: ChatFacts): TemplateResult | undefined {
    const { link, shop, now } = facts;
    if (link?.callElsewhere !== true) return undefined;
    const since = liveSince(facts);
    return facts.elsewhere?.renderElsewhere(
      { name: agentOf(undefined, link.contact)?.name ?? shop, timer: since === undefined ? undefined : elapsed(now - since) },
      { onMove: () => this.actions.upgrade((it) => it.rejoin()), onClose: this.actions.close },
      facts.language,
    );
  }

  private renderCard(facts: ChatFacts, card: ChatCard): unknown {
    const { link, language, now, part } = facts;
    if (link === undefined) return nothing;
    const rating = card.kind === 'none' ? facts.visit?.card() : undefined;
    return rating ?? part?.render(card, link.upgrade, { names: namesOf(facts), locale: language.locale, now, phone: this.onPhone, video: link.video });
  }
}

/** The call, once there is a surface to draw it. */
const callOf = ({ link, surface }: Pick<ChatFacts, 'link' | 'surface'>): CallState | undefined => (surface === undefined ? undefined : callState(link?.upgrade.state));

/** What is drawn; the transcript is read in `panel` alone. */
export function drawnMode(facts: Pick<ChatFacts, 'link' | 'surface' | 'mode'>): 'launcher' | 'tile' | 'expanded' | 'panel' {
  const inCall = callOf(facts) !== undefined;
  if (facts.mode === 'closed') return inCall ? 'tile' : 'launcher';
  return facts.mode === 'expanded' && inCall ? 'expanded' : 'panel';
}

/** First name of whoever the sentence is about, and the shop's name. */
export function namesOf({ link, shop }: Pick<ChatFacts, 'link' | 'shop'>): Names {
  const agent = agentOf(link?.upgrade.state, link?.contact);
  return { agent: agent === undefined ? shop : firstName(agent.name), shop };
}

/** The call's first frame, also from before a reload, by this device's clock. */
function liveSince({ link }: ChatFacts): number | undefined {
  const upgrade = link?.contact?.snapshot.upgrade;
  if (link === undefined || upgrade?.liveSince === undefined || upgrade.state === 'ended') return undefined;
  return Date.parse(upgrade.liveSince) - link.session.clockOffset;
}

/** The card in the transcript's foot. */
export const cardOf = ({ link, part }: Pick<ChatFacts, 'link' | 'part'>): ChatCard =>
  (link?.callElsewhere === true ? undefined : part?.card(link?.upgrade)) ?? { kind: 'none' };

/** Messages not read, and what else waits for the visitor: an invitation, a call to go back to. */
export function unreadOf(facts: Pick<ChatFacts, 'link' | 'part'>): number {
  return (facts.link?.contact?.unread ?? 0) + (facts.link?.callElsewhere !== true && facts.part?.waits(facts.link?.upgrade) === true ? 1 : 0);
}
