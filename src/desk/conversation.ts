/**
 * The conversation with one customer: head, notices, transcript, composer. Keeps a draft per contact and marks what was
 * seen as read. Draws a view; presses go out as callbacks.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import { limits, type Actor, type Attachment, type Clock, type SavedReply } from '../protocol/index.js';
import type { Attachments, ContactModel } from '../session/index.js';
import { Composer, dayKey, icon, renderTranscriptRows, renderTyping, type ComposerOptions, type TranscriptOptions, type TranscriptRow } from '../ui/index.js';
import { ContentBlocks, type Shown } from '../ui/content-blocks.js';
import { contentViews } from '../ui/content-views.js';
import { withFiles } from '../ui/extras.js';
import { TranscriptWindow } from '../ui/transcript-window.js';
import { stickyNoteIcon } from '../ui/desk-icons.js';
import { chevronDownIcon } from '../ui/icons.js';
import { choiceKey, ComposerAudience, readerNames, writerOf, type Audience, type Writer } from './composer-audience.js';
import { ConversationFiles } from './conversation-files.js';
import { ConversationRows } from './conversation-rows.js';
import { renderConversationHead, type HeadActions, type HeadView } from './conversation-head.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import { enNotes } from './en-notes.js';
import { enReplies } from './en-replies.js';
import { fillReply, type FilledReply } from './fill-reply.js';
import { FollowEnd } from './follow-end.js';
import { onlyHelped } from './help-state.js';
import type { Unsent } from './kept-work.js';
import { noteExtra } from './notes.js';
import { ownHeader } from './own-header.js';
import { Remembered } from './remembered.js';
import { SavedReplies } from './saved-replies.js';
import { contentWords, uiWords } from './shared-words.js';

export interface ConversationView extends HeadView {
  readonly model: ContactModel;
  readonly agentId: string;
  /** The agent's own name. */
  readonly agentName: string;
  /** Whether there are saved replies for this agent. */
  readonly replies: boolean;
  /** Whether the customer of a call had no connection when it ended. */
  readonly gone: (callId: string) => boolean;
  /** Platform's now, milliseconds. */
  readonly now: number;
  readonly strings: DeskStrings;
  /** Bars between head and transcript, most urgent first. */
  readonly notices: readonly TemplateResult[];
}

export interface ConversationActions extends HeadActions {
  readonly onSend: (contactId: string, text: string, attachments: readonly Attachment[]) => boolean;
  readonly files: () => Attachments;
  /** The platform's now, milliseconds since the epoch. */
  readonly now: () => number;
  /** To those who don't see it. */
  readonly onSaid: (text: string) => void;
  readonly clock: () => Clock;
  readonly savedReplies: () => Promise<readonly SavedReply[]>;
  /** To the field for notes. */
  readonly onNotes: () => void;
  /** A note for agents. Resolves once the platform has it. */
  readonly onNote: (contactId: string, text: string) => Promise<void>;
  readonly onTyping: (contactId: string, on: boolean) => void;
  readonly onRetry: (messageId: string) => void;
  /** The agent has this contact before their eyes, up to the end. */
  readonly onSeen: (model: ContactModel) => void;
}

/** Above this only rows near the reader are in the page. */
const manyRows = 100;

export class Conversation implements ReactiveController {
  readonly #host: LitElement;
  readonly #actions: ConversationActions;
  readonly #composer: Composer;
  readonly #scroll: FollowEnd;
  readonly #blocks: ContentBlocks;
  readonly #window: TranscriptWindow;
  readonly #transcript = new ConversationRows();
  readonly #extras = new Remembered<TranscriptOptions['extra']>();
  /** By contact and reader. */
  readonly #drafts = new Map<string, string>();
  readonly #audience = new ComposerAudience();
  readonly #files: ConversationFiles;
  readonly #replies: SavedReplies;
  #view: ConversationView | undefined;
  #shown: ContactModel | undefined;
  #shownAudience: Audience = 'customer';
  /** There was a field for what is shown. */
  #open = false;
  /** Who reads was chosen by a press since the last time it was drawn. */
  #pressed = false;

