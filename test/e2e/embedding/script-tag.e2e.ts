/** The script tag on a page of somebody else's: calls before and after it has loaded, its failures, its end and its return. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { chats, expect, tagPage, test } from '../support/site.js';
import { installLedger, leftovers } from '../support/leftovers.js';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
/** As a reader copies it. */
const stub = /```html\n(<script>\n {2}window\.Segue = window\.Segue \|\| \[[\s\S]*?<\/script>)/.exec(readme)?.[1] ?? '';

/** What a page's own script reaches. */
interface Tag {
  readonly version?: string;
  init(config: object): Promise<void>;
  on(event: string, listener: (detail: unknown) => void): () => void;
  off(event: string, listener: (detail: unknown) => void): void;
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  startVideo(): Promise<void>;
  destroy(): Promise<void>;
}
type Word = 'open' | 'close' | 'toggle' | 'destroy' | 'startVideo';

/** The code with which a call was refused, or `done`. */
const outcome = (page: Page, name: Word | 'init', config: object = {}): Promise<string> =>
  page.evaluate(
    ([word, settings]) => {
      const tag = (window as unknown as { Segue: Tag }).Segue;
      return (word === 'init' ? tag.init(settings) : tag[word]()).then(() => 'done', (error: unknown) => String(Reflect.get(Object(error), 'code')));
    },
    [name, config] as const,
  );

const loaded = (page: Page): Promise<unknown> => page.waitForFunction(() => typeof (window as unknown as { Segue?: Tag }).Segue?.version === 'string');

/** Warnings of Segue on a page's console. */
function hints(page: Page): string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning' && message.text().startsWith('Segue:')) seen.push(message.text());
  });
  return seen;
}

/** A page without the tag, and the tag put on it by a script. */
const plain = '<!doctype html><html lang="en"><head><title>A shop</title></head><body><h1>A shop</h1></body></html>';
const addTag = async (page: Page, platform: string, data: Readonly<Record<string, string>> = {}): Promise<void> => {
  await page.evaluate(
    ([url, more]) => {
      const script = document.createElement('script');
      script.src = `${url}/segue.js`;
      Object.assign(script.dataset, more);
      document.head.append(script);
    },
    [platform, data] as const,
  );
  await loaded(page);
};

test('calls of README’s stub before segue.js has loaded are kept, in order, with promises and listeners', async ({ site, visit }) => {
  expect(stub).not.toBe('');
  const customer = await visit(site.serve('/stub', `<!doctype html><title>A shop</title><body><button>Load</button>${stub}
    <script>
      window.seen = [];
      const note = (what) => () => seen.push(what);
      const early = Segue;
      const deaf = Segue.on('close', note('heard what was taken back'));
      deaf();
      Segue.on('open', note('heard open'));
      Segue.init({ deploymentId: 'demo' }).then(note('init'));
      Segue.open().then(note('open')).then(() => Segue.close()).then(note('close')).then(() => early.toggle()).then(note('toggled through the stub'));
      const late = document.createElement('script');
      late.src = '{platform}/segue.js';
      addEventListener('click', () => document.body.append(late), { once: true });
    </script>`));
  await customer.button('Load').click();
  await expect.poll(() => customer.page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(['init', 'open', 'close', 'toggled through the stub']);
  await customer.button('Close chat').click();
  await customer.launcher().click();
  await expect.poll(() => customer.page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toContain('heard open');
  expect(await customer.page.evaluate(() => (window as unknown as { seen: string[] }).seen)).not.toContain('heard what was taken back');
});

test('what can’t be done is refused with a code, and may be tried again', async ({ site, visit }) => {
  const { page } = await visit(site.serve('/plain', plain));
  await addTag(page, site.platform.url);
  expect(await outcome(page, 'init')).toBe('bad-config');
  for (const platform of ['javascript:alert(1)', 'data:text/html,x', 'not an address', '//example.com', 'https://user@example.com']) {
    expect(await outcome(page, 'init', { deploymentId: 'demo', platform }), platform).toBe('bad-config');
    expect(await outcome(page, 'open'), platform).toBe('bad-config');
  }
  expect(await outcome(page, 'init', { deploymentId: '<img src=x onerror=alert(1)>' })).toBe('bad-config');
  expect(await outcome(page, 'init', { deploymentId: 'demo' })).toBe('done');
  expect(await outcome(page, 'startVideo')).toBe('not-connected');
  expect(await outcome(page, 'open')).toBe('done');
  expect(await outcome(page, 'init', { deploymentId: 'demo', mediaTypes: 'video' })).toBe('bad-config');
  expect(await outcome(page, 'open')).toBe('bad-config');
  expect(await outcome(page, 'destroy')).toBe('done');
});

test('a shell that does not come is told, and the next init fetches it anew', async ({ site, visit, customerBrowser }) => {
  test.skip(customerBrowser === 'firefox', 'Firefox remembers that a module did not come for as long as the page lives');
  const { page } = await visit(site.serve('/plain', plain));
  await page.route('**/shell.*.js', (route) => route.abort());
  await addTag(page, site.platform.url);
  expect(await outcome(page, 'init', { deploymentId: 'demo' })).toBe('unreachable');
  await page.unroute('**/shell.*.js');
  expect(await outcome(page, 'init', { deploymentId: 'demo' })).toBe('done');
});

test('a changed file does not run', async ({ site, visit }) => {
  const { page } = await visit(site.serve('/plain', plain));
  await page.route('**/chat-room.*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `window.changed = true;${await response.text()}` });
  });
  await addTag(page, site.platform.url, { deploymentId: 'demo' });
  expect(await outcome(page, 'open')).toBe('unreachable');
  expect(await page.evaluate(() => 'changed' in window)).toBe(false);
});

test('a second tag does nothing, and two chats on a page work beside each other; both are told in the console', async ({ site, visit }) => {
  const customer = await visit(site.serve('/twice', tagPage('<script async src="{platform}/segue.js" data-deployment-id="no-video"></script>')));
  const told = hints(customer.page);
  await customer.page.reload();
  await expect(customer.page.locator('segue-chat')).toHaveCount(1);
  await expect.poll(() => told.filter((it) => it.includes('second tag')).length).toBe(1);
  await customer.page.evaluate(() => document.body.append(Object.assign(document.createElement('segue-chat'), { deploymentId: 'no-video', lang: 'en' })));
  await expect.poll(() => told.filter((it) => it.includes('more than one')).length).toBe(1);
  for (const index of [0, 1]) {
    const chat = customer.page.locator('segue-chat').nth(index);
    await chat.evaluate((element) => (element as unknown as Tag).open());
    await chat.getByRole('textbox', { name: 'Message' }).fill(`Chat ${String(index)}`);
    await chat.getByRole('textbox', { name: 'Message' }).press('Enter');
    await expect(chat.getByText(`Chat ${String(index)}`)).toBeVisible();
    await chat.evaluate((element) => (element as unknown as Tag).close());
  }
});

/** Playwright listens for its own clicks, at the window, where the chat does not. */
const playwrights = /^window (__playwright|auxclick|click|contextmenu|dblclick|mouse|pointer|touch)/;

/** What a page is made of, for comparing. */
const inventory = (page: Page): Promise<object> =>
  page.evaluate(() => ({
    globals: Reflect.ownKeys(window).map(String).filter((name) => name !== 'Segue').sort(),
    markup: document.documentElement.outerHTML,
    sheets: document.adoptedStyleSheets.length,
    stored: Object.keys(sessionStorage),
  }));

test('destroy leaves no node, style, global, listener, timer, socket or frame of storage but the contact’s own, and init brings the chat back', async ({ site, visit }) => {
  const { page, ...customer } = await visit('about:blank');
  await installLedger(page);
  await page.goto(site.serve('/plain', plain));
  const before = await inventory(page);
  await addTag(page, site.platform.url, { deploymentId: 'demo' });
  for (const round of [1, 2]) {
    expect(await outcome(page, 'init', { deploymentId: 'demo' })).toBe('done');
    await page.evaluate(() => (window as unknown as { Segue: Tag }).Segue.on('open', () => undefined));
    expect(await page.evaluate(() => Object.keys(localStorage)), 'nothing is stored before the visitor acts').toEqual(round === 1 ? [] : ['segue.demo']);
    await customer.launcher().click();
    await customer.composer().fill(`Round ${String(round)}`);
    await customer.composer().press('Enter');
    await expect(customer.text(/^Sent$|· Sent|· Delivered|· Read/).first()).toBeVisible();
    expect(await outcome(page, 'destroy')).toBe('done');
    await page.evaluate(() => document.querySelector('script')?.remove());
    // A file that was on its way goes with its arrival.
    await expect.poll(() => inventory(page)).toEqual(before);
    await expect.poll(async () => Object.keys((await leftovers(page)).listeners).filter((name) => !playwrights.test(name)), { message: 'listeners' }).toEqual([]);
    await expect.poll(async () => (await leftovers(page)).timers, { message: 'timers' }).toBe(0);
    await expect.poll(() => page.evaluate(() => window.observed.sockets.every(({ readyState }) => readyState === WebSocket.CLOSED)), { message: 'sockets' }).toBe(true);
  }
});

test('init whose chat was taken off meanwhile says so', async ({ site, visit }) => {
  const { page } = await visit(site.serve('/plain', plain));
  await addTag(page, site.platform.url);
  const ends = await page.evaluate(async () => {
    const { Segue } = window as unknown as { Segue: Tag };
    const code = (error: unknown): unknown => Reflect.get(Object(error), 'code');
    return Promise.all([Segue.open().catch(code), Segue.init({ deploymentId: 'demo' }).catch(code), Segue.destroy(), Segue.init({ deploymentId: 'no-video' })]);
  });
  expect(ends).toEqual(['closed', 'closed', undefined, undefined]);
  await expect(page.locator('segue-chat')).toHaveCount(1);
});

test('the visitor comes back to a page by the browser’s button, and the chat is as it was left', async ({ site, visit }) => {
  site.serve('/next', plain);
  const customer = await visit(site.serve('/shop', tagPage('<a href="/next">Next</a>')));
  await chats(customer, 'Before I leave');
  await customer.page.getByRole('link', { name: 'Next' }).click();
  await customer.page.waitForURL('**/next');
  await customer.page.goBack();
  if (await customer.launcher().isVisible()) await customer.launcher().click();
  await expect(customer.text('Before I leave')).toBeVisible();
  await customer.write('And back again');
  await expect(customer.text(/^Sent$|· Sent|· Delivered|· Read/).last()).toBeVisible();
});
