/**
 * The workspace beside the conversation: customer, timeline and notes as panes at rest; under the video they become tabs. A
 * sheet (wrap-up) takes their place. The video pane stays over all of them: its element must not move.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { PastContact } from '../protocol/index.js';
import type { ContactModel, People } from '../session/index.js';
import { icon } from '../ui/index.js';
import { historyIcon, stickyNoteIcon, userIcon } from '../ui/desk-icons.js';
import { endedAt, leastWaitMs, paneOnRecord, waitBeforeVideo } from './contact-facts.js';
import { renderCustomerPane } from './customer-pane.js';
import { firstName, fullName } from './customer-name.js';
import { duration, wait } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { enNotes } from './en-notes.js';
import { FollowEnd } from './follow-end.js';
import { KnownForm } from './known-form.js';
import { NotesPane } from './notes-pane.js';
import { PastContacts } from './past-contacts.js';
import { renderQualityStrip } from './quality-strip.js';
import { renderTimelinePane } from './timeline-pane.js';
import { VideoPane } from './video-pane.js';
import type { ActiveCall, Workplace } from './workplace.js';

export interface PaneColumnView {
  readonly work: Workplace;
  readonly call: ActiveCall | undefined;
  readonly strings: DeskStrings;
  readonly locale: string | undefined;
  /** Local now, milliseconds. */
  readonly localNow: number;
  readonly sheet: TemplateResult | undefined;
  readonly compact: boolean;
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
  readonly onSaid: (text: string) => void;
  /** Opens the self-check. */
  readonly onCheck: () => void;
}

const tabs = ['timeline', 'customer', 'notes'] as const;
type Tab = (typeof tabs)[number];
const tabIcons: Readonly<Record<Tab, string>> = { timeline: historyIcon, customer: userIcon, notes: stickyNoteIcon };

export class PaneColumn implements ReactiveController {
  readonly #host: LitElement;
  readonly #actions: PaneColumnActions;
  readonly #video: VideoPane;
  readonly #scroll: FollowEnd;
  readonly #notes: NotesPane;
  readonly #past: PastContacts;
  readonly #known: KnownForm;
  #tab: Tab = 'timeline';
  #calling: string | undefined;

  constructor(host: LitElement, actions: PaneColumnActions) {
    this.#host = host;
    this.#actions = actions;
    this.#scroll = new FollowEnd(host);
    this.#notes = new NotesPane(host, actions.onNote);
    this.#known = new KnownForm(host, actions.identify);
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

  hostDisconnected(): void {
    this.#calling = undefined;
  }

  /** The agent has signed out. */
  forget(): void {
    this.#past.forget();
    this.#known.forget();
  }

  /** The field for notes, wherever it is. */
  openNotes(): void {
    this.#tab = 'notes';
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
    this.#calling = video?.contactId;
    if (video === undefined) this.#video.leave();
    return html`${video === undefined ? nothing : this.#renderVideo(view, video)}
    ${sheet ?? (work.selected === undefined ? this.#nothingChosen(view) : video === undefined ? this.#atRest(view, work.selected) : this.#tabs(view, work.selected, video))}`;
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

  #atRest(view: PaneColumnView, model: ContactModel): TemplateResult {
    const { strings, locale, work } = view;
    return html`<section class="pane customer-pane" part="customer-pane" aria-label=${strings.customer}>
        <header class="pane-head"><h2>${strings.customer}</h2></header>
        <div class="pane-body">${this.#customer(view, model)}</div>
      </section>
      <section class="pane timeline-pane" part="timeline-pane" aria-label=${strings.timeline}>
        <header class="pane-head"><h2>${strings.timeline}</h2><span class="pane-time">${ageOf(model, work)}</span></header>
        <div class="pane-body">${this.#timeline(view, model)}</div>
      </section>
      ${this.#notes.renderPane({ model, strings, locale })}`;
  }

  #tabs(view: PaneColumnView, model: ContactModel, call: ActiveCall): TemplateResult {
    const { strings, locale, work } = view;
    const quality = call.upgrade.health?.quality;
    const names: Readonly<Record<Tab, string>> = { timeline: strings.timeline, customer: strings.customer, notes: enNotes.notes };
    return html`<section class="pane tab-pane" part="tab-pane">
      <header class="pane-head tab-head">
        <div class="tabs" role="tablist" @keydown=${this.#arrow}>
        ${tabs.map(
          (tab) => html`<button type="button" role="tab" id="tab-${tab}" aria-controls="tab-panel" aria-selected=${tab === this.#tab ? 'true' : 'false'} tabindex=${tab === this.#tab ? '0' : '-1'} @click=${() => this.#choose(tab)}>
            ${icon(tabIcons[tab], { size: 14 })}${names[tab]}
          </button>`,
        )}
        </div>
        <span class="spacer"></span><span class="pane-time">${ageOf(model, work)}</span>
      </header>
      ${this.#tab === 'timeline'
        ? html`<div class="pane-body" id="tab-panel" role="tabpanel" aria-labelledby="tab-timeline">${this.#timeline(view, model)}</div>`
        : html`<div class="pane-body" id="tab-panel" role="tabpanel" aria-labelledby="tab-${this.#tab}" tabindex="0">
            ${this.#tab === 'notes' ? this.#notes.render({ model, strings, locale }) : this.#customer(view, model)}
          </div>`}
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

  #nothingChosen({ strings }: PaneColumnView): TemplateResult {
    return html`<section class="pane timeline-pane" aria-label=${strings.timeline}>
      <header class="pane-head"><h2>${strings.timeline}</h2></header>
      <div class="pane-body hollow">${icon(historyIcon)}<p>${strings.timelineEmpty}</p></div>
    </section>`;
  }

  #choose(tab: Tab): void {
    this.#tab = tab;
    this.#host.requestUpdate();
  }

  readonly #arrow = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const by = event.key === 'ArrowRight' ? 1 : tabs.length - 1;
    this.#choose(tabs[(tabs.indexOf(this.#tab) + by) % tabs.length] ?? 'timeline');
    void this.#host.updateComplete.then(() => this.#host.shadowRoot?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus());
  };

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

function ageOf(model: ContactModel, work: Workplace): string {
  const { snapshot } = model;
  if (snapshot.startedAt === undefined) return '';
  return duration((endedAt(model) ?? work.now) - Date.parse(snapshot.startedAt));
}
