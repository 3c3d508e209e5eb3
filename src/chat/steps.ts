/** Numbered steps, with words in bold and pictures of browser controls. The cards' styles carry their look. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { slidersHorizontalIcon } from '../ui/card-icons.js';
import { videoOffIcon } from '../ui/icons.js';
import type { Step, StepPart } from './permission-steps.js';

export function renderSteps(steps: readonly Step[]): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  return html`<ol class="steps">
    ${steps.map((step) => html`<li><span>${step.map(renderStepPart)}</span></li>`)}
  </ol>`;
}

function renderStepPart(part: StepPart): unknown {
  if (typeof part === 'string') return part;
  if ('bold' in part) return html`<b>${part.bold}</b>`;
  return html`<span class="step-glyph">${icon(part.glyph === 'camera-off' ? videoOffIcon : slidersHorizontalIcon, { size: 14 })}</span>`;
}
