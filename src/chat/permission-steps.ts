/**
 * How to allow camera and microphone again in this very browser. Pure: the user agent and its client hints come in,
 * steps come out. Wrong guesses are cheap: the last row of words fits any browser.
 */

/** Browsers whose way differs. */
export type BrowserKind = 'chrome' | 'chrome-android' | 'firefox' | 'safari' | 'safari-ios' | 'other' | 'other-phone';

/** Part of a step: words, words in bold, or a picture of a browser control. */
export type StepPart = string | { readonly bold: string } | { readonly glyph: 'site-settings' | 'camera-off' };
export type Step = readonly StepPart[];

const bold = (words: string): StepPart => ({ bold: words });
const devices: Step = ['Turn on ', bold('Camera'), ' and ', bold('Microphone'), '.'];
const press: Step = ['Come back here and press ', bold('Try again'), '.'];
const tap: Step = ['Come back here and tap ', bold('Try again'), '.'];
const set: Step = ['Set ', bold('Camera'), ' and ', bold('Microphone'), ' to ', bold('Allow'), '.'];

/** English steps by browser; `site` is the page's host name. */
const steps: Readonly<Record<BrowserKind, (site: string) => readonly Step[]>> = {
  chrome: () => [['Press ', { glyph: 'site-settings' }, ' left of the address, at the top of this window.'], devices, press],
  'chrome-android': () => [['Tap ', { glyph: 'site-settings' }, ' left of the address, then ', bold('Permissions'), '.'], devices, tap],
  firefox: () => [
    ['Press the crossed-out ', { glyph: 'camera-off' }, ' left of the address.'],
    ['Remove ', bold('Blocked'), ' next to Camera and Microphone.'],
    press,
  ],
  safari: (site) => [['In the menu bar, open ', bold('Safari'), ', then ', bold(`Settings for ${site}`), '.'], set, press],
  'safari-ios': () => [['Tap the page button beside the address, then ', bold('Website Settings'), '.'], set, tap],
  other: () => [
    ['Open your browser’s settings for this site.'],
    ['Allow ', bold('Camera'), ' and ', bold('Microphone'), '.'],
    press,
  ],
  'other-phone': () => [['Open your browser’s settings for this site.'], ['Allow ', bold('Camera'), ' and ', bold('Microphone'), '.'], tap],
};

/** Three steps for this browser. */
export function permissionSteps(browser: BrowserKind, site: string): readonly Step[] {
  return steps[browser](site);
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
