/** The panel's head: who you talk to, video, menu, close; and the thin line of connection trouble under it. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, renderAvatar } from '../ui/index.js';
import { videoIcon, wifiOffIcon, xIcon } from '../ui/icons.js';
import type { ChatStrings } from './en.js';
import type { Person } from './names.js';

export interface HeaderView {
  readonly person: Person;
  /** `asking`: the button shows its own progress. `none`: not offered, not drawn. */
  readonly video: 'none' | 'ready' | 'asking';
  readonly menu: unknown;
}

export interface HeaderActions {
  /** Runs in the press's own task. */
  readonly onVideo: () => void;
  readonly onNearVideo: () => void;
  readonly onClose: () => void;
}

export function renderHeader(view: HeaderView, actions: HeaderActions, strings: ChatStrings): TemplateResult {
  const { person, video } = view;
  return html`<header class="header" part="header">
    ${renderAvatar({ name: person.name, present: person.isAgent })}
    <div class="who">
      <p class="who-name">${person.name}</p>
      ${person.title === undefined ? nothing : html`<p class="who-title">${person.title}</p>`}
    </div>
    ${video === 'none'
      ? nothing
      : html`<button
          type="button"
          class="icon-button ${video === 'asking' ? 'filled' : 'soft'}"
          part="video-button"
          aria-label=${strings.startVideo}
          title=${strings.startVideo}
          aria-disabled=${video === 'asking' ? 'true' : 'false'}
          @click=${actions.onVideo}
          @pointerenter=${actions.onNearVideo}
        >
          ${icon(videoIcon)}
        </button>`}
    ${view.menu}
    <button type="button" class="icon-button" part="close-button" aria-label=${strings.closeChat} title=${strings.closeChat} @click=${actions.onClose}>
      ${icon(xIcon)}
    </button>
  </header>`;
}

/** `again`: tries once more where nothing is tried any more. */
export function renderTrouble(trouble: 'lost' | 'elsewhere' | 'refused' | undefined, strings: ChatStrings, tryAgain: string, again: () => void): TemplateResult | typeof nothing {
  if (trouble === undefined) return nothing;
  const words = { lost: strings.noConnection, elsewhere: strings.openElsewhere, refused: strings.notAvailable }[trouble];
  return html`<p class="trouble ${trouble}" part="connection-line">${icon(wifiOffIcon, { size: 16 })}<span>${words}</span>${trouble === 'refused' ? html`<button type="button" class="button plain small" @click=${again}>${tryAgain}</button>` : nothing}</p>`;
}
