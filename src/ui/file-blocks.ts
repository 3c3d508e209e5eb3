/**
 * Draws the files of messages: pictures in a frame that has its size before they come, everything else as a row to download.
 * An address is asked for when a picture comes into view, or a row is pressed, and once more where it has run out.
 *
 * Knows how far each file is; names and addresses are the platform's, and a name is only ever text.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { SegueError, type Attachment, type AttachmentLink } from '../protocol/index.js';
import type { FileStrings } from './en-files.js';
import { circleAlertIcon, imageIcon, saveIcon } from './file-icons.js';
import type { FileView } from './file-views.js';
import { fileFacts, fileGlyph, isPicture } from './file-words.js';
import type { DrawnHost } from './found.js';
import { icon } from './icon.js';
import { FileSaver } from './save-file.js';

export interface FileBlocksOptions {
  /** As `Attachments.link`. */
  readonly link: (contactId: string, attachmentId: string) => Promise<AttachmentLink>;
  readonly strings: () => FileStrings;
  readonly say: (text: string) => void;
  readonly open: (picture: OpenPicture) => void;
  readonly saver?: FileSaver;
}

export interface OpenPicture {
  readonly contactId: string;
  readonly file: Attachment;
  readonly url: string;
  /** What it is, in words. */
  readonly title: string;
  /** Another address, where this one has run out; undefined: the picture is gone. */
  readonly again: () => Promise<string | undefined>;
}

type Trouble = 'gone' | 'unreachable';
type Picture =
  | { readonly kind: 'asking' }
  | { readonly kind: 'there'; readonly url: string; readonly tries: number }
  /** The page does not let it be shown: a row to download stands in its place. */
  | { readonly kind: 'hidden' }
  | { readonly kind: Trouble };

const mostTries = 2;
const troubleOf = (error: unknown): Trouble => (error instanceof SegueError && !error.retry ? 'gone' : 'unreachable');

export class FileBlocks implements ReactiveController {
  /** Changes with whatever is drawn differently though no message has changed. */
  version = 0;
  private readonly pictures = new Map<string, Picture>();
  private readonly downloads = new Map<string, 'under-way' | Trouble>();
  private readonly saver: FileSaver;
  private wanted = new WeakMap<Element, () => void>();
  private watch: IntersectionObserver | undefined;

  constructor(
    private readonly host: DrawnHost,
    private readonly options: FileBlocksOptions,
  ) {
    this.saver = options.saver ?? new FileSaver();
    host.addController(this);
  }

  hostDisconnected(): void {
    this.watch?.disconnect();
    this.watch = undefined;
    // Whoever comes back is looked at anew.
    this.wanted = new WeakMap();
    this.saver.release();
  }

  /** Pictures that are in the page, and whose address nobody has asked for. */
  hostUpdated(): void {
    for (const element of this.host.renderRoot.querySelectorAll<HTMLElement>('.picture[data-wanted]')) {
      const { wanted = '', contact = '' } = element.dataset;
      if (this.wanted.has(element)) continue;
      this.wanted.set(element, () => void this.fetchPicture(contact, wanted, 0));
      this.watch ??= new IntersectionObserver((seen) => this.seen(seen));
      this.watch.observe(element);
    }
  }

  render(contactId: string, { files, from, state }: FileView): TemplateResult {
    const title = from === undefined ? this.strings.ownPicture : this.strings.pictureFrom({ name: from });
    return html`${files.map((file) => (isPicture(file.type) ? this.picture(contactId, file, title, state) : this.row(contactId, file, state)))}`;
  }

  /** Brings a file onto this device. */
  async download(contactId: string, file: Attachment): Promise<void> {
    const { attachmentId, name } = file;
    if (this.downloads.get(attachmentId) === 'under-way') return;
    this.downloads.set(attachmentId, 'under-way');
    this.redraw();
    try {
      const { url } = await this.options.link(contactId, attachmentId);
      await this.saver.save(url, name);
      this.downloads.delete(attachmentId);
    } catch (error) {
      const trouble = troubleOf(error);
      this.downloads.set(attachmentId, trouble);
      this.options.say(`${name}: ${this.troubleWords(trouble)}`);
    }
    this.redraw();
  }

  private get strings(): FileStrings {
    return this.options.strings();
  }

