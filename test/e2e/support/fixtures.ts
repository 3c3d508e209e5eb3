/**
 * The e2e test's world: a platform of its own with a fresh store, and people at real browsers.
 *
 * Knows how to start both and that everything is closed after the test. A project names the two browsers of a pair.
 */
import { chromium as chromiumType, firefox as firefoxType, test as base, type Browser } from '@playwright/test';
import { chromium, firefox, type BrowserOptions } from '../../setup/browsers.js';
import { startPlatform, type RunningPlatform } from '../../setup/platform.js';
import { Agent } from './agent.js';
import { Customer } from './customer.js';
import { openLine, type Line } from './line.js';
import { installObserver } from './observer.js';

export type BrowserName = 'chromium' | 'firefox';

export interface PairOptions {
  /** The customer's browser. */
  customerBrowser: BrowserName;
  /** The agent's browser. */
  agentBrowser: BrowserName;
}

interface Launcher {
  (name: BrowserName, options?: BrowserOptions): Promise<Browser>;
}

interface Fixtures {
  platform: RunningPlatform;
  /** A new customer in a browser context of their own. */
  newCustomer: (options?: BrowserOptions & { browser?: BrowserName; viewport?: { width: number; height: number }; dark?: boolean }) => Promise<Customer>;
  /** A new agent in a browser context of their own. `line`: what their desk reaches the platform by. */
  newAgent: (options?: BrowserOptions & { browser?: BrowserName; viewport?: { width: number; height: number }; dark?: boolean; line?: Line }) => Promise<Agent>;
  /** A line to the platform that can be cut and held. */
  line: Line;
}

export const test = base.extend<PairOptions & Fixtures, { launch: Launcher }>({
  customerBrowser: ['chromium', { option: true }],
  agentBrowser: ['chromium', { option: true }],

  launch: [
    async ({}, use) => {
      const running = new Map<string, Promise<Browser>>();
      await use((name, options = {}) => {
        const key = JSON.stringify([name, options]);
        const known = running.get(key);
        if (known) return known;
        const started = name === 'chromium' ? chromiumType.launch(chromium(options)) : firefoxType.launch(firefox(options));
        running.set(key, started);
        return started;
      });
      for (const browser of running.values()) await (await browser).close();
    },
    { scope: 'worker' },
  ],

  platform: async ({}, use) => {
    const platform = await startPlatform();
    await use(platform);
    await platform.stop();
  },

  line: async ({ platform }, use) => {
    const line = await openLine(platform.port);
    await use(line);
    await line.close();
  },

  newCustomer: async ({ launch, platform, customerBrowser }, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async ({ browser = customerBrowser, viewport, dark, ...options } = {}) => {
      const context = await (await launch(browser, options)).newContext({ viewport: viewport ?? { width: 1280, height: 800 }, colorScheme: dark ? 'dark' : 'light' });
      closing.push(() => context.close());
      const page = await context.newPage();
      await installObserver(page);
      return new Customer(page, platform.url);
    });
    for (const close of closing) await close();
  },

  newAgent: async ({ launch, platform, agentBrowser }, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async ({ browser = agentBrowser, viewport, dark, line, ...options } = {}) => {
      const context = await (await launch(browser, options)).newContext({ viewport: viewport ?? { width: 1440, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
      closing.push(() => context.close());
      const page = await context.newPage();
      await installObserver(page);
      return new Agent(page, line?.url ?? platform.url);
    });
    for (const close of closing) await close();
  },
});

export { expect } from '@playwright/test';
