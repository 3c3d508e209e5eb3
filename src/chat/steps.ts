/** Numbered steps, with words in bold (`**`) and pictures of browser controls. The cards' styles carry their look. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { slidersHorizontalIcon } from '../ui/card-icons.js';
import { videoOffIcon } from '../ui/icons.js';

export function renderSteps(steps: readonly string[]): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  return html`<ol class="steps">
    ${steps.map((step) => html`<li><span>${step.split(/(\*\*.+?\*\*|[\u2068\u2069]*\{[\w-]+\}[\u2068\u2069]*)/u).map(renderPart)}</span></li>`)}
  </ol>`;
}

function renderPart(part: string): unknown {
  if (part.startsWith('**')) return html`<b>${part.slice(2, -2)}</b>`;
  if (!part.includes('{')) return part;
  return html`<span class="step-glyph">${icon(part.includes('camera-off') ? videoOffIcon : slidersHorizontalIcon, { size: 14 })}</span>`;
}
