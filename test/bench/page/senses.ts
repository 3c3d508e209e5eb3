/**
 * What a page feels of its own work: long tasks, layout shifts, and the time between frames.
 *
 * Put before a page's scripts; whatever a browser does not tell of stays undefined. Knows no chat.
 */
import type { Page } from '@playwright/test';

export interface Felt {
  /** Milliseconds of each task above 50; undefined where the browser does not tell. */
  readonly longTasks: readonly number[] | undefined;
  /** Cumulative layout shift without a person's doing; undefined where the browser does not tell. */
  readonly shift: number | undefined;
}

declare global {
  interface Window {
    felt: { tasks: number[]; shifts: number[]; frames: number[] };
  }
}

const watch = (): void => {
  window.felt = { tasks: [], shifts: [], frames: [] };
  const kinds = PerformanceObserver.supportedEntryTypes;
  if (kinds.includes('longtask')) {
    new PerformanceObserver((list) => window.felt.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
  }
  if (kinds.includes('layout-shift')) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number' && !('hadRecentInput' in entry && entry.hadRecentInput === true)) window.felt.shifts.push(entry.value);
    }).observe({ type: 'layout-shift', buffered: true });
  }
};

export const sense = (page: Page): Promise<unknown> => page.addInitScript(watch);

/** Since the page began, or since `forget`. */
export const felt = (page: Page): Promise<Felt> =>
  page.evaluate(() => {
    const kinds = PerformanceObserver.supportedEntryTypes;
    return {
      longTasks: kinds.includes('longtask') ? [...window.felt.tasks] : undefined,
      shift: kinds.includes('layout-shift') ? window.felt.shifts.reduce((sum, value) => sum + value, 0) : undefined,
    };
  });

export const forget = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.felt.tasks.length = 0;
    window.felt.shifts.length = 0;
  });
