/**
 * A command for element tests: the page as a visitor's own settings would have it, forced colours or less motion.
 *
 * Only over Chromium's protocol: over WebDriver BiDi it changes nothing, which a test asks the page's own media queries.
 */
import type { BrowserCommand } from 'vitest/node';

export interface Emulated {
  readonly forcedColors?: 'active' | 'none';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** Holds for the page, and so for the tests after it: put it back. */
export const emulate: BrowserCommand<[settings: Emulated]> = async ({ page }, settings) => {
  await page.emulateMedia(settings);
};

declare module 'vitest/browser' {
  interface BrowserCommands {
    emulate(settings: Emulated): Promise<void>;
  }
}
