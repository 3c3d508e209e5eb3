/**
 * The first load of a page by a browser that knows nothing yet, with the tag and without, in turn.
 *
 * Knows when a page has come to rest: the launcher is drawn, or would be, and nothing has been asked of a server for a while.
 */
import { expect, type Browser, type Page } from '@playwright/test';
import type { Host, Subject } from './host.js';
import { felt, sense, type Felt } from './senses.js';

export interface Load extends Felt {
  /** Milliseconds from the navigation to the page's first text, and to its `load`. */
  readonly painted: number | undefined;
  readonly loaded: number;
  /** From the navigation to the launcher. */
  readonly launcher: number | undefined;
  readonly requests: number;
  /** Of bodies, as they came over the wire. */
  readonly bytes: number;
}

export type Pace = 'a desktop' | 'a phone, 4 times slower';

/** Nobody asks for anything any more. */
const restMs = 600;

export async function load(browser: Browser, host: Host, subject: Subject, pace: Pace): Promise<Load> {
  const context = await browser.newContext(pace === 'a desktop' ? { viewport: { width: 1280, height: 800 } } : { viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  try {
    if (pace !== 'a desktop') await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await sense(page);
    const sizes: Promise<number>[] = [];
    let lastAt = 0;
    page.on('requestfinished', (request) => {
      lastAt = Date.now();
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize, () => 0));
    });
    await page.goto(host.pages[subject], { waitUntil: 'load' });
    const launcher = subject === 'with' ? await drawnAt(page) : undefined;
    await expect.poll(() => Date.now() - lastAt, { message: 'the page to come to rest', timeout: 60_000, intervals: [100] }).toBeGreaterThan(restMs);
    const times = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
      return { painted: paint, loaded: navigation instanceof PerformanceNavigationTiming ? navigation.loadEventEnd : Number.NaN };
    });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return { ...times, ...(await felt(page)), launcher, requests: sizes.length, bytes };
  } finally {
    await context.close();
  }
}

/** By the page's own clock, in a frame of its own: Playwright's way to it is no part of it. */
const drawnAt = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((drawn) => {
        const look = (): void => {
          if (document.querySelector('segue-chat')?.shadowRoot?.querySelector('.launcher')) drawn(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
