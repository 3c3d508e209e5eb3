/**
 * A picture or initials for a person. Initials take one of seven pastel pairs by name, so the same person keeps their
 * colour on every screen; in dark the pair swaps. Knows nothing about who is present: the caller says.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { initialsPairs } from './tokens.js';

export interface AvatarView {
  readonly name: string;
  /** Address of a picture; only http, https and data image addresses are shown. */
  readonly picture?: string | undefined;
  /** Shows the presence disc. */
  readonly present?: boolean;
}

/** Up to two letters: first of the first and first of the last word; whole characters, never half a pair. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  if (first === undefined) return '';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return [first, last].map((word) => (word === undefined ? '' : firstCharacter(word))).join('').toLocaleUpperCase();
}

/** Index of the pastel pair for a name, 0 to 6, stable over sessions. */
export function avatarPair(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % initialsPairs.length;
}

export function renderAvatar(view: AvatarView): TemplateResult {
  const pair = avatarPair(view.name);
  const colours = `background:var(--segue-initials-${pair});color:var(--segue-initials-ink-${pair})`;
  const picture = view.picture !== undefined && isPictureAddress(view.picture) ? view.picture : undefined;
  return html`<span class="avatar" part="avatar" aria-hidden="true" .style=${colours}
    >${picture === undefined ? initials(view.name) : html`<img src=${picture} alt="" />`}${view.present === true
      ? html`<span class="presence"></span>`
      : nothing}</span
  >`;
}

function firstCharacter(word: string): string {
  return Array.from(word)[0] ?? '';
}

function isPictureAddress(address: string): boolean {
  return /^(https?:\/\/|data:image\/(png|jpeg|gif|webp);)/iu.test(address) || /^\/(?!\/)/u.test(address);
}
