/**
 * Where files come into the chat: chosen, pasted, dropped, or in a message. What becomes of them is in a chunk of its own, fetched
 * with the first of them; until it is there a file of a message is named in words.
 */
import { html, type TemplateResult } from 'lit';
import type { Attachment, AttachmentRules, TimelineEvent } from '../protocol/index.js';
import { givenFiles, renderAttach, type UiStrings } from '../ui/index.js';
import { addStyles } from './add-styles.js';
import type { ChatLink } from './chat-link.js';
import type { FilesPart, FilesPlace } from './files-part.js';
import { OnceLoader } from './once-loader.js';
import type { SpokenHost } from './spoken-host.js';

interface FilesChunk {
  readonly FilesPart: typeof FilesPart;
}

export const hasFiles = (event: TimelineEvent): boolean => event.kind === 'message' && event.data.attachments !== undefined;

export class FileWay {
  part: FilesPart | undefined;
  /** Files that were given and wait for the chunk: a message goes behind them. */
  private coming = 0;
  /** Files whose chunk did not come, and whose they are. */
  private left: { readonly contactId: string | undefined; readonly files: readonly File[] } | undefined;
  private readonly chunk: OnceLoader<FilesChunk>;

  constructor(
    private readonly host: SpokenHost,
    private readonly place: FilesPlace,
    fetch: () => Promise<FilesChunk> = () => import('./files-part.js'),
  ) {
    this.chunk = new OnceLoader(fetch, (chunk) => {
      this.part = new chunk.FilesPart(host, place);
      addStyles(host, chunk.FilesPart.styles);
      host.requestUpdate();
    });
  }

  /** What may be sent now; undefined: no files. */
  get rules(): AttachmentRules | undefined {
    return openRules(this.place.link());
  }

  /** A message has files. */
  load(): void {
    this.chunk.load().catch(() => undefined);
  }

  /** Before the field, where files may be sent. */
  button(label: string): TemplateResult | undefined {
    const { rules } = this;
    return rules && renderAttach(rules, label, (files) => this.add(files));
  }

  /** Files over the panel, or pasted: the browser leaves them to the chat. */
  readonly given = (event: DragEvent | ClipboardEvent): void => {
    const files = this.rules && givenFiles(event);
    if (files === undefined) return;
    event.preventDefault();
    this.load();
    this.part?.hover(event.type === 'dragover');
    if (event.type !== 'dragover') this.add(files);
  };

  /** Above the field: the files that are ready to go or why they are not, and those that nothing could be done with yet. */
  chips(strings: UiStrings): unknown {
    const { left } = this;
    const again = (): void => {
      this.left = undefined;
      this.add(left?.files ?? [], left?.contactId);
    };
    return [
      this.part?.chips(),
      left && html`<p class="delivery failed">${left.files.map(({ name }) => name).join(', ')}: ${strings.notSent} <button type="button" @click=${again}>${strings.tryAgain}</button></p>`,
    ];
  }

  /** What goes along with a message; undefined: it has to wait. */
  take(): readonly Attachment[] | undefined {
    if (this.coming > 0) return undefined;
    return this.part === undefined ? [] : this.part.take();
  }

  private add(files: readonly File[], contactId = this.place.link()?.contact?.contactId): void {
    this.coming += 1;
    this.chunk.load().then(
      () => {
        this.coming -= 1;
        this.part?.add(contactId, files);
      },
      () => {
        this.coming -= 1;
        this.left = { contactId, files: [...(this.left?.files ?? []), ...files] };
        this.place.say(this.place.words().notSent);
        this.host.requestUpdate();
      },
    );
  }
}

function openRules(link: ChatLink | undefined): AttachmentRules | undefined {
  const snapshot = link?.contact?.snapshot;
  return snapshot === undefined || snapshot.state === 'closed' || snapshot.state === 'wrap-up' ? undefined : snapshot.attachments;
}
