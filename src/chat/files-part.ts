/**
 * Files in the chat: those that wait for their message, and those of messages. A chunk of its own, fetched with the first file.
 *
 * Puts the shared parts together for one contact after another; knows which of them files are for, and nothing of bytes.
 */
import { nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Attachment } from '../protocol/index.js';
import { attachments, type Attachments, type AttachmentsOptions } from '../session/attachments.js';
import type { ContactModel } from '../session/index.js';
import { enFiles, type FileStrings } from '../ui/en-files.js';
import { FileBlocks } from '../ui/file-blocks.js';
import { fileStyles } from '../ui/file-styles.js';
import { FileTray } from '../ui/file-tray.js';
import { fileViews } from '../ui/file-views.js';
import type { Extra, UiStrings } from '../ui/index.js';
import { Lightbox } from '../ui/lightbox.js';
import { spoken } from '../ui/words.js';
import type { ChatLink } from './chat-link.js';
import type { SpokenHost } from './spoken-host.js';

/** What files need of the chat around them. */
export interface FilesPlace {
  readonly link: () => ChatLink | undefined;
  /** Instead of the platform's HTTP calls. */
  readonly attachments: ((options: AttachmentsOptions) => Attachments) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly say: (text: string) => void;
  readonly words: () => UiStrings;
  /** Sends what the field holds. */
  readonly send: () => void;
  readonly focus: () => void;
}

export class FilesPart {
  static readonly styles: readonly CSSResult[] = [fileStyles];
  private readonly tray: FileTray;
  private readonly blocks: FileBlocks;
  private readonly lightbox: Lightbox;
  private made: { readonly link: ChatLink; readonly files: Attachments } | undefined;

  constructor(
    private readonly host: SpokenHost,
    private readonly place: FilesPlace,
  ) {
    const strings = (): FileStrings => spoken(enFiles, this.host.language);
    this.tray = new FileTray(host, {
      attach: (contactId, file, changed) => this.files.attach(contactId, file, changed),
      now: () => place.now() + (place.link()?.session.clockOffset ?? 0),
      strings,
      rules: (contactId) => (contactId === this.contact?.contactId ? this.contact.snapshot.attachments : undefined),
      say: place.say,
      send: (contactId) => {
        if (contactId === this.contact?.contactId) place.send();
      },
      focus: place.focus,
    });
    this.lightbox = new Lightbox(host, { strings, onDownload: ({ contactId, file }) => void this.blocks.download(contactId, file) });
    this.blocks = new FileBlocks(host, { link: (contactId, id) => this.files.link(contactId, id), strings, say: place.say, open: this.lightbox.open });
  }

  /** Changes with whatever is drawn differently though no message has changed. */
  get version(): number {
    return this.blocks.version;
  }

  /** There is something beside the text to send. */
  get holds(): boolean {
    const { contact } = this;
    return contact !== undefined && !isOver(contact) && this.tray.holds(contact.contactId);
  }

  hover(on: boolean): void {
    this.tray.hover(on);
  }

  /** `contactId`: the one that was there when they were given. */
  add(contactId: string | undefined, files: readonly File[]): void {
    const rules = this.contact?.snapshot.attachments;
    if (contactId !== undefined && rules !== undefined && contactId === this.contact?.contactId) this.tray.add(contactId, files, rules);
  }

  /** A chat that has ended takes none along: the next message begins another. */
  take(): readonly Attachment[] | undefined {
    const { contact } = this;
    if (contact === undefined) return [];
    if (isOver(contact)) this.tray.drop(contact.contactId);
    return this.tray.take(contact.contactId);
  }

  typed(): void {
    const contactId = this.contact?.contactId;
    if (contactId !== undefined) this.tray.typed(contactId);
  }

  /** The chat hangs up: nothing is on its way any more. */
  leave(): void {
    this.tray.drop();
    this.lightbox.close();
    this.made = undefined;
  }

  /** Above the field. */
  chips(): TemplateResult | typeof nothing {
    return this.tray.render(this.contact?.contactId);
  }

  veil(): TemplateResult | typeof nothing {
    return this.tray.renderVeil();
  }

  picture(): TemplateResult | typeof nothing {
    return this.lightbox.render();
  }

  /** What stands over a message's text, by its key. */
  shown(model: ContactModel, shop: string): (key: string, text: string) => Extra | undefined {
    const views = fileViews(model.events, model.pending, { side: 'customer', other: shop });
    return (key, text) => {
      const view = views.get(key);
      return view && { inPlace: text === '', above: this.blocks.render(model.contactId, view), content: nothing };
    };
  }

  private get contact(): ContactModel | undefined {
    return this.place.link()?.contact;
  }

  private get files(): Attachments {
    const link = this.place.link();
    if (link === undefined) throw new Error('files without a link');
    if (this.made?.link !== link) this.made = { link, files: (this.place.attachments ?? attachments)(link.filesOptions) };
    return this.made.files;
  }
}

const isOver = ({ snapshot: { state } }: ContactModel): boolean => state === 'closed' || state === 'wrap-up';
