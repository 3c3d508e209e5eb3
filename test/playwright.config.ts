/**
 * End-to-end tests: the built platform, its demo pages, and people at real browsers. A project names the browsers of a pair.
 */
import { defineConfig } from '@playwright/test';
import type { PairOptions } from './e2e/support/fixtures.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
/** An agent's whole day, with several people at once, is for the full depth. */
const deskDay = deep ? [] : ['**/desk-{busy,cut,day,missed,tabs}.e2e.ts'];

export default defineConfig<PairOptions>({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: '.results/e2e-artifacts',
  workers: 1,
  retries: 0,
  // Never reached by a test that works: pictures are coded by the processor, up to four at once on a machine of two cores.
  timeout: 240_000,
  forbidOnly: true,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  projects: [
    { name: 'chromium', testIgnore: [...deskDay], use: { customerBrowser: 'chromium', agentBrowser: 'chromium' } },
    // What needs a second camera or a screen has none in a headless Firefox. Pages of others are tried in it at depth.
    { name: 'firefox', grepInvert: /@chromium/, testIgnore: ['**/sources.e2e.ts', ...deskDay, ...(deep ? [] : ['**/embedding/**'])], use: { customerBrowser: 'firefox', agentBrowser: 'firefox' } },
    // The call between two makes of browser; at depth the other way round as well.
    { name: 'mixed', testMatch: '**/upgrade.e2e.ts', use: { customerBrowser: 'chromium', agentBrowser: 'firefox' } },
    ...(deep
      ? [{ name: 'mixed-back', testMatch: '**/upgrade.e2e.ts', use: { customerBrowser: 'firefox', agentBrowser: 'chromium' } } as const]
      : []),
  ],
});
