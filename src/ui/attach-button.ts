/**
 * The way to the files of this device: the browser's own field, so that a press needs nothing that is yet to be loaded.
 *
 * Knows the button; what becomes of the files is its owner's matter.
 */
import { html, type TemplateResult } from 'lit';
import type { AttachmentRules } from '../protocol/index.js';
import { icon } from './icon.js';
import { paperclipIcon } from './icons.js';

export function renderAttach({ types }: AttachmentRules, label: string, take: (files: readonly File[]) => void): TemplateResult {
  const change = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    take([...(target.files ?? [])]);
    // The same file may be chosen again.
    target.value = '';
  };
  // Phones make JPEG of their own pictures where HEIC is not asked for, and everybody can see that.
  return html`<label class="icon-button attach"
    >${icon(paperclipIcon)}<input class="hidden-text" type="file" multiple accept=${types.filter((it) => it !== 'image/heic').join()} aria-label=${label} title=${label} @change=${change}
  /></label>`;
}
