/** The middle of the desk while no contact is chosen. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { DeskStrings } from './en-desk.js';
import type { Workplace } from './workplace.js';

const picture = svg`<g fill="none" stroke-width="1.5">
  <path class="bubble-line" d="M12 4h52a10 10 0 0 1 10 10v24a10 10 0 0 1-10 10H36L22 62V48H12A10 10 0 0 1 2 38V14A10 10 0 0 1 12 4z"></path>
  <path class="bubble-line" d="M16 20h36M16 32h22"></path>
  <rect class="screen" x="64" y="20" width="80" height="52" rx="10"></rect>
  <circle class="person-fill" cx="104" cy="40" r="8"></circle>
  <path class="person-fill" d="M88 64a16 12 0 0 1 32 0z"></path>
</g>`;

/** `notices`: bars over it, most urgent first. `before`: what to see to before the first contact. */
export function renderEmpty(work: Workplace, strings: DeskStrings, notices: readonly TemplateResult[], before: () => TemplateResult): TemplateResult {
  const onQueue = work.session.presence?.onQueue === true;
  const [title, under] =
    work.mine.length > 0 ? [strings.pickOne, strings.pickOneUnder] : onQueue ? [strings.ready, strings.readyUnder] : [strings.offQueueEmpty, strings.offQueueEmptyUnder];
  return html`<section class="conversation none-open">
    ${notices}
    <div class="empty">
    <svg viewBox="0 0 146 76" width="146" height="76" aria-hidden="true">${picture}</svg>
    <h2>${title}</h2>
    <p>${under}</p>
    ${work.mine.length > 0 ? nothing : before()}
    <p class="empty-keys" aria-hidden="true"><kbd>Alt A</kbd> ${strings.accept} <kbd>Alt Q</kbd> ${onQueue ? strings.goOffQueue : strings.goOnQueue} <kbd>?</kbd> ${strings.shortcuts}</p>
    </div>
  </section>`;
}