  private picture(contactId: string, file: Attachment, title: string, state: FileView['state']): TemplateResult {
    const { attachmentId, width = 0, height = 0 } = file;
    const picture = this.pictures.get(attachmentId);
    const small = width > 0 && height > 0 && width < 232 && height < 132;
    switch (picture?.kind) {
      case 'hidden':
        return this.row(contactId, file, state);
      case 'gone':
      case 'unreachable':
        return html`<div class="picture amiss">
          ${icon(circleAlertIcon)}
          <p>${picture.kind === 'gone' ? this.strings.pictureGone : this.strings.fileUnreachable}</p>
          ${picture.kind === 'gone' ? nothing : html`<button type="button" class="button plain small" @click=${() => void this.fetchPicture(contactId, attachmentId, 0)}>${this.strings.tryAgain}</button>`}
        </div>`;
      case 'there':
        return html`<button
          type="button"
          class="picture ${small ? 'small' : ''}"
          part="picture"
          aria-label="${title}, ${file.name}. ${this.strings.openPicture}"
          @click=${() => this.options.open({ contactId, file, url: picture.url, title, again: () => this.again(contactId, attachmentId) })}
        >
          <img src=${picture.url} alt="" decoding="async" referrerpolicy="no-referrer" draggable="false" @error=${() => void this.failed(contactId, attachmentId, picture.tries)} />
        </button>`;
      default:
        return state === 'pending' || picture?.kind === 'asking'
          ? html`<div class="picture" role="img" aria-label="${title}, ${file.name}">${icon(imageIcon)}</div>`
          : html`<div class="picture" role="img" aria-label="${title}, ${file.name}" data-wanted=${attachmentId} data-contact=${contactId}>${icon(imageIcon)}</div>`;
    }
  }

  private row(contactId: string, file: Attachment, state: FileView['state']): TemplateResult {
    const { attachmentId, name, size, type } = file;
    const download = this.downloads.get(attachmentId);
    const amiss = download === 'gone' || download === 'unreachable';
    const under = amiss ? this.troubleWords(download) : download === 'under-way' ? this.strings.downloading : fileFacts(name, size, this.strings);
    const words = html`<span class="file-tile">${icon(amiss ? circleAlertIcon : fileGlyph(type))}</span>
      <span class="file-words"><span class="file-name"><bdi>${name}</bdi></span> <span class="file-under">${under}</span></span>`;
    if (state === 'pending' || download === 'gone') return html`<div class="file ${amiss ? 'amiss' : ''}" part="file">${words}</div>`;
    return html`<button
      type="button"
      class="file ${amiss ? 'amiss' : ''}"
      part="file"
      aria-label=${amiss ? `${name}: ${under}` : this.strings.downloadFile({ file: name, size: under })}
      @click=${() => void this.download(contactId, file)}
    >
      ${words}${icon(saveIcon, { size: 16 })}
    </button>`;
  }

  private troubleWords(trouble: Trouble): string {
    return trouble === 'gone' ? this.strings.fileGone : this.strings.fileUnreachable;
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      this.watch?.unobserve(target);
      this.wanted.get(target)?.();
    }
  }

  private async fetchPicture(contactId: string, attachmentId: string, tries: number): Promise<void> {
    if (this.pictures.get(attachmentId)?.kind === 'asking') return;
    this.become(attachmentId, { kind: 'asking' });
    try {
      const { pictureUrl } = await this.options.link(contactId, attachmentId);
      this.become(attachmentId, pictureUrl === undefined ? { kind: 'hidden' } : { kind: 'there', url: pictureUrl, tries });
    } catch (error) {
      this.become(attachmentId, { kind: troubleOf(error) });
    }
  }

  /** Undefined: there is none any more. Rejects where that can't be told. */
  private async again(contactId: string, attachmentId: string): Promise<string | undefined> {
    try {
      return (await this.options.link(contactId, attachmentId)).pictureUrl;
    } catch (error) {
      if (troubleOf(error) === 'gone') return undefined;
      throw error;
    }
  }

  /** Its address has run out, or the page's policy forbids it. */
  private async failed(contactId: string, attachmentId: string, tries: number): Promise<void> {
    if (tries + 1 >= mostTries) this.become(attachmentId, { kind: 'hidden' });
    else await this.fetchPicture(contactId, attachmentId, tries + 1);
  }

  private become(attachmentId: string, picture: Picture): void {
    this.pictures.set(attachmentId, picture);
    this.redraw();
  }

  private redraw(): void {
    this.version += 1;
    this.host.requestUpdate();
  }
}
