/** A card: tile, title, sentence, body, ways on. Which card and when is the element's matter. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.js';

export interface CardAction {
  readonly label: string;
  /** Accessible name where the label alone is too short. */
  readonly name?: string;
  readonly look?: 'primary' | 'outline' | 'plain';
  /** Runs in the press's own task: media may be asked for in it. */
  readonly press: (event: Event) => void;
}

export interface CardView {
  /** Path data of the tile's glyph; no tile without it. */
  readonly icon?: string | undefined;
  readonly tone?: 'accent' | 'warn';
  readonly title: string;
  readonly under?: string | undefined;
  readonly body?: unknown;
  readonly actions: readonly CardAction[];
}

export function renderCard(view: CardView): TemplateResult {
  return html`<section class="card" part="card" tabindex="-1" aria-labelledby="card-title">
    <div class="card-head">
      ${view.icon === undefined ? nothing : html`<span class="card-tile ${view.tone ?? 'accent'}">${icon(view.icon)}</span>`}
      <div class="card-words">
        <h2 class="card-title" id="card-title">${view.title}</h2>
        ${view.under === undefined ? nothing : html`<p class="card-under">${view.under}</p>`}
      </div>
    </div>
    ${view.body ?? nothing}
    ${view.actions.length === 0 ? nothing : html`<div class="card-actions">${view.actions.map(renderAction)}</div>`}
  </section>`;
}

function renderAction(action: CardAction): TemplateResult {
  const look = action.look ?? 'outline';
  return html`<button type="button" class="button ${look}" part="button ${look}-button" aria-label=${action.name ?? nothing} @click=${action.press}>
    ${action.label}
  </button>`;
}