  constructor(host: LitElement, actions: ConversationActions) {
    this.#host = host;
    this.#actions = actions;
    this.#scroll = new FollowEnd(host);
    this.#blocks = new ContentBlocks(host);
    this.#window = new TranscriptWindow(host, { scroller: () => this.#scroll.place, atEnd: () => this.#scroll.atEnd });
    this.#scroll.scrolled = this.#window.scrolled;
    this.#composer = new Composer(host, {
      onSend: (text) => {
        const id = this.#shown?.contactId;
        if (id === undefined) return false;
        if (this.#shownAudience === 'agents') this.#note(id, text);
        else if (!this.#send(id, text)) return false;
        else actions.onTyping(id, false);
        this.#scroll.toEnd();
        return true;
      },
      onTyping: () => {
        if (this.#shown === undefined || this.#shownAudience === 'agents') return;
        actions.onTyping(this.#shown.contactId, true);
        this.#files.typed(this.#shown.contactId);
      },
    });
    this.#replies = new SavedReplies(host, { clock: actions.clock, load: actions.savedReplies, filled: (text) => this.filled(text), onChoose: (reply) => this.#fillIn(reply, ''), say: actions.onSaid });
    this.#files = new ConversationFiles(host, {
      files: actions.files, now: actions.now, say: actions.onSaid, shown: () => (this.#shownAudience === 'customer' ? this.#shown : undefined), focus: () => this.focus(),
      send: (contactId) => this.#sendLater(contactId),
    });
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#seen);
  }
  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#seen);
  }
  hostUpdated(): void {
    this.#seen();
  }

  focus(): void {
    this.#composer.focus();
  }

  /** Chosen by what the agent pressed: whom they write to now, with what is in the field kept for whom it was written to. */
  writeTo(contactId: string, writer: Writer, audience: Audience): void {
    this.#audience.choose(contactId, writer, audience);
    this.#pressed ||= contactId === this.#shown?.contactId;
    this.#host.requestUpdate();
  }
  /** The owner goes on with the customer, once nothing that they write to agents is in the field. */
  backToCustomer(contactId: string): void {
    const waits = contactId !== this.#shown?.contactId && this.#drafts.has(draftKey(contactId, 'agents'));
    if (!waits) this.#audience.choose(contactId, 'owner', 'customer');
    this.#host.requestUpdate();
  }
  /** A saved reply's text for the customer on screen. */
  filled(text: string): string {
    return this.#fill(text)?.text ?? text;
  }

  /** A saved reply behind what is written already; words of a search for one are not. */
  putIn(reply: Pick<SavedReply, 'text'>): void {
    const { draft } = this.#composer;
    this.#replies.close();
    this.#fillIn(reply, draft.startsWith('/') || draft.trim() === '' ? '' : `${draft.trimEnd()} `);
  }

