/**
 * Every colour, radius and font of the elements, as custom properties on the host. A page restyles an element by setting
 * the same names on its tag. Each colour is one row: name, light, dark.
 *
 * Where the browser knows `light-dark()`, the page's own `color-scheme` decides; older ones follow the system setting.
 * The `theme` attribute (`light`, `dark`) overrules both.
 */
import { css, unsafeCSS, type CSSResult } from 'lit';

type ColourRow = readonly [name: string, light: string, dark: string];

/** Pastel ground and ink of initials; dark themes use each pair the other way round. */
export const initialsPairs: readonly (readonly [ground: string, ink: string])[] = [
  ['#e0e3fb', '#3730a3'],
  ['#ddebf9', '#1e4e79'],
  ['#fde8cf', '#8a4b08'],
  ['#f8dfe6', '#9b2c4a'],
  ['#e3ecd6', '#41611f'],
  ['#d7efe9', '#0f5c4d'],
  ['#ece2f7', '#63359b'],
];

const colours: readonly ColourRow[] = [
  ['accent', '#4f46e5', '#8b8bff'],
  ['accent-strong', '#4338ca', '#4338ca'],
  ['accent-fill', '#4f46e5', '#4f46e5'],
  ['on-accent', '#ffffff', '#ffffff'],
  ['accent-soft', '#eeedfd', '#24243a'],
  ['accent-ring', 'rgba(79,70,229,.22)', 'rgba(139,139,255,.28)'],
  ['surface', '#ffffff', '#15161c'],
  ['surface-2', '#f5f6fa', '#1d1f27'],
  ['surface-3', '#eceef5', '#272a35'],
  ['bubble-agent', '#f5f6fa', '#272a35'],
  ['card', '#ffffff', '#1d1f27'],
  ['line', '#e3e5ee', '#2f3340'],
  ['line-strong', '#868b9f', '#6f7690'],
  ['text', '#14161f', '#eef0f6'],
  ['text-2', '#5a6072', '#a6adbf'],
  ['danger', '#d92d3a', '#ff6b74'],
  ['danger-fill', '#d92d3a', '#d92d3a'],
  ['ok', '#12805c', '#3ecf8e'],
  ['warn', '#a15c00', '#f5b547'],
  ['warn-soft', '#fbf3e4', '#2b2518'],
  ['shadow-colour', 'rgba(20,22,40,.18)', 'rgba(0,0,0,.5)'],
  ...initialsPairs.map(([ground, ink], index): ColourRow => [`initials-${index}`, ground, ink]),
  ...initialsPairs.map(([ground, ink], index): ColourRow => [`initials-ink-${index}`, ink, ground]),
];

/** What a stage shows is dark whatever the theme; these rows are pinned to their dark value inside it. */
const stageColours: readonly string[] = ['accent', 'danger', 'ok', 'warn', 'text', 'text-2', 'line', 'line-strong'];

type Pick = (row: ColourRow) => string;
const light: Pick = (row) => row[1];
const dark: Pick = (row) => row[2];
const both: Pick = (row) => (row[1] === row[2] ? row[1] : `light-dark(${row[1]},${row[2]})`);

function declare(pick: Pick, rows: readonly ColourRow[] = colours): CSSResult {
  return unsafeCSS(rows.map((row) => `--segue-${row[0]}:${pick(row)};`).join(''));
}

/** Pins the colours that appear on video to their dark values. For use inside a rule. */
export const stageDeclarations: CSSResult = declare(
  dark,
  colours.filter((row) => stageColours.includes(row[0])),
);

/** The host's tokens. Put it first in an element's `styles`. */
export const tokens: CSSResult = css`
  :host {
    ${declare(light)}
    --segue-stage: #0d0e13;
    --segue-stage-control: #2a2d38;
    --segue-shadow: 0 12px 40px var(--segue-shadow-colour);
    --segue-radius: 16px;
    --segue-radius-control: 12px;
    --segue-radius-row: 8px;
    --segue-font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif;
    --segue-ease: cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${declare(dark)}
    }
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
    ${declare(dark)}
  }
  @supports (color: light-dark(#000, #fff)) {
    :host,
    :host(:not([theme='light'])),
    :host([theme='dark']) {
      ${declare(both)}
    }
  }
`;
