/**
 * The workspace beside the conversation: the layout's panes at rest, one under the other, each folded by its head; under
 * the video they become tabs. A sheet (wrap-up) takes their place. The video pane stays over all of them: its element must
 * not move. Notes that are asked for are shown whatever the layout.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PastContact, SavedReply } from '../protocol/index.js';
import type { ContactModel, People, StoredValue } from '../session/index.js';
import { icon } from '../ui/index.js';
import { historyIcon, stickyNoteIcon, table2Icon, userIcon, zapIcon } from '../ui/desk-icons.js';
import { xIcon } from '../ui/icons.js';
import { endedAt, leastWaitMs, paneOnRecord, waitBeforeVideo } from './contact-facts.js';
import { renderCustomerPane } from './customer-pane.js';
import { firstName, fullName } from './customer-name.js';
import { asTabs, type DeskLayout, type LayoutPane } from './desk-layout.js';
import { duration, wait } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { enNotes } from './en-notes.js';
import { enReplies } from './en-replies.js';
import { FoldedPanes } from './folded-panes.js';
import { FollowEnd } from './follow-end.js';
import { KnownForm } from './known-form.js';
import { NotesPane } from './notes-pane.js';
import { PaneFocus } from './pane-focus.js';
import { renderPaneFrame } from './pane-frame.js';
import { PastContacts } from './past-contacts.js';
import { renderQualityStrip } from './quality-strip.js';
import { RepliesPane } from './replies-pane.js';
import { TeamPanes } from './team-panes.js';
import { renderTimelinePane } from './timeline-pane.js';
import { VideoPane } from './video-pane.js';
import type { ActiveCall, Workplace } from './workplace.js';

export interface PaneColumnView {
  readonly work: Workplace;
  readonly layout: DeskLayout;
  readonly call: ActiveCall | undefined;
  readonly strings: DeskStrings;
  readonly locale: string | undefined;
  /** Local now, milliseconds. */
  readonly localNow: number;
  readonly sheet: TemplateResult | undefined;
  readonly compact: boolean;
  /** Into what the panes go, where they are no column. */
  readonly held: ((panes: TemplateResult) => TemplateResult) | undefined;
}

export interface PaneColumnActions {
  readonly onRendered: (contactId: string, callId: string) => void;
  readonly onOpenChat: (contactId: string) => void;
  /** Resolves once the platform has the note. */
  readonly onNote: (contactId: string, text: string) => Promise<void>;
  readonly identify: People['identify'];
  /** Asks whether the visitor is to be shut out. */
  readonly onBlock: (contactId: string) => void;
  readonly past: (contactId: string) => Promise<readonly PastContact[]>;
  readonly onPast: (contactId: string, past: PastContact) => void;
  readonly savedReplies: () => Promise<readonly SavedReply[]>;
  /** As it would come into the message field. */
  readonly filledReply: (text: string) => string;
  /** Into the message field. */
  readonly onReply: (reply: SavedReply) => void;
  readonly onSaid: (text: string) => void;
  /** Opens the self-check. */
  readonly onCheck: () => void;
}

const tabIcons: Readonly<Record<LayoutPane['kind'], string>> = { timeline: historyIcon, customer: userIcon, notes: stickyNoteIcon, replies: zapIcon, custom: table2Icon };
/** Where the layout has none and the agent asks for them. */
const askedNotes: LayoutPane = { kind: 'notes', key: 'notes', atRest: true, collapsed: false };

export class PaneColumn implements ReactiveController {
  readonly #host: LitElement;
  readonly #actions: PaneColumnActions;
  readonly #video: VideoPane;
  readonly #scroll: FollowEnd;
  readonly #notes: NotesPane;
  readonly #past: PastContacts;
  readonly #known: KnownForm;
  readonly #replies: RepliesPane;
  readonly #team: TeamPanes;
  readonly #focus = new PaneFocus();
  #folded: FoldedPanes | undefined;
  /** Key of the pane that was chosen last. */
  #tab: string | undefined;
  #calling: string | undefined;

