/** The product's mark: a bubble that becomes a camera. Decoration beside the name. */
import { html, type TemplateResult } from 'lit';

export const logo: TemplateResult = html`<svg class="logo" viewBox="0 0 28 28" width="24" height="24" aria-hidden="true" focusable="false">
  <rect width="28" height="28" rx="8"></rect>
  <path d="M7 19.5V11a2.5 2.5 0 0 1 2.5-2.5h7A2.5 2.5 0 0 1 19 11v1l3-1.7v7.4L19 16v1a2.5 2.5 0 0 1-2.5 2.5z"></path>
  <path d="M10.5 14h.01M13 14h.01M15.5 14h.01"></path>
</svg>`;
