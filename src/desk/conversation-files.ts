/**
 * Files of the conversation on screen: those that wait for their message, by contact, and those of messages.
 *
 * Puts the shared parts together. A file belongs to the contact that was on screen when it was given, wherever the agent has
 * gone since; what is sent for a contact takes along that contact's files and no other's.
 */
import { nothing, type LitElement, type TemplateResult } from 'lit';
import type { Attachment, AttachmentRules } from '../protocol/index.js';
import type { Attachments, ContactModel } from '../session/index.js';
import { FileBlocks } from '../ui/file-blocks.js';
import { FileTray } from '../ui/file-tray.js';
import { fileViews } from '../ui/file-views.js';
import { givenFiles, renderAttach, type Extra } from '../ui/index.js';
import { Lightbox } from '../ui/lightbox.js';
import { fullName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { fileWords, uiWords } from './shared-words.js';

export interface ConversationFilesOptions {
  readonly files: () => Attachments;
  /** The platform's now, milliseconds since the epoch. */
  readonly now: () => number;
  /** The contact on screen. */
  readonly shown: () => ContactModel | undefined;
  readonly say: (text: string) => void;
  /** A message that was sent too early can go. */
  readonly send: (contactId: string) => void;
  readonly focus: () => void;
}

/** What an agent may send to this customer now; undefined: no files. */
function rulesOf(model: ContactModel | undefined): AttachmentRules | undefined {
  const { relation, state, attachments } = model?.snapshot ?? {};
  return (relation === 'owner' || relation === 'assist') && state === 'connected' ? attachments : undefined;
}

export class ConversationFiles {
  readonly #options: ConversationFilesOptions;
  readonly #tray: FileTray;
  readonly #blocks: FileBlocks;
  readonly #lightbox: Lightbox;

  constructor(host: LitElement, options: ConversationFilesOptions) {
    const { files, now, say, send, focus, shown } = options;
    const strings = (): typeof fileWords => fileWords;
    this.#options = options;
    this.#tray = new FileTray(host, { attach: (contactId, file, changed) => files().attach(contactId, file, changed), now, strings, rules: () => rulesOf(shown()), say, send, focus });
    this.#lightbox = new Lightbox(host, { strings, onDownload: ({ contactId, file }) => void this.#blocks.download(contactId, file) });
    this.#blocks = new FileBlocks(host, { link: (contactId, id) => files().link(contactId, id), strings, say, open: this.#lightbox.open });
  }

  /** Changes with whatever is drawn differently though no message has changed. */
  get version(): number {
    return this.#blocks.version;
  }

  /** There is something beside the text to send. */
  get holds(): boolean {
    return this.#tray.holds(this.#options.shown()?.contactId);
  }

  /** Before the field, where files may be sent. */
  button(): TemplateResult | typeof nothing {
    const rules = rulesOf(this.#options.shown());
    return rules === undefined ? nothing : renderAttach(rules, uiWords.attachFile, this.#add);
  }

  /** Files over the conversation, or pasted: the browser leaves them to the desk. */
  readonly given = (event: DragEvent | ClipboardEvent): void => {
    const files = rulesOf(this.#options.shown()) && givenFiles(event);
    if (files === undefined) return;
    event.preventDefault();
    this.#tray.hover(event.type === 'dragover');
    if (event.type !== 'dragover') this.#add(files);
  };

  /** What goes along with a message to this contact; undefined: it has to wait. */
  take(contactId: string): readonly Attachment[] | undefined {
    return this.#tray.take(contactId);
  }

  typed(contactId: string): void {
    this.#tray.typed(contactId);
  }

  /** A contact that is nobody's here any more, or the end of the agent's work. */
  drop(contactId?: string): void {
    this.#tray.drop(contactId);
    if (contactId === undefined) this.#lightbox.close();
  }

  chips(): TemplateResult | typeof nothing {
    return this.#tray.render(this.#options.shown()?.contactId);
  }

  veil(): TemplateResult | typeof nothing {
    return this.#tray.renderVeil();
  }

  picture(): TemplateResult | typeof nothing {
    return this.#lightbox.render();
  }

  /** What stands over a message's text, by its key. */
  shown(model: ContactModel, strings: DeskStrings): (key: string, text: string) => Extra | undefined {
    const views = fileViews(model.events, model.pending, { side: 'agent', other: fullName(model.snapshot.customer.name, strings.visitor(model.contactId)) });
    return (key, text) => {
      const view = views.get(key);
      return view && { inPlace: text === '', above: this.#blocks.render(model.contactId, view), content: nothing };
    };
  }

  readonly #add = (files: readonly File[]): void => {
    const model = this.#options.shown();
    const rules = rulesOf(model);
    if (model !== undefined && rules !== undefined) this.#tray.add(model.contactId, files, rules);
  };
}
