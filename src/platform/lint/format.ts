/**
 * Findings for a terminal.
 *
 * Knows words and, if asked, colours; does not print.
 */
import type { Finding } from './finding.js';

export interface FormatOptions {
  /** Name of the linted file, put before each path of a finding that has none of its own. */
  readonly file?: string;
  /** ANSI colours. Default false. */
  readonly colour?: boolean;
}

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** One paragraph per finding and a last line with the sums. */
export function formatFindings(findings: readonly Finding[], options: FormatOptions = {}): string {
  const paint = (code: number, text: string): string => (options.colour === true ? `\u001B[${code}m${text}\u001B[0m` : text);
  const paragraph = (it: Finding): string => {
    const mark = it.severity === 'error' ? paint(31, 'error') : paint(33, 'warning');
    const file = it.file ?? options.file;
    const position = it.line === undefined || it.column === undefined ? '' : `:${it.line}:${it.column}`;
    const place = file === undefined ? it.path : `${file}${position}: ${it.path || '(all of it)'}`;
    return [`${mark}  ${paint(1, it.message)}  [${it.rule}]`, `  at    ${place}`, `  why   ${it.why}`, `  mend  ${it.mend}`].join('\n');
  };
  const errors = findings.filter((it) => it.severity === 'error').length;
  return [...findings.map(paragraph), `${plural(errors, 'error')}, ${plural(findings.length - errors, 'warning')}.`].join('\n\n');
}
