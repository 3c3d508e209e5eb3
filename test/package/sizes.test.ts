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
    // All that a visitor who only writes ever loads, whatever the deployment offers beyond: Lit, the schemas and the session are half of it.
    // The last 200 bytes are "Delivered", and a way on where the platform does not understand the page.
    { what: 'the text chat as a whole', files: () => newFiles('chat-room'), budget: 52.8 * kB },
    // Cards, words and the upgrade's own logic: come beside the first hello where video is on offer, and never elsewhere.
    { what: 'what an offer of video adds before a call', files: () => newFiles('video-part', 'chat-room'), budget: 20 * kB },
    // The room behind the launcher is there before a call can start.
    { what: 'the call chunk', files: () => newFiles('call', 'shell', 'chat-room', 'video-part'), budget: 18 * kB },
    // Quality, devices, screen, small window: after the first frame.
    { what: 'what a live call loads', files: () => newFiles('call-extras', 'shell', 'chat-room', 'video-part', 'call'), budget: 17.2 * kB },
    // On a press.
    { what: 'the self-check', files: () => newFiles('check-sheet', 'shell', 'chat-room', 'video-part'), budget: 11.5 * kB },
  ])('$what stays within $budget bytes', ({ what, files, budget }) => {
    const size = gzipped(files());
    console.info(`${what} ${String(size)} of ${String(budget)} bytes: ${files().map((file) => basename(file)).join(', ')}`);
    expect(size).toBeLessThanOrEqual(budget);
  });
});
