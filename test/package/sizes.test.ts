import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gzipped, script, withImports } from './built.js';

/** A kB of the budgets is 1,000 bytes. */
const kB = 1_000;

/** Files of a chunk and what it loads, without what is there before it. */
function newFiles(name: string, ...before: string[]): string[] {
  const there = new Set(before.flatMap((file) => [...withImports(script(file))]));
  return [...withImports(script(name))].filter((file) => !there.has(file));
}

describe('over the wire, gzipped,', () => {
  it.each([
    { what: 'the loader', files: () => newFiles('segue'), budget: 2 * kB },
    { what: 'the chat shell, all that loads when the launcher shows,', files: () => newFiles('shell'), budget: 26 * kB },
    // The room behind the launcher is there before a call can start.
    { what: 'the call chunk', files: () => newFiles('call', 'shell', 'chat-room'), budget: 18 * kB },
  ])('$what stays within $budget bytes', ({ what, files, budget }) => {
    const size = gzipped(files());
    console.info(`${what} ${String(size)} of ${String(budget)} bytes: ${files().map((file) => basename(file)).join(', ')}`);
    expect(size).toBeLessThanOrEqual(budget);
  });
});
