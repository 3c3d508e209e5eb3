/**
 * The memory platform of a page in another process: the test acts here, the platform stands there.
 *
 * Knows how a deed is written as an expression for the page, and no test runner: a page is whatever evaluates. A page that
 * is loaded anew has a new platform, and a new customer.
 */
import type { ManualClock } from './manual-clock.js';
import type { MemoryAgent } from './memory-agent.js';
import type { MemoryPlatform, Refusing } from './memory-platform.js';
import type { PageOptions } from './page-options.js';

/** What is needed of a page; Playwright's `Page` has it. */
export interface TestPage {
  addInitScript(script: { readonly path?: string; readonly content?: string }): Promise<unknown>;
  evaluate<Result>(expression: string): Promise<Result>;
}

type Deed = 'joins' | 'says' | 'types' | 'reads' | 'invitesToVideo' | 'acceptsVideo' | 'declinesVideo' | 'losesVideo' | 'shows' | 'endsVideo' | 'closes';

/** The memory platform under the chat of a test's page. */
export interface PagePlatform {
  /** The agent, whom the test plays: each deed waits until it can be done. */
  readonly agent: Pick<MemoryAgent, Deed>;
  /** How upgrades end from now on; without a word they are taken again. */
  refuses(...refusing: Refusing): Promise<void>;
  /** The chat's clock; with `segueOptions: { clock: 'manual' }` alone. */
  readonly clock: Pick<ManualClock, 'run'>;
  /**
   * Everything else, in the page: what `act` gives for the platform there. It is sent as it is written, so it knows nothing of
   * what stands around it but what it is given, and like its result that must be JSON.
   */
  evaluate<Result, Given = undefined>(act: (platform: MemoryPlatform, given: Given) => Result | Promise<Result>, given?: Given): Promise<Result>;
}

const written = (value: unknown): string => (value === undefined ? 'undefined' : JSON.stringify(value));

/** Says what is missing where nothing has been opened yet. */
const inPage = (deed: string): string =>
  `(async () => { if (typeof segueTesting === 'undefined') throw new Error('Open a page first: segue acts in it.'); return ${deed}; })()`;

export function pagePlatform(page: TestPage): PagePlatform {
  const call =
    <Result = void>(what: string) =>
    (...words: readonly unknown[]): Promise<Result> =>
      page.evaluate(inPage(`segueTesting.${what}(${words.map((word) => written(word)).join(', ')})`));
  const deed = (name: Deed): ((...words: readonly unknown[]) => Promise<void>) => call(`platform.agent.${name}`);
  return {
    agent: {
      joins: deed('joins'),
      says: deed('says'),
      types: deed('types'),
      reads: deed('reads'),
      invitesToVideo: deed('invitesToVideo'),
      acceptsVideo: deed('acceptsVideo'),
      declinesVideo: deed('declinesVideo'),
      losesVideo: deed('losesVideo'),
      shows: deed('shows'),
      endsVideo: deed('endsVideo'),
      closes: deed('closes'),
    },
    refuses: call('platform.refuses'),
    clock: { run: call('run') },
    evaluate: (act, given) => page.evaluate(inPage(`(${String(act)})(segueTesting.platform, ${written(given)})`)),
  };
}

/** Puts the platform under whatever chat the page will have; `file` is the path of what in-page.ts was built to. */
export async function preparePage(page: TestPage, file: string, options: PageOptions): Promise<void> {
  await page.addInitScript({ content: `globalThis.segueTestingOptions = ${written(options)};` });
  await page.addInitScript({ path: file });
}
