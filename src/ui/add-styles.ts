/** Gives an element that is already drawn more styles, as a chunk that came later brings them. */
import { adoptStyles, supportsAdoptingStyleSheets, type CSSResult, type LitElement } from 'lit';

export function addStyles(host: LitElement, styles: readonly CSSResult[]): void {
  const root = host.shadowRoot;
  if (root === null) return;
  if (!supportsAdoptingStyleSheets) {
    // Lit appends one style node each, with the page's nonce.
    adoptStyles(root, [...styles]);
    return;
  }
  const sheets = styles.flatMap(({ styleSheet }) => (styleSheet === undefined ? [] : [styleSheet]));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}
