/** A test's words for a page in another process: what arrives there, and what comes back. */
import { runInThisContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { pagePlatform, type TestPage } from '../../../src/testing/page-platform.js';

/** A page that is this process. */
const page: TestPage = {
  addInitScript: () => Promise.resolve(),
  evaluate: async <Result>(expression: string): Promise<Result> => {
    const result: Promise<Result> = runInThisContext(expression) as Promise<Result>;
    return result;
  },
};

const heard: unknown[] = [];
const hears =
  (name: string) =>
  (...words: readonly unknown[]): Promise<void> => {
    heard.push([name, ...words]);
    return Promise.resolve();
  };

function opens(): void {
  const agent = { says: hears('says'), losesVideo: hears('losesVideo'), card: { name: 'Ana' } };
  Reflect.set(globalThis, 'segueTesting', { platform: { agent, refuses: hears('refuses') }, run: hears('run') });
}

afterEach(() => {
  heard.length = 0;
  Reflect.deleteProperty(globalThis, 'segueTesting');
});

describe('the platform of a page', () => {
  it('hears the words of a deed as they were given', async () => {
    opens();
    const segue = pagePlatform(page);
    await segue.agent.says('"Quoted", `ticked`\nand \u2028 broken');
    await segue.agent.losesVideo('ice-failed');
    await segue.agent.losesVideo(undefined);
    await segue.refuses('no-agent', 'all-busy');
    await segue.clock.run(60_000);
    expect(heard).toEqual([
      ['says', '"Quoted", `ticked`\nand \u2028 broken'],
      ['losesVideo', 'ice-failed'],
      ['losesVideo', undefined],
      ['refuses', 'no-agent', 'all-busy'],
      ['run', 60_000],
    ]);
  });

  it('is given a function with what it needs, and gives its result', async () => {
    opens();
    const segue = pagePlatform(page);
    await expect(segue.evaluate((platform) => platform.agent.card.name)).resolves.toBe('Ana');
    await expect(segue.evaluate((platform, { greeting }) => `${greeting} ${platform.agent.card.name}`, { greeting: 'Hello' })).resolves.toBe('Hello Ana');
  });

  it('says that there is no page yet', async () => {
    await expect(pagePlatform(page).agent.says('Hello')).rejects.toThrow('Open a page first');
  });
});
