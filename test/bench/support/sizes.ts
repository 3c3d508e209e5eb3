/** What visitors load, gzipped, against its budgets: the same files and numbers that test/package holds. */
import { gzipped, script, withImports } from '../../package/built.js';
import type { Verdict } from './verdicts.js';

/** Loaded before it, by name. */
const parts: readonly { readonly what: string; readonly name: string; readonly before: readonly string[]; readonly budget: number }[] = [
  { what: 'loader', name: 'segue', before: [], budget: 2_000 },
  { what: 'chat shell, all that loads when the launcher shows', name: 'shell', before: [], budget: 26_000 },
  { what: 'call chunk', name: 'call', before: ['shell', 'chat-room', 'video-part'], budget: 18_000 },
];

export function sizes(): Verdict[] {
  return parts.map(({ what, name, before, budget }) => {
    const there = new Set(before.flatMap((file) => [...withImports(script(file))]));
    const size = gzipped([...withImports(script(name))].filter((file) => !there.has(file)));
    return { what: `size of the ${what}`, measured: `${(size / 1000).toFixed(1)} kB`, budget: `<= ${String(budget / 1000)} kB`, kept: size <= budget, of: 'gzip -9' };
  });
}
