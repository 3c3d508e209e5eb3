/** The frame of a pane at rest: a head that folds it, and its body. Folded, only the head is in the page. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { chevronDownIcon } from '../ui/icons.js';

export interface PaneFrame {
  /** Class and part of the pane, before `-pane`. */
  readonly name: string;
  readonly title: string;
  /** What tells it from other panes. */
  readonly key: string;
  readonly folded: boolean;
  readonly onFold: () => void;
  /** More classes. */
  readonly classes?: string;
  /** At the head's end. */
  readonly end?: TemplateResult | typeof nothing;
  readonly body: () => TemplateResult;
}

export function renderPaneFrame({ name, title, key, folded, onFold, classes = '', end = nothing, body }: PaneFrame): TemplateResult {
  return html`<section class="pane ${name}-pane ${folded ? 'folded' : ''} ${classes}" part="${name}-pane" aria-label=${title} data-pane=${key}>
    <header class="pane-head">
      <h2><button type="button" class="pane-fold" aria-expanded=${folded ? 'false' : 'true'} @click=${onFold}>${title}${icon(chevronDownIcon, { size: 14 })}</button></h2>
      <span class="spacer"></span>${end}
    </header>
    ${folded ? nothing : html`<div class="pane-body">${body()}</div>`}
  </section>`;
}
