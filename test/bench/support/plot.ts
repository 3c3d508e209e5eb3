/**
 * A plot of the rounds as SVG: a row for each call, path and browser, a dot for each round, a bar at the median, and a line
 * where the budget ends, which is a multiple of the bare call's median. Pure text; knows nothing of files.
 */
import { median, quantile } from './statistics.js';

export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly accent: boolean;
  /** Where this row's budget ends, in milliseconds. */
  readonly budget?: number;
}

const width = 860;
const left = 262;
const right = 30;
const rowHeight = 34;
const top = 46;
const ink = { text: '#1f2328', quiet: '#6b7280', grid: '#e5e7eb', bare: '#9aa3af', segue: '#2f6f5e', budget: '#b42318' };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (x: number, y: number, words: string, { color = ink.text, anchor = 'start' } = {}): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${color}" text-anchor="${anchor}">${escaped(words)}</text>`;

/** A round step that cuts the axis into four to eight parts. */
function stepOf(most: number): number {
  const size = 10 ** Math.floor(Math.log10(most));
  return [size / 5, size / 2, size, size * 2].find((step) => most / step <= 8) ?? size;
}

/** Dots beyond the end of the axis are drawn at its end: one slow round must not squeeze all the others. */
export function plot(title: string, series: readonly Series[]): string {
  const ends = series.map(({ values, budget = 0 }) => Math.max(quantile(values, 0.95) || 0, budget));
  const most = Math.max(100, ...ends) * 1.08;
  const height = top + series.length * rowHeight + 40;
  const x = (ms: number): number => left + (Math.min(ms, most) / most) * (width - left - right);
  const step = stepOf(most);
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  const grid = ticks.map(
    (ms) => `<path d="M${x(ms).toFixed(1)} ${String(top - 8)}V${String(height - 36)}" stroke="${ink.grid}"/>${text(x(ms), height - 18, `${String(ms)} ms`, { color: ink.quiet, anchor: 'middle' })}`,
  );
  const rows = series.map((row, index) => rowOf(row, top + index * rowHeight + rowHeight / 2, x));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${escaped(title)}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<g font-size="14" font-weight="600">${text(16, 24, title)}</g>`,
    ...grid,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

function rowOf({ name, values, accent, budget }: Series, y: number, x: (ms: number) => number): string {
  const color = accent ? ink.segue : ink.bare;
  const dots = values.map((ms, index) => `<circle cx="${x(ms).toFixed(1)}" cy="${(y + ((index % 5) - 2) * 2.5).toFixed(1)}" r="3" fill="${color}" fill-opacity="0.45"/>`).join('');
  const middle = median(values);
  const bar = values.length > 0 ? `<path d="M${x(middle).toFixed(1)} ${String(y - 11)}v22" stroke="${color}" stroke-width="3"/>` : '';
  const line = budget === undefined ? '' : `<path d="M${x(budget).toFixed(1)} ${String(y - 14)}v28" stroke="${ink.budget}" stroke-width="1.5" stroke-dasharray="4 3"/>`;
  return `${text(16, y + 4, name)}${text(left - 12, y + 4, Number.isNaN(middle) ? '' : `${String(Math.round(middle))} ms`, { color: ink.quiet, anchor: 'end' })}${dots}${bar}${line}`;
}
