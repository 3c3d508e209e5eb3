/**
 * A project as a test author has one: an app with React, README's two examples as they stand there, and a second page with
 * the script tag.
 *
 * Versions are pinned, so that a failure is ours. Knows no browser but by the launch options that it is given.
 */
import type { LaunchOptions } from '@playwright/test';

export interface KitBrowsers {
  readonly chromium: LaunchOptions;
  readonly firefox: LaunchOptions;
}

export const dependencies: Readonly<Record<string, string>> = {
  '@playwright/test': '1.64.1',
  '@types/react': '19.3.3',
  '@types/react-dom': '19.3.0',
  '@vitest/browser-playwright': '4.1.12',
  playwright: '1.64.1',
  react: '19.3.1',
  'react-dom': '19.3.1',
  typescript: '6.0.3',
  vite: '8.4.0',
  vitest: '4.1.12',
};

const app = `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import 'segue-chat/chat/define';
import type {} from 'segue-chat/react';

const place = document.body.appendChild(document.createElement('div'));
// What is on the page from the first moment on, a test finds without waiting for React.
flushSync(() => createRoot(place).render(<StrictMode><main><h1>Our shop</h1><segue-chat deployment-id="shop" /></main></StrictMode>));
`;

/** What README's table says, tried on the packed kit. */
const deeds = `import { expect, test as base, type Page } from '@playwright/test';
import { fixtures, type SegueFixtures } from 'segue-chat/testing';

const test = base.extend<SegueFixtures>(fixtures);

async function writes(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Open chat' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('It rattles.');
  await page.getByRole('button', { name: 'Send' }).click();
}

test('a customer whose browser says no stays in the chat', async ({ page, segue }) => {
  await writes(page);
  await segue.agent.says('May I have a look?');
  await segue.evaluate((platform) => { platform.media.answer = { error: 'NotAllowedError' }; });
  await page.getByRole('button', { name: 'Start video' }).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await segue.evaluate((platform, kind) => platform.media.liveTracks.filter((track) => track.kind === kind).length, 'video')).toBe(0);
});

test('nobody is there for video', async ({ page, segue }) => {
  await writes(page);
  await segue.refuses('no-agent', 'nobody-on-queue');
  await segue.agent.says('May I have a look?');
  await page.getByRole('button', { name: 'Start video' }).click();
  await expect(page.getByText('Nobody is free for video').first()).toBeVisible();
});

test('segue says what is missing before a page is open', async ({ segue }) => {
  await expect(segue.agent.says('Hello')).rejects.toThrow('Open a page first');
});

test('the chat of the script tag is on the memory platform, too', async ({ page, segue }) => {
  await writes(page, '/tag.html');
  await segue.agent.says('Hello from the tag');
  await expect(page.getByText('Hello from the tag')).toBeVisible();
});

test.describe('with a clock that stands still', () => {
  test.use({ segueOptions: { clock: 'manual', agent: { agentId: 'agent-ben', name: 'Ben' } } });

  test('four minutes of video take no time', async ({ page, segue }) => {
    await writes(page);
    await segue.agent.says('May I have a look?');
    await page.getByRole('button', { name: 'Start video' }).click();
    await segue.agent.acceptsVideo();
    await expect(page.getByRole('button', { name: 'End video' })).toBeVisible();
    await segue.clock.run(252_000);
    await segue.agent.endsVideo();
    await expect(page.getByText(/4 min 1\\d s/).first()).toBeVisible();
    await expect(page.getByText('Ben').first()).toBeVisible();
  });
});
`;

const configs = ({ chromium, firefox }: KitBrowsers): Record<string, string> => ({
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx', lib: ['es2022', 'dom', 'dom.iterable'], types: [], skipLibCheck: true },
    include: ['src', 'e2e'],
  }),
  'vitest.config.mjs': `import { playwright } from '@vitest/browser-playwright';
export default {
  optimizeDeps: { include: ['react', 'react-dom', 'react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'segue-chat/chat/define', 'segue-chat/testing'] },
  test: { include: ['src/*.test.ts'], browser: { enabled: true, headless: true, screenshotFailures: false, provider: playwright({ launchOptions: ${JSON.stringify(chromium)} }), instances: [{ browser: 'chromium' }] } },
};`,
  'playwright.config.mjs': `export default {
  testDir: 'e2e',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 60_000 },
  reporter: [['line']],
  projects: [
    { name: 'chromium', use: { browserName: 'chromium', launchOptions: ${JSON.stringify(chromium)} } },
    { name: 'firefox', testMatch: 'upgrade.spec.ts', use: { browserName: 'firefox', launchOptions: ${JSON.stringify(firefox)} } },
  ].map((project) => ({ ...project, use: { ...project.use, baseURL: process.env.APP } })),
};`,
});

/** All files but package.json. `README` is its text. */
export function kitFiles(readme: string, browsers: KitBrowsers): Record<string, string> {
  const example = (runner: string): string => {
    const [found] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].flatMap(([, code]) => (code?.includes(`from '${runner}'`) && code.includes('segue-chat/testing') ? [code] : []));
    if (found === undefined) throw new Error(`README has no example for ${runner}`);
    return found;
  };
  return {
    ...configs(browsers),
    'index.html': '<!doctype html><html lang="en"><title>A shop</title><script type="module" src="/src/app.tsx"></script></html>',
    'public/tag.html': '<!doctype html><html lang="en"><title>A shop</title><h1>Our shop</h1><script async src="/cdn/segue.js" data-deployment-id="shop"></script></html>',
    'src/app.tsx': app,
    'src/upgrade.test.ts': example('vitest'),
    'e2e/upgrade.spec.ts': example('@playwright/test'),
    'e2e/deeds.spec.ts': deeds,
  };
}
