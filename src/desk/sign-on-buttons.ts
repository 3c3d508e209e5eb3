/** "Continue with single sign-on": one button for each identity provider. Draws; the element leaves the page. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SignInWay } from '../protocol/index.js';
import { icon } from '../ui/index.js';
import { keyRoundIcon } from '../ui/desk-icons.js';
import type { DeskStrings } from './en-desk.js';

export function renderSignOnButtons(ways: readonly SignInWay[], busy: boolean, strings: DeskStrings, onChoose: (way: SignInWay) => void): TemplateResult | typeof nothing {
  if (ways.length === 0) return nothing;
  return html`${ways.map(
    (way) =>
      html`<button type="button" class="button sign-on" ?disabled=${busy} @click=${() => onChoose(way)}>
        ${icon(keyRoundIcon, { size: 16 })}${strings.continueWith(ways.length === 1 ? undefined : way.name)}
      </button>`,
  )}`;
}
