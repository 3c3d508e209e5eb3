/** Three bars that say their meaning in words on hover and on focus. Measuring is the call's matter. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QualitySnapshot } from '../call/index.js';
import type { InCallStrings } from './en-in-call.js';

/** The three steps of the mark. `undefined` while nothing is measured: no mark. */
export type QualityStep = QualitySnapshot['step'];

const lit: Record<QualityStep, number> = { weak: 1, fair: 2, good: 3 };

/** Title and sentence of a step. */
export function qualityWords(step: QualityStep, strings: InCallStrings): readonly [title: string, sentence: string] {
  return {
    good: [strings.good, strings.goodMeans] as const,
    fair: [strings.fair, strings.fairMeans] as const,
    weak: [strings.weak, strings.weakMeans] as const,
  }[step];
}

export function renderQualityMark(step: QualityStep | undefined, strings: InCallStrings): TemplateResult | typeof nothing {
  if (step === undefined) return nothing;
  const [title, sentence] = qualityWords(step, strings);
  return html`<span class="quality ${step}" part="quality" tabindex="0" role="img" aria-label="${title}. ${sentence}">
    ${[1, 2, 3].map((bar) => html`<i class=${bar <= lit[step] ? 'on' : ''}></i>`)}
    <span class="tip" aria-hidden="true"><b>${title}</b>${sentence}</span>
  </span>`;
}
