/**
 * The desk of a signed-in agent: puts the zones together and turns presses and keys into the workplace's requests.
 *
 * Knows what is open on screen (dialog, sheet, tab) and where the focus may go. What is true of contacts, calls and
 * presence it asks of the workplace at each render.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { SegueError, type Attachment, type Clock, type LayoutZone, type SavedReply } from '../protocol/index.js';
import type { StoredValue } from '../session/index.js';
import { LiveRegion } from '../ui/index.js';
import { alertOf, unseenCall, type UnseenCall } from './alert.js';
import type { Alerts } from './alerts.js';
import { renderAlertRows, renderBeforeFirst } from './alert-rows.js';
import type { Attention } from './attention.js';
import { actOf } from './commands.js';
import { Conversation } from './conversation.js';
import { deskLayout, type DeskLayout } from './desk-layout.js';
import { DetailsSheet } from './details-sheet.js';
import type { ElementWidth } from './element-width.js';
import { renderEmpty } from './empty.js';
import { endedRecordRows } from './ended-rows.js';
import { enAlerts } from './en-alerts.js';
import type { DeskStrings } from './en-desk.js';
import { renderInbox } from './inbox.js';
import { InboxSearch } from './inbox-search.js';
import { endedRows, helpingRows, mineRows, waitingRows, type InboxFacts } from './inbox-rows.js';
import type { Unsent } from './kept-work.js';
import { customerOf, newsWords } from './news-words.js';
import { renderConnectionLine } from './notices.js';
import { Overlays } from './overlays.js';
import { PaneColumn } from './pane-column.js';
import { Popup } from './popup.js';
import { renderRingStack } from './ring-stack.js';
import { middleNotices, renderJoinNotice } from './screen-notices.js';
import type { Command } from './shortcuts.js';
import { renderTopBar, type TopBarPopup } from './top-bar.js';
import { focusedElement, isWriting } from './typing.js';
import type { ActiveCall, News, Workplace } from './workplace.js';
import { moveZone, zoneClasses } from './zones.js';

export interface WorkScreenOptions {
  readonly strings: () => DeskStrings;
  readonly locale: () => string | undefined;
  readonly clock: () => Clock;
  readonly width: ElementWidth;
  readonly attention: Attention;
  readonly alerts: Alerts;
  readonly onSignOut: () => void;
  /** Keeps over a reload that the notice about joining at once was read. */
  readonly noticeRead: () => StoredValue;
  /** Keeps over sign-ins how an agent leaves their panes. */
  readonly folded: (agentId: string) => StoredValue;
}