  constructor(host: LitElement, actions: PaneColumnActions) {
    this.#host = host;
    this.#actions = actions;
    this.#scroll = new FollowEnd(host);
    this.#notes = new NotesPane(host, actions.onNote);
    this.#known = new KnownForm(host, actions.identify);
    this.#replies = new RepliesPane(host, { load: actions.savedReplies, filled: actions.filledReply, onChoose: actions.onReply });
    this.#team = new TeamPanes(host);
    this.#past = new PastContacts(host, { load: actions.past, onOpen: actions.onPast });
    this.#video = new VideoPane(host, {
      onRendered: (callId) => {
        if (this.#calling !== undefined) actions.onRendered(this.#calling, callId);
      },
      onOpenChat: actions.onOpenChat,
      onCheck: actions.onCheck,
    });
    host.addController(this);
  }

  hostUpdated(): void {
    this.#focus.restore(this.#host.shadowRoot);
  }
  hostDisconnected(): void {
    this.#calling = undefined;
  }

  /** An agent has signed in; `folded` keeps how they leave their panes. */
  begin(folded: StoredValue): void {
    this.#folded = new FoldedPanes(folded);
  }

  /** The agent has signed out. */
  forget(): void {
    this.#replies.forget();
    this.#team.forget();
    this.#tab = undefined;
    this.#past.forget();
    this.#known.forget();
  }

  /** The field for notes, wherever it is. */
  openNotes(): void {
    this.#tab = 'notes';
    this.#folded?.set('notes', false);
    this.#notes.open();
  }

  focusVideo(): void {
    this.#video.focus();
  }

  /** In the press's own task: the video over the whole screen, and back. */
  toggleFullScreen(): void {
    this.#video.toggleFullScreen();
  }

  render(view: PaneColumnView): TemplateResult {
    const { call, sheet, work } = view;
    const video = call?.pane === 'open' ? call : undefined;
    const written = this.#focus.remember(this.#host.shadowRoot);
    // The pane that somebody writes in is the tab that is shown.
    if (written !== undefined) this.#tab = written;
    this.#calling = video?.contactId;
    if (video === undefined) this.#video.leave();
    return html`${video === undefined ? nothing : this.#renderVideo(view, video)}
    ${sheet ?? (work.selected === undefined ? this.#nothingChosen(view) : this.#chosen(view, work.selected, video))}`;
  }

  #chosen(view: PaneColumnView, model: ContactModel, video: ActiveCall | undefined): TemplateResult | typeof nothing {
    const panes = video === undefined ? this.#atRest(view, model) : this.#tabs(view, model, video);
    return view.held === undefined || panes === nothing ? panes : view.held(html`${panes}`);
  }

  #renderVideo(view: PaneColumnView, call: ActiveCall): TemplateResult {
    const { strings, work } = view;
    const { model, callId, upgrade, contactId } = call;
    const { customer, upgrade: seen } = model.snapshot;
    const waited = seen === undefined ? undefined : waitBeforeVideo(model.events, seen.upgradeId);
    return this.#video.render({
      contactId,
      callId,
      upgrade,
      name: fullName(customer.name, strings.visitor(contactId)),
      firstName: firstName(customer.name, strings.visitor(contactId)),
      now: view.localNow,
      goneAt: call.goneAt,
      confirmed: callId !== undefined && paneOnRecord(model.events, callId) === 'confirmed',
      waited: waited === undefined || waited < leastWaitMs ? undefined : wait(waited),
      otherChat: work.selected?.contactId !== contactId,
      compact: view.compact,
      strings,
    });
  }

  /** What this agent may see of the layout's panes, and the notes while they are asked for. */
  #panesOf({ work, layout }: PaneColumnView): readonly LayoutPane[] {
    const panes = layout.panes.filter(({ kind }) => kind !== 'replies' || work.profile.scopes.includes('reply:view'));
    return this.#notes.asked && !panes.some(({ kind }) => kind === 'notes') ? [...panes, askedNotes] : panes;
  }

  #atRest(view: PaneColumnView, model: ContactModel): TemplateResult | typeof nothing {
    const panes = this.#panesOf(view).filter((it) => it.atRest || (it.kind === 'notes' && this.#notes.asked));
    if (panes.length === 0) return nothing;
    const filled = panes.some((it) => it.kind === 'timeline' && this.#folded?.has(it) !== true);
    return html`<div class="pane-stack ${filled ? 'filled' : ''}">${repeat(panes, ({ key }) => key, (pane) => this.#frame(view, model, pane))}</div>`;
  }

  #frame(view: PaneColumnView, model: ContactModel, pane: LayoutPane): TemplateResult {
    const folded = this.#folded?.has(pane) === true;
    const asked = pane.kind === 'notes' && this.#notes.asked;
    return renderPaneFrame({
      name: pane.kind === 'custom' ? 'team' : pane.kind,
      title: titleOf(pane, view.strings),
      key: pane.key,
      classes: asked ? (view.layout.panes.includes(pane) ? 'asked' : 'asked guest') : '',
      folded,
      onFold: () => {
        this.#folded?.set(pane.key, !folded);
        this.#host.requestUpdate();
      },
      end: pane.kind === 'timeline' ? html`<span class="pane-time">${ageOf(model, view.work)}</span>` : asked ? this.#closeNotes() : nothing,
      body: () => this.#body(view, model, pane),
    });
  }

  #closeNotes(): TemplateResult {
    return html`<button type="button" class="icon-button notes-close" aria-label=${enNotes.close} @click=${this.#notes.close}>${icon(xIcon, { size: 16 })}</button>`;
  }

  #body(view: PaneColumnView, model: ContactModel, pane: LayoutPane): TemplateResult {
    const { strings, locale } = view;
    switch (pane.kind) {
      case 'customer':
        return this.#customer(view, model);
      case 'timeline':
        return this.#timeline(view, model);
      case 'notes':
        return this.#notes.render({ model, strings, locale });
      case 'replies':
        return this.#replies.render(model);
      case 'custom':
        return this.#team.render(pane.element, model);
    }
  }

  #tabs(view: PaneColumnView, model: ContactModel, call: ActiveCall): TemplateResult {
    const { strings, work } = view;
    const quality = call.upgrade.health?.quality;
    const panes = asTabs(this.#panesOf(view));
    const shown = panes.find(({ key }) => key === this.#tab) ?? panes[0];
    return html`<section class="pane tab-pane" part="tab-pane">
      ${shown === undefined
        ? nothing
        : html`<header class="pane-head tab-head">
            <div class="tabs" role="tablist" @keydown=${(event: KeyboardEvent) => this.#arrow(event, panes, shown)}>
            ${panes.map(
              (pane) => html`<button type="button" role="tab" id="tab-${pane.key}" aria-controls="tab-panel" aria-selected=${pane === shown ? 'true' : 'false'} tabindex=${pane === shown ? '0' : '-1'} @click=${() => this.#choose(pane)}>
                ${icon(tabIcons[pane.kind], { size: 14 })}${titleOf(pane, strings)}
              </button>`,
            )}
            </div>
            <span class="spacer"></span><span class="pane-time">${ageOf(model, work)}</span>
          </header>
          ${keyed(shown.key, html`<div class="pane-body" id="tab-panel" data-pane=${shown.key} role="tabpanel" aria-labelledby="tab-${shown.key}" tabindex=${shown.kind === 'timeline' ? nothing : '0'}>${this.#body(view, model, shown)}</div>`)}`}
      ${quality === undefined ? nothing : renderQualityStrip(quality, strings)}
    </section>`;
  }

  #customer({ work, strings, locale }: PaneColumnView, model: ContactModel): TemplateResult {
    const past = work.profile.scopes.includes('contact:past') ? this.#past.render(model, strings, locale) : nothing;
    const { contactId, snapshot } = model;
    const blocks = work.profile.scopes.includes('guest:block') && snapshot.relation === 'owner' && snapshot.state === 'connected';
    return renderCustomerPane({ model, strings, locale, past, known: this.#known, onBlock: blocks ? () => this.#actions.onBlock(contactId) : undefined });
  }

  #timeline({ strings, locale, work }: PaneColumnView, model: ContactModel): TemplateResult {
    return renderTimelinePane({ model, strings, locale, reader: work.profile, now: work.now }, this.#scroll, (text) => this.#copy(text, strings));
  }

  #nothingChosen({ strings, layout }: PaneColumnView): TemplateResult | typeof nothing {
    if (!layout.panes.some(({ kind, atRest }) => kind === 'timeline' && atRest)) return nothing;
    return html`<section class="pane timeline-pane" aria-label=${strings.timeline}>
      <header class="pane-head"><h2>${strings.timeline}</h2></header>
      <div class="pane-body hollow">${icon(historyIcon)}<p>${strings.timelineEmpty}</p></div>
    </section>`;
  }

  #choose({ key }: LayoutPane): void {
    this.#tab = key;
    this.#host.requestUpdate();
  }

  #arrow(event: KeyboardEvent, panes: readonly LayoutPane[], shown: LayoutPane): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const by = event.key === 'ArrowRight' ? 1 : panes.length - 1;
    this.#choose(panes[(panes.indexOf(shown) + by) % panes.length] ?? shown);
    void this.#host.updateComplete.then(() => this.#host.shadowRoot?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus());
  }

  #copy(text: string, strings: DeskStrings): void {
    // Not there on a page that is not secure.
    if (!('clipboard' in navigator)) return;
    navigator.clipboard.writeText(text).then(
      () => this.#actions.onSaid(strings.copied),
      // The browser said no: the id is on screen to be selected.
      () => undefined,
    );
  }
}

function titleOf(pane: LayoutPane, strings: DeskStrings): string {
  if (pane.kind === 'custom') return pane.title;
  return { timeline: strings.timeline, customer: strings.customer, notes: enNotes.notes, replies: enReplies.savedReplies }[pane.kind];
}

function ageOf(model: ContactModel, work: Workplace): string {
  const { snapshot } = model;
  if (snapshot.startedAt === undefined) return '';
  return duration((endedAt(model) ?? work.now) - Date.parse(snapshot.startedAt));
}
