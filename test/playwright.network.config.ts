/**
 * Network tests: calls between browsers in network namespaces, with a router in the middle that drops, cuts and
 * translates. They share the machine's namespaces, so they run one at a time.
 */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'network',
  testMatch: '**/*.e2e.ts',
  outputDir: '.results/network-artifacts',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 180_000,
  forbidOnly: true,
  expect: { timeout: 45_000 },
  reporter: [['list']],
});
