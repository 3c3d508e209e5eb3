/**
 * The bench: calls beside bare calls, in both browsers, one after the other. Nothing here passes or fails by a time.
 */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'bench',
  outputDir: '.results/bench-artifacts',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  projects: [
    ...['chromium', 'firefox'].map((name) => ({ name, testMatch: '**/calls.bench.ts', teardown: 'report' })),
    { name: 'platform', testMatch: '**/platform.bench.ts' },
    { name: 'page', testMatch: '**/page.bench.ts' },
    { name: 'report', testMatch: '**/report.bench.ts' },
  ],
});
