/**
 * Draws one glyph. Knows the grid and the stroke of the icon set and nothing about which glyph means what.
 * Icons are decoration: the control around them carries the accessible name.
 */
import { html, type TemplateResult } from 'lit';

export interface IconOptions {
  /** Side in CSS pixels. Default 20; 16 in lists, 14 in lines of micro text, 24 in the launcher. */
  readonly size?: number;
  /** Mirrors in right-to-left text. For arrows along the reading direction only. */
  readonly mirrors?: boolean;
}

/** `path` is the path data of one of the `…Icon` constants. */
export function icon(path: string, options: IconOptions = {}): TemplateResult {
  const size = options.size ?? 20;
  return html`<svg
    class=${options.mirrors === true ? 'icon mirrors' : 'icon'}
    viewBox="0 0 24 24"
    width=${size}
    height=${size}
    aria-hidden="true"
    focusable="false"
  >
    <path d=${path}></path>
  </svg>`;
}
