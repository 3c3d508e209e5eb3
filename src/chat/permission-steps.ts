/**
 * How to allow camera and microphone again in this very browser. Pure: the user agent and its client hints come in,
 * steps come out. Wrong guesses are cheap: the last row of words fits any browser.
 */
import type { StepStrings } from './en-steps.js';

/** Browsers whose way differs. */
export type BrowserKind = 'chrome' | 'chrome-android' | 'firefox' | 'safari' | 'safari-ios' | 'other' | 'other-phone';

/** Three steps for this browser; `site` is the page's host name. What the marks in them mean: en-steps.ts. */
export function permissionSteps(browser: BrowserKind, site: string, { steps }: StepStrings): readonly string[] {
  const { turnOn, setToAllow, allow, pressAgain, tapAgain } = steps;
  switch (browser) {
    case 'chrome':
      return [steps.chrome({ glyph: '{glyph}' }), turnOn, pressAgain];
    case 'chrome-android':
      return [steps.chromeAndroid({ glyph: '{glyph}' }), turnOn, tapAgain];
    case 'firefox':
      return [steps.firefox({ glyph: '{camera-off}' }), steps.firefoxUnblock, pressAgain];
    case 'safari':
      return [steps.safari({ site }), setToAllow, pressAgain];
    case 'safari-ios':
      return [steps.safariIos, setToAllow, tapAgain];
    case 'other':
      return [steps.settings, allow, pressAgain];
    case 'other-phone':
      return [steps.settings, allow, tapAgain];
  }
}

/** Which browser a user agent string names. iPads that pose as Macs are told by their touch points. */
export function browserKind(userAgent: string, touchPoints: number): BrowserKind {
  const mobileApple = /iPhone|iPad|iPod/u.test(userAgent) || (userAgent.includes('Macintosh') && touchPoints > 1);
  // Other browsers there keep their settings elsewhere.
  if (mobileApple) return /CriOS|FxiOS|EdgiOS|OPT\//u.test(userAgent) ? 'other-phone' : 'safari-ios';
  const android = userAgent.includes('Android');
  if (/Firefox\//u.test(userAgent)) return android ? 'other-phone' : 'firefox';
  if (/Chrome\//u.test(userAgent)) {
    if (/OPR\/|SamsungBrowser|YaBrowser/u.test(userAgent)) return android ? 'other-phone' : 'other';
    return android ? 'chrome-android' : 'chrome';
  }
  return /Version\/.+Safari\//u.test(userAgent) ? 'safari' : 'other';
}
