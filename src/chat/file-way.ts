/**
 * Where files come into the chat: chosen, pasted, dropped, or in a message. What becomes of them is in a chunk of its own, fetched
 * with the first of them; until it is there a file of a message is named in words.
 */
import type { TemplateResult } from 'lit';
import type { Attachment, AttachmentRules, TimelineEvent } from '../protocol/index.js';
import { givenFiles, renderAttach } from '../ui/index.js';
import { addStyles } from './add-styles.js';
import type { ChatLink } from './chat-link.js';
import type { FilesPart, FilesPlace } from './files-part.js';
import { OnceLoader } from './once-loader.js';
import type { SpokenHost } from './spoken-host.js';

export const hasFiles = (event: TimelineEvent): boolean => event.kind === 'message' && event.data.attachments !== undefined;

export class FileWay {
  part: FilesPart | undefined;
  /** Files that were given and wait for the chunk: a message goes behind them. */
  private coming = 0;
  private readonly chunk = new OnceLoader(
    () => import('./files-part.js'),
    (chunk) => {
      this.part = new chunk.FilesPart(this.host, this.place);
      addStyles(this.host, chunk.FilesPart.styles);
      this.host.requestUpdate();
    },
  );

  constructor(
    private readonly host: SpokenHost,
    private readonly place: FilesPlace,
  ) {}

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

  /** What goes along with a message; undefined: it has to wait. */
  take(): readonly Attachment[] | undefined {
    if (this.coming > 0) return undefined;
    return this.part === undefined ? [] : this.part.take();
  }

  private add(files: readonly File[]): void {
    const contactId = this.place.link()?.contact?.contactId;
    this.coming += 1;
    this.chunk.load().then(
      () => {
        this.coming -= 1;
        this.part?.add(contactId, files);
      },
      () => {
        this.coming -= 1;
      },
    );
  }
}

function openRules(link: ChatLink | undefined): AttachmentRules | undefined {
  const snapshot = link?.contact?.snapshot;
  return snapshot === undefined || snapshot.state === 'closed' || snapshot.state === 'wrap-up' ? undefined : snapshot.attachments;
}