  /** What is written and not sent, the field's own words last, and who was to read it. */
  get unsent(): Unsent {
    const drafts = new Map(this.#drafts);
    const readers = this.#audience.chosen;
    if (this.#shown !== undefined && this.#open) {
      const key = draftKey(this.#shown.contactId, this.#shownAudience);
      drafts.delete(key);
      if (this.#composer.draft !== '') drafts.set(key, this.#composer.draft);
      readers[choiceKey(this.#shown.contactId, writerOf(this.#shown))] = this.#shownAudience;
    }
    return { drafts: Object.fromEntries(drafts), readers };
  }
  /** The same of a page before this one, to be found where it was left. */
  restore({ drafts, readers }: Unsent): void {
    for (const [key, text] of Object.entries(drafts)) this.#drafts.set(key, text);
    this.#audience.restore(readers);
  }

  /** The agent has signed out: what was not sent is nobody's. */
  forget(): void {
    this.#show(undefined);
    this.#drafts.clear();
    this.#audience.forget();
    this.#files.drop();
    this.#replies.forget();
  }

  /** Nothing is shown: what was shown no longer counts as seen. The draft stays. */
  leave(): void {
    this.#show(undefined);
  }

  render(view: ConversationView): TemplateResult {
    const { model, strings } = view;
    this.#view = view;
    this.#show(model);
    this.#scroll.follow(model.contactId);
    const customer = firstName(model.snapshot.customer.name, strings.visitor(model.contactId));
    return html`<section class="conversation" part="conversation" aria-label=${strings.yourConversation(customer)} @paste=${this.#files.given} @dragover=${this.#files.given} @drop=${this.#files.given}>
      ${renderConversationHead(view, this.#actions)} ${view.notices}
      <div class="scroller" tabindex="0" role="log" aria-label=${strings.yourConversation(customer)} ${ref(this.#scroll.attach)} @scroll=${this.#scroll.onScroll}>
        <div class="transcript">${this.#rows(view)} ${model.typing === undefined ? nothing : renderTypingRow(model.typing, customer)}</div>
      </div>
      ${this.#scroll.atEnd ? nothing : html`<button type="button" class="to-end" @click=${this.#scroll.toEnd}>${icon(chevronDownIcon, { size: 16 })}${strings.newMessages}</button>`}
      ${this.#foot(view, customer)} ${this.#files.veil()} ${this.#files.picture()}
    </section>`;
  }

  /** Drawn anew only when the contact, the day or the locale changed: the host renders every second. */
  #rows(view: ConversationView): unknown {
    const { model, agentId, gone, strings, locale, now } = view;
    return guard([this.#blocks.version, this.#files.version, this.#window.version, model.contactId, model.events, model.pending, model.snapshot.read, dayKey(now), locale], () =>
      this.#draw(this.#transcript.of(model, { agentId, gone, strings }, { now, strings: uiWords, locale }), {
        strings: uiWords,
        ownHeader: ownHeader(strings.youAre),
        onRetry: this.#actions.onRetry,
        extra: this.#extras.of([model.contactId, model.events, model.pending, model.snapshot.customer.name, locale], () =>
          withFiles(withFiles(this.#choices(model, locale), this.#files.shown(model, strings)), noteExtra(model.events)),
        ),
      }),
    );
  }

  /** All of a few rows; of many those near the reader. */
  #draw(rows: readonly TranscriptRow[], options: TranscriptOptions): unknown {
    const draw = (some: readonly TranscriptRow[]): unknown => renderTranscriptRows(some, options);
    return rows.length > manyRows ? this.#window.render(rows, draw) : draw(rows);
  }

  /** What messages offer to choose, to be read: the customer chooses. */
  #choices(model: ContactModel, locale: string | undefined): (key: string, text: string) => Shown | undefined {
    const views = contentViews(model.events);
    return (key, text) => {
      const view = views.get(key);
      return view && this.#blocks.render(key, text, view, { strings: contentWords, locale });
    };
  }

  #foot(view: ConversationView, customer: string): TemplateResult {
    const { model } = view;
    if (isOver(model)) {
      this.#files.drop(model.contactId);
      return html`<p class="conversation-over">${overWords(view, customer)}</p>`;
    }
    const forAgents = this.#shownAudience === 'agents';
    return html`<div class="composer-dock ${forAgents ? 'for-agents' : ''}" @input=${this.#typed} @keydown=${this.#keys}>
      ${this.#audience.render({ model, present: this.#shownAudience, agentId: view.agentId, customer }, (audience) => {
        this.writeTo(model.contactId, writerOf(model), audience);
        void this.#host.updateComplete.then(() => this.focus());
      })}
      ${this.#replies.render()} ${forAgents ? nothing : this.#files.chips()} ${this.#composer.render(forAgents ? this.#noteOptions(view, customer) : this.#messageOptions(view, customer))}
    </div>`;
  }

  #messageOptions({ strings, replies }: ConversationView, customer: string): ComposerOptions {
    return {
      strings: uiWords,
      placeholder: replies ? enReplies.messageOrReply(customer) : strings.messageTo(customer),
      maxLength: limits.textLength,
      maxLines: 8,
      more: this.#files.holds,
      before: html`<span class="composer-tools">${this.#files.button()}<button type="button" class="icon-button" aria-label=${enNotes.field} title="${enNotes.field} (Alt N)" @click=${this.#actions.onNotes}>${icon(stickyNoteIcon, { size: 16 })}</button></span><span class="composer-hint" aria-hidden="true">${strings.newLineHint}</span>`,
    };
  }

  /** No files and no saved replies: those are for customers. */
  #noteOptions({ model, agentId, strings }: ConversationView, customer: string): ComposerOptions {
    const names = readerNames(model, agentId);
    return {
      strings: { ...uiWords, message: enHelp.agentsField(names), send: enHelp.sendNote },
      placeholder: enHelp.agentsPlaceholder(names, customer),
      maxLength: limits.textLength,
      maxLines: 8,
      before: html`<span class="composer-hint" aria-hidden="true">${strings.newLineHint}</span>`,
    };
  }

  #show(model: ContactModel | undefined): void {
    const before = this.#shown?.contactId;
    const readBefore = this.#shownAudience;
    const open = model !== undefined && !isOver(model);
    // What somebody is writing goes to whom they began it for, whatever became of the contact meanwhile.
    const held = before === model?.contactId && open && this.#open && this.#composer.draft !== '' && !this.#pressed;
    const audience = model === undefined ? 'customer' : held ? readBefore : this.#audience.of(model);
    // It is found again where it was left.
    if (this.#shown !== undefined && before !== model?.contactId && this.#open && this.#composer.draft !== '') this.#audience.choose(this.#shown.contactId, writerOf(this.#shown), readBefore);
    this.#open = open;
    this.#pressed = false;
    this.#shown = model;
    this.#shownAudience = audience;
    if (before === model?.contactId && readBefore === audience) return;
    this.#replies.close();
    if (before !== undefined) {
      const key = draftKey(before, readBefore);
      if (this.#composer.draft === '') this.#drafts.delete(key);
      else {
        this.#drafts.set(key, this.#composer.draft);
        if (readBefore === 'customer') this.#actions.onTyping(before, false);
      }
    }
    this.#composer.draft = model === undefined ? '' : (this.#drafts.get(draftKey(model.contactId, audience)) ?? '');
  }

  /** It is out of the field at once; what the platform refuses comes back into it. */
  #note(contactId: string, text: string): void {
    this.#actions.onNote(contactId, text).catch(() => {
      const shown = contactId === this.#shown?.contactId && this.#shownAudience === 'agents';
      const key = draftKey(contactId, 'agents');
      const since = shown ? this.#composer.draft : (this.#drafts.get(key) ?? '');
      const draft = since === '' ? text : `${text}\n${since}`;
      if (shown) this.#composer.draft = draft;
      else this.#drafts.set(key, draft);
      this.#actions.onSaid(enHelp.noteRefused);
    });
  }

  #send(contactId: string, text: string): boolean {
    this.#replies.close();
    const files = this.#files.take(contactId);
    return files !== undefined && this.#actions.onSend(contactId, text, files);
  }

  /** Its files are there: the message goes to whom it was written, whoever is on screen now. */
  #sendLater(contactId: string): void {
    if (contactId === this.#shown?.contactId && this.#shownAudience === 'customer') {
      this.#composer.submit();
      return;
    }
    const key = draftKey(contactId, 'customer');
    const text = this.#drafts.get(key)?.trim() ?? '';
    if (text.length <= limits.textLength && this.#send(contactId, text)) this.#drafts.delete(key);
  }

  /** After the composer's own handling: the draft is what the field holds. */
  readonly #typed = (): void => {
    const { model, replies } = this.#view ?? {};
    if (model !== undefined && replies === true && this.#shownAudience === 'customer') this.#replies.typed({ draft: this.#composer.draft, queueId: model.snapshot.queue?.queueId });
  };

  /** Before the field hears of it, whose Enter sends. */
  readonly #keys = {
    capture: true,
    handleEvent: (event: KeyboardEvent): void => {
      if (!this.#replies.key(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };

  /** For the customer on screen. */
  #fill(text: string): FilledReply | undefined {
    if (this.#view === undefined) return undefined;
    const { model, agentName } = this.#view;
    const { customer, queue } = model.snapshot;
    return fillReply(text, { customer, agent: agentName, queue: queue?.name });
  }

  /** Into the field, where the agent reads it, changes it and sends it; a gap is marked to be typed over. */
  #fillIn({ text }: Pick<SavedReply, 'text'>, before: string): void {
    const filled = this.#fill(text);
    if (filled === undefined) return;
    this.#composer.draft = before + filled.text;
    void this.#host.updateComplete.then(() => {
      this.#composer.focus();
      const field = this.#host.shadowRoot?.querySelector<HTMLTextAreaElement>('.composer textarea');
      const [from, to] = filled.gap ?? [filled.text.length, filled.text.length];
      field?.setSelectionRange(before.length + from, before.length + to);
    });
  }

  readonly #seen = (): void => {
    const model = this.#shown;
    if (model === undefined || model.unread === 0 || !this.#scroll.atEnd || document.visibilityState !== 'visible') return;
    this.#actions.onSeen(model);
  };
}

/** Nothing more is written here. */
function isOver({ snapshot: { relation, state } }: ContactModel): boolean {
  return (relation !== 'owner' && relation !== 'assist') || state === 'closed' || state === 'wrap-up';
}

const draftKey = (contactId: string, audience: Audience): string => `${contactId} ${audience}`;

/** The customer writes, or a colleague at the contact. */
function renderTypingRow({ kind, name }: Actor, customer: string): TemplateResult {
  const words = uiWords.isTyping({ agent: kind === 'customer' ? customer : firstName(name, customer) });
  return html`<div class="typing-row">${renderTyping(words)}<span aria-hidden="true">${words}</span></div>`;
}

/** Why nothing more is written here. */
function overWords({ model: { snapshot, events }, agentId, strings }: ConversationView, customer: string): string {
  if (snapshot.relation === 'owner' || snapshot.state === 'closed' || snapshot.state === 'wrap-up') return strings.contactEnded(customer);
  const owner = snapshot.owner?.name ?? strings.product;
  return onlyHelped(events, agentId) ? enHelp.leftOver(firstName(owner, owner), customer) : strings.contactMoved(owner);
}
