/**
 * The files beside a message field: takes them in, shows them, and holds a message back until they are there. A message that was
 * sent too early goes by itself once they are, unless somebody goes on typing.
 *
 * Keeps files by contact (file-drafts.ts), what is to be said about them, and whether files are held over the panel. Knows neither
 * session nor field.
 */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { limits, type Attachment, type AttachmentRules } from '../protocol/index.js';
import type { FileStrings } from './en-files.js';
import { renderChips } from './file-chips.js';
import { FileDrafts, type DraftFile, type FileDraftsOptions } from './file-drafts.js';
import { refusalWords } from './file-words.js';
import { icon } from './icon.js';
import { uploadIcon } from './file-icons.js';
import { drawPreview } from './preview.js';

export interface FileTrayOptions extends Pick<FileDraftsOptions, 'attach' | 'now'> {
  readonly strings: () => FileStrings;
  readonly rules: (contactId: string) => AttachmentRules | undefined;
  /** To those who don't see it. */
  readonly say: (text: string) => void;
  /** The files of a message that was sent too early are there. */
  readonly send: (contactId: string) => void;
  /** The chip that was pressed is gone, and the focus with it. */
  readonly focus: () => void;
}

type Note = 'under-way' | 'to-mend' | 'too-many';

export class FileTray {
  private readonly drafts: FileDrafts;
  private readonly notes = new Map<string, Note>();
  private over = false;
  private readonly previews = new WeakMap<File, HTMLCanvasElement>();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: FileTrayOptions,
  ) {
    this.drafts = new FileDrafts({ attach: options.attach, now: options.now, changed: this.changed });
  }

  /** Files are held over the panel, or no longer. */
  hover(on: boolean): void {
    if (this.over === on) return;
    this.over = on;
    this.host.requestUpdate();
  }

  add(contactId: string, files: readonly File[], rules: AttachmentRules): void {
    const strings = this.options.strings();
    const { added, left } = this.drafts.add(contactId, files, rules);
    const note = left > 0 ? 'too-many' : undefined;
    this.note(contactId, note);
    const said = added.flatMap(({ name, state }) => (state.kind === 'refused' ? [`${name}: ${refusalWords(state.why, rules, strings)}`] : []));
    if (note !== undefined) said.push(noteWords(note, strings));
    if (said.length > 0) this.options.say(said.join(' '));
    for (const file of files) {
      drawPreview(file).then(
        (preview) => {
          if (preview === undefined) return;
          this.previews.set(file, preview);
          this.host.requestUpdate();
        },
        () => undefined,
      );
    }
    this.host.requestUpdate();
  }

  /** There is something beside the text that goes along, or will. */
  holds(contactId: string | undefined): boolean {
    return this.drafts.of(contactId).some(({ state }) => state.kind !== 'refused');
  }

  /** What goes along with a message that is sent now; undefined where it has to wait, which is said. */
  take(contactId: string): readonly Attachment[] | undefined {
    const standing = this.drafts.standing(contactId);
    if (standing === 'under-way' || standing === 'to-mend') {
      this.note(contactId, standing);
      this.options.say(noteWords(standing, this.options.strings()));
      this.host.requestUpdate();
      return undefined;
    }
    this.note(contactId);
    return this.drafts.take(contactId);
  }

  /** Somebody goes on typing: nothing goes by itself. */
  typed(contactId: string): void {
    if (this.notes.get(contactId) === 'under-way') this.note(contactId);
  }

  /** Gives up all of a contact's files, or everybody's. */
  drop(contactId?: string): void {
    if (contactId === undefined) this.notes.clear();
    else this.note(contactId);
    this.drafts.drop(contactId);
  }

  /** Above the field. */
  render(contactId: string | undefined): TemplateResult | typeof nothing {
    const files = this.drafts.of(contactId);
    const note = contactId === undefined ? undefined : this.notes.get(contactId);
    if (contactId === undefined || (files.length === 0 && note === undefined)) return nothing;
    const strings = this.options.strings();
    return html`${files.length === 0
      ? nothing
      : renderChips(files, {
          strings,
          rules: this.options.rules(contactId),
          preview: (file) => this.previews.get(file),
          onRetry: (file) => {
            this.note(contactId);
            this.drafts.retry(contactId, file);
            this.options.focus();
          },
          onRemove: (file) => {
            this.note(contactId);
            this.drafts.remove(contactId, file);
            this.host.requestUpdate();
            this.options.focus();
          },
        })}
    ${note !== undefined ? html`<p class="files-note">${noteWords(note, strings)}</p>` : nothing}`;
  }

  /** Over the panel, while files are held over it. */
  renderVeil(): TemplateResult | typeof nothing {
    if (!this.over) return nothing;
    return html`<div class="drop-veil" part="drop-veil" @dragleave=${this.gone} @pointermove=${this.gone} @pointerdown=${this.gone}>
      <p>${icon(uploadIcon, { size: 24 })}${this.options.strings().dropHere}</p>
    </div>`;
  }

  /** Nothing is held any more: a pointer moves freely only then, whatever the browser told of the files. */
  private readonly gone = (): void => this.hover(false);

  private note(contactId: string, note?: Note): void {
    if (note === undefined) this.notes.delete(contactId);
    else this.notes.set(contactId, note);
  }

  private readonly changed = (contactId: string, { name, state }: DraftFile): void => {
    const { options } = this;
    const strings = options.strings();
    this.host.requestUpdate();
    if (state.kind === 'failed') options.say(`${name}: ${strings.fileFailed}`);
    if (state.kind === 'refused') options.say(`${name}: ${refusalWords(state.why, options.rules(contactId), strings)}`);
    const wished = this.notes.get(contactId) === 'under-way';
    if (state.kind === 'failed' && wished) this.note(contactId, 'to-mend');
    // It says why it can't go: whether the words go without it is for the person to say.
    if (state.kind === 'refused' && wished) this.note(contactId);
    if (state.kind !== 'kept' || this.drafts.standing(contactId) !== 'ready') return;
    if (wished) {
      this.note(contactId);
      options.send(contactId);
    } else {
      options.say(strings.filesReady({ n: this.drafts.of(contactId).filter((it) => it.state.kind === 'kept').length }));
    }
  };
}

function noteWords(note: Note, strings: FileStrings): string {
  switch (note) {
    case 'under-way':
      return strings.filesUnderWay;
    case 'to-mend':
      return strings.filesToMend;
    case 'too-many':
      return strings.tooManyHere({ n: limits.attachmentsPerMessage });
  }
}