export class WorkScreen implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: WorkScreenOptions;
  readonly #live: LiveRegion;
  readonly #popup: Popup<TopBarPopup>;
  readonly #conversation: Conversation;
  readonly #panes: PaneColumn;
  readonly #overlays: Overlays;
  readonly #search: InboxSearch;
  readonly #details: DetailsSheet;
  #work: Workplace | undefined;
  #layout: DeskLayout = deskLayout({ id: 'none', widgets: [] });
  /** What the agent has put away: the last ended upgrade, the last ended transfer. */
  readonly #putAway = new Set<string>();
  #focusVideo: 'no' | 'by-itself' | 'asked' = 'no';
  #focusComposer = false;
  readonly #savedReplies = (): Promise<readonly SavedReply[]> => (this.#work === undefined ? Promise.resolve([]) : this.#work.api.savedReplies());

  constructor(host: LitElement, options: WorkScreenOptions) {
    this.#host = host;
    this.#options = options;
    this.#live = new LiveRegion(host);
    this.#popup = new Popup(host);
    this.#search = new InboxSearch(host);
    this.#details = new DetailsSheet(host);
    this.#overlays = new Overlays(host, () => this.#work, options.clock, (contactId) => this.#conversation.writeTo(contactId, 'owner', 'agents'));
    this.#panes = new PaneColumn(host, {
      onRendered: (contactId, callId) => void this.#work?.confirmPane(contactId, callId),
      onOpenChat: (contactId) => this.#work?.select(contactId),
      onNote: (contactId, text) => this.#note(contactId, text),
      identify: async (contactId, known) => this.#open.people.identify(contactId, known),
      onBlock: (contactId) => this.#overlays.open({ kind: 'block', contactId }),
      past: (contactId) => (this.#work === undefined ? Promise.resolve([]) : this.#work.api.pastContacts(contactId)),
      onPast: (contactId, past) => this.#overlays.open({ kind: 'past', contactId, past }),
      savedReplies: this.#savedReplies,
      filledReply: (text) => this.#conversation.filled(text),
      onReply: (reply) => this.#conversation.putIn(reply),
      onSaid: (text) => this.#live.say(text),
      onCheck: () => this.#overlays.open({ kind: 'check' }),
    });
    this.#conversation = new Conversation(host, {
      onSend: (contactId, text, attachments) => this.#send(contactId, text, attachments),
      files: () => this.#open.files,
      now: () => this.#work?.now ?? 0,
      onSaid: (text) => this.#live.say(text),
      onNote: (contactId, text) => this.#note(contactId, text),
      onTyping: (contactId, on) => this.#work?.session.typing(contactId, on),
      onRetry: (messageId) => this.#work?.session.retry(messageId),
      onSeen: (model) => this.#work?.session.read(model.contactId, model.events[model.events.length - 1]?.seq ?? 0),
      onInvite: (contactId) => {
        // The button goes with the press: what comes next is typing.
        this.#conversation.focus();
        this.#work?.invite(contactId);
      },
      onTakeBack: (contactId, upgradeId) => this.#work?.takeBackInvite(contactId, upgradeId),
      onWrapUp: (contactId) => this.#overlays.open({ kind: 'wrap-up', contactId }),
      onTransfer: (contactId) => this.#overlays.open({ kind: 'transfer', contactId }),
      onAskHelp: (contactId) => this.#overlays.open({ kind: 'help', contactId }),
      clock: options.clock,
      savedReplies: this.#savedReplies,
      onNotes: () => this.#panes.openNotes(),
      onBack: () => this.#work?.select(undefined),
      onDetails: this.#details.toggle,
    });
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#focusComposer) {
      this.#focusComposer = false;
      // The card that was pressed is gone, and the focus with it; where it is elsewhere it stays.
      const focused = focusedElement();
      if (focused === null || focused === this.#host) this.#conversation.focus();
    }
    if (this.#focusVideo === 'no') return;
    // Whoever has begun to write since is left to it.
    if (this.#focusVideo === 'asked' || !isWriting()) this.#panes.focusVideo();
    this.#focusVideo = 'no';
  }

  get unsent(): Unsent {
    return this.#conversation.unsent;
  }

  /** A fresh sign-in, or none. `begun`: what the agent wrote on a page before this one. */
  show(work: Workplace | undefined, begun?: Unsent): void {
    this.#work = work;
    this.#overlays.close();
    this.#details.close();
    if (work === undefined) {
      this.#conversation.forget();
      this.#panes.forget();
      this.#search.forget();
    } else {
      this.#layout = deskLayout(work.profile.layout);
      this.#panes.begin(this.#options.folded(work.profile.agentId));
      if (begun !== undefined) this.#conversation.restore(begun);
    }
    this.#host.requestUpdate();
  }

  /** Something a person should hear of. */
  hear(news: News): void {
    const work = this.#work;
    if (work === undefined) return;
    const said = newsWords(news, work, this.#options.strings());
    if (said !== undefined) this.#live.say(said.text, said.urgency);
    switch (news.kind) {
      case 'helping':
        this.#conversation.writeTo(news.contactId, 'assist', 'agents');
        this.#turnTo(work, news.contactId);
        this.#focusComposer = true;
        return;
      case 'consult-over':
        this.#conversation.backToCustomer(news.contactId);
        return;
      case 'joined':
        this.#conversation.backToCustomer(news.contactId);
        this.#turnTo(work, news.contactId);
        this.#focusComposer = true;
        return;
      case 'video':
        if (news.joined === 'by-itself') this.#options.alerts.once('join');
        if (!this.#turnTo(work, news.contactId)) this.#focusVideo = 'by-itself';
        return;
      default:
        return;
    }
  }

  /** A contact that the agent was called to, and has asked for. */
  open(contactId: string): void {
    if (this.#work?.atHand(contactId) !== undefined) this.#work.select(contactId);
  }

  /** True where the command did something. */
  run(command: Command): boolean {
    const work = this.#work;
    if (work === undefined) return false;
    const act = actOf(command, {
      work,
      openWrapUp: (contactId) => this.#overlays.open({ kind: 'wrap-up', contactId }),
      openTransfer: (contactId) => this.#overlays.open({ kind: 'transfer', contactId }),
      openNotes: () => this.#panes.openNotes(),
      search: () => this.#search.focus(),
      moveZone: (by) => moveZone(this.#host.shadowRoot, by),
      openVideo: () => this.#openVideo(),
      toggleFullScreen: () => this.#panes.toggleFullScreen(),
      openAskHelp: (contactId) => this.#overlays.open({ kind: 'help', contactId }),
      openShortcuts: () => this.#overlays.open({ kind: 'shortcuts' }),
      openCheck: () => this.#overlays.open({ kind: 'check' }),
      setQueue: (on) => this.#setQueue(on),
      attach: () => this.#attachButton,
      togglePresence: () => this.#host.shadowRoot?.querySelector<HTMLButtonElement>('.presence-button')?.click(),
    });
    act?.();
    return act !== undefined;
  }

  render(work: Workplace): TemplateResult {
    const strings = this.#options.strings();
    const { session, call } = work;
    const unseen = unseenCall(call, this.#options.attention.visible);
    this.#options.alerts.show(alertOf(work, unseen, strings));
    const step = this.#options.width.step;
    const video = call !== undefined && call.pane === 'open';
    const sheet = this.#overlays.renderSheet(strings, this.#options.locale());
    // The conversation first, wherever it stands: panes show saved replies for its customer.
    const zones: Readonly<Record<LayoutZone, TemplateResult>> = {
      conversation: this.#middle(work, call, unseen),
      inbox: this.#inbox(work, unseen, video),
      panes: this.#column(work, call, sheet),
    };
    return html`<div class="work step-${step} ${zoneClasses(this.#layout)} ${video ? 'with-video' : ''} ${sheet === undefined ? '' : 'with-sheet'} ${work.selected === undefined ? 'none-chosen' : ''} ${sheet === undefined && this.#detailsShown(work) ? 'details-open' : ''}">
      ${this.#topBar(work, unseen)}
      <div class="under-top">
        ${renderConnectionLine(session.state, strings, () => session.open())}
        ${this.#noticeDue(work) ? renderJoinNotice(work, strings, () => this.#readJoinNotice()) : nothing}
      </div>
      <div class="zones">${this.#layout.zones.map((zone) => zones[zone])}</div>
      ${this.#live.render()} ${this.#overlays.renderDialog(strings, this.#options.locale())}
    </div>`;
  }

  #topBar(work: Workplace, unseen: UnseenCall | undefined): TemplateResult {
    const strings = this.#options.strings();
    return renderTopBar(
      {
        strings,
        name: work.profile.name,
        presence: work.session.presence,
        reasons: work.profile.presenceReasons ?? [],
        now: work.now,
        settings: () => renderAlertRows(this.#options.alerts),
        waitsOnVideo: unseen === undefined ? [] : [customerOf(work, unseen.contactId, strings)],
        compact: this.#options.width.step !== 'wide',
      },
      {
        popup: this.#popup,
        onPresence: (state, reason) => work.setPresence({ state, ...(reason === undefined ? {} : { reason }) }),
        onQueue: (on) => this.#setQueue(on),
        onHelp: () => this.#overlays.open({ kind: 'shortcuts' }),
        onCheck: () => this.#overlays.open({ kind: 'check' }),
        onSignOut: this.#options.onSignOut,
        onOpenVideo: () => this.#openVideo(),
      },
    );
  }

  #inbox(work: Workplace, unseen: UnseenCall | undefined, video: boolean): TemplateResult {
    const strings = this.#options.strings();
    const step = this.#options.width.step;
    const facts: InboxFacts = { now: work.now, agentId: work.profile.agentId, strings, reservations: work.ringing.reservations, unseen, gone: work.call?.goneAt === undefined ? undefined : work.call.contactId, locale: this.#options.locale() };
    const view = {
      strings,
      waiting: waitingRows(work.session.inbox, facts),
      mine: mineRows(work.mine, facts),
      helping: helpingRows(work.helped, facts),
      ended: [...endedRows(work.finished, facts), ...endedRecordRows(work.finishedBefore, facts)],
      selected: work.selected?.contactId,
      rail: step === 'narrow' || (step === 'medium' && video),
    };
    return renderInbox(view, this.#search, (contactId) => work.select(contactId));
  }

  #middle(work: Workplace, call: ActiveCall | undefined, unseen: UnseenCall | undefined): TemplateResult {
    const strings = this.#options.strings();
    const { selected } = work;
    const notices = middleNotices({ work, selected, unseen, strings, putAway: this.#putAway }, {
      onOpenVideo: () => this.#openVideo(),
      onMinute: (contactId) => this.#beginWord(work, contactId, enAlerts.minuteText),
      onPutAway: (what) => this.#dismiss(what),
      onTransfer: (contactId) => this.#overlays.open({ kind: 'transfer', contactId }),
      onAskHelp: (contactId) => this.#overlays.open({ kind: 'help', contactId }),
      onDismiss: (contactId, agentId) => work.helping.dismiss(contactId, agentId),
      onLeave: (contactId) => work.helping.leave(contactId),
      onHandOver: (contactId, agentId) => work.helping.handOver(contactId, agentId),
      onKeep: (contactId, agentId) => {
        work.helping.dismiss(contactId, agentId);
        this.#conversation.writeTo(contactId, 'owner', 'customer');
        this.#conversation.focus();
      },
    });
    if (selected === undefined) {
      this.#conversation.leave();
      return renderEmpty(work, strings, notices, () => renderBeforeFirst(this.#options.alerts, () => this.#overlays.open({ kind: 'check' })));
    }
    return this.#conversation.render({
      model: selected,
      agentId: work.profile.agentId,
      agentName: work.profile.name,
      replies: work.profile.scopes.includes('reply:view'),
      asksHelp: work.mayAskHelp,
      gone: (callId) => work.wasGone(callId),
      now: work.now,
      locale: this.#options.locale(),
      strings,
      compact: call?.pane === 'open' || this.#options.width.step !== 'wide',
      backButton: this.#options.width.step === 'phone',
      details: DetailsSheet.neededAt(this.#options.width.step) && this.#layout.panes.length > 0 ? this.#details.isOpen : undefined,
      notices,
    });
  }

  #column(work: Workplace, call: ActiveCall | undefined, sheet: TemplateResult | undefined): TemplateResult {
    const strings = this.#options.strings();
    return html`<aside class="panes" part="panes">
      ${renderRingStack(work, { localNow: this.#options.clock().now(), strings })}
      ${this.#panes.render({ work, layout: this.#layout, call, strings, locale: this.#options.locale(), localNow: this.#options.clock().now(), sheet, compact: this.#options.width.step !== 'wide', held: this.#detailsShown(work) ? (panes) => this.#details.render(panes) : undefined })}
    </aside>`;
  }

  /** In the message field, where the agent reads it, changes it and sends it. */
  #beginWord(work: Workplace, contactId: string, text: string): void {
    work.select(contactId);
    this.#conversation.writeTo(contactId, 'owner', 'customer');
    void this.#host.updateComplete.then(() => this.#conversation.putIn({ text }));
  }

  #detailsShown(work: Workplace): boolean {
    return this.#details.isOpen && work.selected !== undefined && DetailsSheet.neededAt(this.#options.width.step);
  }

  async #note(contactId: string, text: string): Promise<void> {
    if (this.#work === undefined) throw new SegueError('closed');
    await this.#work.note(contactId, text);
  }

  /** The work of a signed-in agent. @throws SegueError `closed` */
  get #open(): Workplace {
    if (this.#work === undefined) throw new SegueError('closed');
    return this.#work;
  }

  #send(contactId: string, text: string, attachments: readonly Attachment[]): boolean {
    const session = this.#work?.session;
    // A message that waited for its files may find its contact gone.
    if (session?.contacts.has(contactId) !== true) return false;
    session.send(contactId, text, { attachments });
    return true;
  }

  get #attachButton(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.composer .attach input');
  }

  #setQueue(on: boolean): void {
    const work = this.#work;
    if (work === undefined) return;
    const live = work.mine.filter(({ snapshot }) => snapshot.state === 'connected');
    if (on) work.setPresence({ onQueue: true, state: 'available' });
    else if (live.length === 0) work.setPresence({ onQueue: false });
    else this.#overlays.open({ kind: 'off-queue' });
  }

  #openVideo(): void {
    this.#work?.openPane();
    this.#focusVideo = 'asked';
    this.#host.requestUpdate();
  }

  /** To a contact, unless the agent is writing to somebody: then true. */
  #turnTo(work: Workplace, contactId: string): boolean {
    const writing = isWriting();
    if (work.selected === undefined || !writing) work.select(contactId);
    return writing;
  }

  #dismiss(what: string): void {
    this.#putAway.add(what);
    this.#host.requestUpdate();
  }

  #readJoinNotice(): void {
    this.#options.noticeRead().write('yes');
    this.#host.requestUpdate();
  }

  /** Whoever may be joined to a video by the desk itself is told so when they go on queue. */
  #noticeDue({ session: { presence }, profile }: Workplace): boolean {
    const rings = presence?.onQueue === true && presence.slots.videoChat.capacity > 0;
    return rings && profile.joinOnUpgrade === 'auto' && this.#options.noticeRead().read() === undefined;
  }
}
