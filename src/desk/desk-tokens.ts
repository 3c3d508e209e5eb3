/** Colours that only the desk has, and its smaller radii; the rest is in the shared tokens. Each row: name, light, dark. */
import { css, unsafeCSS, type CSSResult } from 'lit';

type Row = readonly [name: string, light: string, dark: string];

const rows: readonly Row[] = [
  ['bubble-own', '#eeedfd', '#2a2950'],
  ['on-bubble-own', '#14161f', '#eef0f6'],
  ['bubble-agent', '#ffffff', '#15161c'],
  ['ok-soft', '#e4f1ed', '#17302a'],
  ['ok-ink', '#0f6c4e', '#3ecf8e'],
  ['video-soft', '#e0f0f0', '#17302f'],
  ['video-ink', '#08666a', '#4fc6c9'],
  ['danger-soft', '#fbe9eb', '#34202a'],
  ['danger-ink', '#b3202c', '#ff8a92'],
  ['scrim', 'rgba(20,22,40,.42)', 'rgba(0,0,0,.56)'],
  ['med-chat', '#4f46e5', '#8b8bff'],
  ['med-video', '#0a7f84', '#2bb5b8'],
  ['med-wait', '#8a90a3', '#767d92'],
  ['med-ink', '#ffffff', '#14161f'],
];

const declare = (pick: (row: Row) => string): CSSResult => unsafeCSS(rows.map((row) => `--segue-${row[0]}:${pick(row)};`).join(''));

/** After the shared tokens in an element's `styles`. */
export const deskTokens: CSSResult = css`
  :host {
    ${declare((row) => row[1])}
    --segue-radius-control: 8px;
    --segue-radius-pane: 12px;
    --segue-bubble-max: min(480px, 82%);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${declare((row) => row[2])}
    }
  }
  :host([theme='dark']) {
    ${declare((row) => row[2])}
  }
  @supports (color: light-dark(#000, #fff)) {
    :host,
    :host(:not([theme='light'])),
    :host([theme='dark']) {
      ${declare((row) => `light-dark(${row[1]},${row[2]})`)}
    }
  }
`;
