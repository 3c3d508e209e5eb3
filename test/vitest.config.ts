/**
 * Unit tests run in Node, element tests in Chromium and Firefox; all on the source. Only the package's tests look at the build.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { simplePeerWithoutPolyfills } from '../src/call/stand-ins/build-plugin.js';
import { chromium, firefox } from './setup/browsers.js';
import { elementProvider } from './setup/element-provider.js';
import { emulate } from './setup/emulate.js';

const walk = 'test/element/chat/walk.test.ts';
const root = fileURLToPath(new URL('..', import.meta.url));
const plugins = [simplePeerWithoutPolyfills(`${root}src/call/stand-ins/`)];

// Found on the way, a dependency would be optimized in mid-run and reload the page of a test.
const optimizeDeps = {
  exclude: ['simple-peer', 'queue-microtask'],
  include: ['axe-core', 'err-code', 'eventemitter3', 'get-browser-rtc', 'lit', 'lit/decorators.js', 'valibot'],
};

export default defineConfig({
  test: {
    projects: [
      {
        root,
        plugins,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          // Never reached by a test that works: a busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          server: { deps: { inline: ['simple-peer', 'queue-microtask'] } },
        },
      },
      {
        root,
        test: {
          // On the build: what a user installs.
          name: 'package',
          environment: 'node',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        // `npm run bench -- --desk`; no part of the tests.
        root,
        plugins,
        optimizeDeps,
        test: {
          name: 'bench-desk',
          include: ['test/bench/desk/**/*.bench.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            ui: false,
            instances: [
              { name: 'bench-desk-chromium', browser: 'chromium', provider: elementProvider({ launchOptions: chromium() }) },
              { name: 'bench-desk-firefox', browser: 'firefox', provider: elementProvider({ launchOptions: firefox() }) },
            ],
          },
        },
      },
      {
        root,
        plugins,
        optimizeDeps,
        test: {
          name: 'element',
          include: ['test/element/**/*.test.ts'],
          provide: { deep: process.env['SEGUE_DEPTH'] === 'deep' },
          // Never reached by a test that works; the first dynamic import of a run compiles what it brings.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            ui: false,
            provider: elementProvider(),
            commands: { emulate },
            instances: [
              { name: 'element-chromium', browser: 'chromium', provider: elementProvider({ launchOptions: chromium() }) },
              // README's ten lines press with the mouse, which over WebDriver BiDi does not reach a fixed button in the test's frame.
              { name: 'element-firefox', browser: 'firefox', provider: elementProvider({ launchOptions: firefox() }), exclude: ['test/element/testing/upgrade.test.ts', walk] },
              // A Firefox that has taken other frames away gives the next one no focus, without which no Tab leads anywhere.
              { name: 'element-firefox-keyboard', browser: 'firefox', provider: elementProvider({ launchOptions: firefox() }), include: [walk] },
              // Forced colours are a setting of Firefox's own, that nobody can change from outside.
              { name: 'element-firefox-forced-colours', browser: 'firefox', provider: elementProvider({ launchOptions: firefox({ preferences: { 'browser.display.document_color_use': 2 } }) }), include: ['test/element/chat/states.test.ts'] },
            ],
          },
        },
      },
    ],
  },
});
