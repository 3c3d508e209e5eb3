/** Draws the files that wait for their message: what they are, how far they are, and what can be done about them. Names are text. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AttachmentRules } from '../protocol/index.js';
import type { FileStrings } from './en-files.js';
import type { DraftFile } from './file-drafts.js';
import { circleAlertIcon, xIcon } from './file-icons.js';
import { fileFacts, fileGlyph, fileSize, refusalWords } from './file-words.js';
import { icon } from './icon.js';

export interface ChipOptions {
  readonly strings: FileStrings;
  readonly rules: AttachmentRules | undefined;
  readonly preview: (file: File) => HTMLCanvasElement | undefined;
  readonly onRetry: (file: DraftFile) => void;
  readonly onRemove: (file: DraftFile) => void;
}

export function renderChips(files: readonly DraftFile[], options: ChipOptions): TemplateResult {
  return html`<ul class="file-chips" part="files" aria-label=${options.strings.filesToSend}>
    ${files.map((file) => renderChip(file, options))}
  </ul>`;
}

function renderChip(file: DraftFile, options: ChipOptions): TemplateResult {
  const { strings } = options;
  const { name, state } = file;
  const amiss = state.kind === 'failed' || state.kind === 'refused';
  const under = state.kind === 'sending' || state.kind === 'waiting' || state.kind === 'queued';
  return html`<li class="file-chip ${amiss ? 'amiss' : ''}" data-state=${state.kind}>
    <span class="file-tile">${amiss ? icon(circleAlertIcon) : (options.preview(file.file) ?? icon(fileGlyph(file.type)))}</span>
    <span class="file-words">
      <span class="file-name"><bdi>${name}</bdi></span>
      <span class="file-under"
        >${underLine(file, options)}${state.kind === 'failed' ? html` <button type="button" class="file-again" @click=${() => options.onRetry(file)}>${strings.tryAgain}</button>` : nothing}</span
      >
    </span>
    <button type="button" class="icon-button" aria-label=${under ? strings.cancelFile({ file: name }) : strings.removeFile({ file: name })} @click=${() => options.onRemove(file)}>
      ${icon(xIcon, { size: 16 })}
    </button>
    ${state.kind === 'sending' ? html`<span class="file-progress" aria-hidden="true"><i style="width:${share(file)}%"></i></span>` : nothing}
  </li>`;
}

const share = ({ state, size }: DraftFile): number => (state.kind === 'sending' ? Math.round((100 * state.sent) / Math.max(1, size)) : 0);

function underLine(file: DraftFile, { strings, rules }: ChipOptions): string {
  const { name, size, state } = file;
  switch (state.kind) {
    case 'queued':
      return strings.waitsItsTurn;
    case 'sending':
      return strings.sentOf({ n: share(file), size: fileSize(size, strings) });
    case 'waiting':
      return strings.waitsForNetwork;
    case 'kept':
      return fileFacts(name, size, strings);
    case 'failed':
      return strings.fileFailed;
    case 'refused':
      return refusalWords(state.why, rules, strings);
  }
}
