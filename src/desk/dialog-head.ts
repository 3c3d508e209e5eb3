/** The head of a dialog: what it is about, a line under that, and the way out. */
import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import type { DeskStrings } from './en-desk.js';

export interface DialogHead {
  readonly title: string;
  readonly under: string;
  readonly strings: Pick<DeskStrings, 'close'>;
  readonly onClose: () => void;
  /** The way out has the focus first, in a dialog that asks nothing. Default false. */
  readonly closeFirst?: boolean;
}

export const renderDialogHead = ({ title, under, strings, onClose, closeFirst = false }: DialogHead): TemplateResult =>
  html`<div class="sheet-head">
    <div><h2>${title}</h2><p>${under}</p></div>
    <button type="button" class="icon-button" aria-label=${strings.close} ?data-first=${closeFirst} @click=${onClose}>${icon(xIcon, { size: 16 })}</button>
  </div>`;
