/**
 * Fixtures for Playwright's `test.extend()`, as a plain object: the kit imports no test runner, and fits yours.
 *
 * Knows where in the package the page's part lies (in-page.ts), and what a fixture is to look like.
 */
import type { PageOptions } from './page-options.js';
import { pagePlatform, preparePage, type PagePlatform, type TestPage } from './page-platform.js';

/** For `test.extend<SegueFixtures>(fixtures)`. */
export interface SegueFixtures {
  /** The platform, as `test.use({ segueOptions: … })` or a project's `use` wants it. Default: chat and video, and Ana takes everybody at once. */
  segueOptions: PageOptions;
  /** A memory platform, drawn camera and microphone under every `<segue-chat>` of `page`, and the agent, whom the test plays. */
  segue: PagePlatform;
}

type Fixture<Name extends keyof SegueFixtures, Needs> = (needs: Needs, use: (made: SegueFixtures[Name]) => Promise<void>) => Promise<void>;

/** A path as Node reads files by it; that of a Windows drive begins with no slash. */
const pathOf = ({ pathname }: URL): string => decodeURIComponent(pathname).replace(/^\/(?=[A-Za-z]:)/, '');

export const fixtures: {
  segueOptions: [PageOptions, { option: true }];
  segue: Fixture<'segue', { page: TestPage; segueOptions: PageOptions }>;
} = {
  segueOptions: [{}, { option: true }],
  // The names are read off the function by Playwright, so they stand in a pattern.
  segue: async ({ page, segueOptions }, use) => {
    await preparePage(page, pathOf(new URL('./in-page.js', import.meta.url)), segueOptions);
    await use(pagePlatform(page));
  },
};
