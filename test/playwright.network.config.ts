/**
 * Network tests: calls between browsers in network namespaces, with a router in the middle that drops, cuts and
 * translates. At depth all scenarios in both browsers; else those in Chromium that do not need it, and in Firefox the marked ones.
 */
import { defineConfig } from '@playwright/test';
import type { Make } from './network/support/lab.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';

export default defineConfig<Make>({
  testDir: 'network',
  testMatch: '**/*.e2e.ts',
  outputDir: '.results/network-artifacts',
  // Each worker has a lab of its own, and most of a scenario is waiting for what a network does to a call.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 300_000,
  forbidOnly: true,
  expect: { timeout: 45_000 },
  reporter: [['list']],
  projects: [
    { name: 'chromium', use: { make: 'chromium' }, ...(deep ? {} : { grepInvert: /@deep/ }) },
    // The lab has no browser.
    { name: 'firefox', testIgnore: '**/lab.e2e.ts', use: { make: 'firefox' }, ...(deep ? {} : { grep: /@firefox/ }) },
  ],
});
