/** The six presence shapes: told apart by form as well as by colour. Decoration; the word stands beside it. */
import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { PresenceState } from '../protocol/index.js';

const shapes: Readonly<Record<PresenceState, SVGTemplateResult>> = {
  available: svg`<circle cx="8" cy="8" r="6" fill="currentColor"></circle>`,
  busy: svg`<circle cx="8" cy="8" r="6" fill="currentColor"></circle><path class="cut" d="M5 8h6"></path>`,
  break: svg`<circle cx="8" cy="8" r="5.2" class="ring"></circle><path d="M8 3v10a5 5 0 0 0 0-10z" fill="currentColor"></path>`,
  away: svg`<circle cx="8" cy="8" r="5.2" class="ring"></circle><path class="ring" d="M8 5v3.2l2 1.2"></path>`,
  'not-responding': svg`<path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="currentColor"></path><path class="cut" d="M8 4.6v4M8 11v.1"></path>`,
  offline: svg`<circle cx="8" cy="8" r="5.2" class="ring"></circle>`,
};

export function renderPresenceMark(state: PresenceState): TemplateResult {
  return html`<svg class="presence-mark ${state}" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" focusable="false">${shapes[state]}</svg>`;
}
