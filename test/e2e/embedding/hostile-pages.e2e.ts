/** Pages that would break a guest: the chat opens, looks as it should, lies on top and writes on each of them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildSync } from 'esbuild';
import type { Customer } from '../support/customer.js';
import { chats, expect, tagPage, test, type SitePage } from '../support/site.js';

interface HostilePage {
  readonly name: string;
  readonly page: SitePage | string;
  readonly init?: () => void;
  /** Where the panel's outer edge is. Default: right. */
  readonly side?: 'left';
  readonly also?: (customer: Customer) => Promise<void>;
}

/** A Lit of the page's own, with its policy `lit-html`. */
const ownLit = (): string =>
  buildSync({
    stdin: {
      contents: `import { LitElement, html } from 'lit';
        customElements.define('shop-head', class extends LitElement { render() { return html\`<h2>Drawn by the page's Lit</h2>\`; } });`,
      resolveDir: createRequire(import.meta.url).resolve('lit').replace(/node_modules.*$/, ''),
    },
    bundle: true, minify: true, write: false, format: 'iife', conditions: ['production'],
  }).outputFiles[0]?.text ?? '';

const integrity = (): { file: string; hash: string } => {
  const table = JSON.parse(readFileSync(new URL('../../../dist/cdn/integrity.json', import.meta.url), 'utf8')) as Record<string, string>;
  const [file = '', hash = ''] = Object.entries(table).find(([name]) => name.startsWith('segue.')) ?? [];
  return { file, hash };
};

const strict = (styles: string): string =>
  [
    "default-src 'none'", "script-src 'nonce-abc123'", `style-src ${styles}`, 'connect-src {platform} {socket}', "img-src 'none'", "base-uri 'none'",
    "require-trusted-types-for 'script'", 'trusted-types segue lit-html', 'media-src blob:',
  ].join('; ');

/** The pinned tag under a policy without unsafe-*, beside a second Lit. */
const strictPage = (styles: string): SitePage => {
  const { file, hash } = integrity();
  return {
    html: `<!doctype html><html lang="en"><title>A strict shop</title><body><shop-head></shop-head>
      <script nonce="abc123">
        window.violations = [];
        addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
      </script>
      <script nonce="abc123">${ownLit()}</script>
      <script nonce="abc123" async src="{platform}/cdn/${file}" integrity="${hash}" crossorigin="anonymous" data-deployment-id="demo" data-platform="{platform}"></script></body></html>`,
    headers: { 'content-security-policy': strict(styles) },
  };
};

const noViolations = async ({ page }: Customer): Promise<void> => {
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  await expect(page.getByText('Drawn by the page')).toBeVisible();
};

const pages: readonly HostilePage[] = [
  {
    name: 'resets everything, importantly',
    page: tagPage('', '<style>*, *::before, *::after { all: unset !important } * { letter-spacing: 6px !important; text-transform: uppercase !important; line-height: 3 !important; font: 40px cursive !important }</style>'),
  },
  {
    name: 'styles every child of its body',
    page: tagPage('', '<style>body > * { position: relative !important; width: 100% !important; height: 400px !important; margin: 40px !important; float: left; z-index: 1 !important; display: block !important; inset: auto !important; transform: translate(-200px) !important } button, textarea, p { border: 9px solid red !important; display: none !important }</style>'),
  },
  {
    name: 'wars over z-index',
    page: tagPage('<div style="position:fixed;inset:0;z-index:2147482999;background:#e7ecf7cc"></div>'),
  },
  {
    name: 'has the token --segue-z-index for a chat below its dialog',
    page: tagPage('<style>segue-chat { --segue-z-index: 5 }</style><div style="position:fixed;left:0;top:0;width:50%;height:50%;z-index:6;background:#e7ecf7"></div>'),
    also: async ({ page }) => expect(await page.evaluate(() => getComputedStyle(document.querySelector('segue-chat') ?? document.body).zIndex)).toBe('5'),
  },
  {
    name: 'froze the prototypes',
    page: tagPage(),
    init: () => {
      for (const it of [Object, Array, Function, String, Number, RegExp, Map, Set, Promise, Error, EventTarget, Node, Element, HTMLElement]) Object.freeze(it.prototype);
      for (const it of [Object, Array, Promise, JSON, Math, Reflect]) Object.freeze(it);
    },
  },
  {
    name: 'polluted the prototypes',
    page: tagPage(),
    init: () => {
      Reflect.set(Object.prototype, 'extend', () => undefined);
      Reflect.set(Object.prototype, 'polluted', 'yes');
      Reflect.set(Array.prototype, 'remove', () => undefined);
      Reflect.set(Array.prototype, 'contains', () => undefined);
      Reflect.set(String.prototype, 'startsWithIgnoreCase', () => undefined);
      Reflect.set(Function.prototype, 'bindLater', () => undefined);
    },
  },
  {
    name: 'patched its globals and took the console away',
    page: tagPage(),
    init: () => {
      // As zones do it: a class of their own that knows the statics of 2015.
      class PatchedPromise<T> {
        readonly promise: Promise<T>;
        constructor(run: ConstructorParameters<typeof Promise<T>>[0]) {
          this.promise = new Native(run);
        }
        static resolve = (value: unknown): unknown => new PatchedPromise((resolve) => resolve(value));
        static reject = (reason: unknown): unknown => new PatchedPromise((_, reject) => reject(reason));
        static all = (items: Iterable<unknown>): unknown => PatchedPromise.resolve(Native.all(items));
        static race = (items: Iterable<unknown>): unknown => PatchedPromise.resolve(Native.race(items));
        then(...args: Parameters<Promise<T>['then']>): unknown {
          return PatchedPromise.resolve(this.promise.then(...args));
        }
        catch(failed: () => unknown): unknown {
          return PatchedPromise.resolve(this.promise.catch(failed));
        }
        finally(last: () => void): unknown {
          return PatchedPromise.resolve(this.promise.finally(last));
        }
      }
      const Native = Promise;
      Reflect.set(window, 'Promise', PatchedPromise);
      const { setTimeout: later } = window;
      Reflect.set(window, 'setTimeout', (...args: Parameters<typeof later>) => later(...args));
      Reflect.deleteProperty(window, 'console');
      Reflect.set(window, 'name', '<img src=x>');
    },
  },
  { name: 'sets 62.5 % and huge text', page: tagPage('', '<style>html { font-size: 62.5% } body { font: 3rem/2 Georgia, serif; letter-spacing: .3em; text-align: center; color: #a00; cursor: none; white-space: pre; word-spacing: 2em; text-shadow: 2px 2px red }</style>') },
  { name: 'is written from right to left', page: tagPage().replace('<html lang="en">', '<html dir="rtl">'), side: 'left' },
  { name: 'names its own elements after ours', page: tagPage('<form id="Segue"></form><form name="litNonce"></form><img name="trustedTypes" alt=""><div id="root" class="launcher panel root"></div>').replace('<script async', '<script') },
  {
    name: 'blocks storage',
    page: tagPage(),
    init: () => {
      for (const kind of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, kind, { get: () => { throw new DOMException('The operation is insecure.', 'SecurityError'); } });
      }
    },
  },
  {
    name: 'has no room in storage',
    page: tagPage(),
    init: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    },
  },
  { name: 'allows no inline style, no eval and one Trusted Types policy each', page: strictPage("'nonce-abc123'"), also: noViolations },
  {
    name: 'does so in a browser without constructed stylesheets',
    page: strictPage("'nonce-abc123'"),
    init: () => void Reflect.deleteProperty(CSSStyleSheet.prototype, 'replace'),
    also: noViolations,
  },
];

/** The panel lies where the look has it, is on top and has the look's text. */
async function looksRight({ page }: Customer, side: 'left' | 'right'): Promise<void> {
  const panel = page.locator('segue-chat .panel');
  await expect.poll(async () => {
    const box = await panel.boundingBox();
    return box && { edge: Math.round(side === 'right' ? 1280 - box.x - box.width : box.x), bottom: Math.round(800 - box.y - box.height), width: Math.round(box.width) };
  }, { message: 'the panel’s place' }).toEqual({ edge: 24, bottom: 24, width: 384 });
  const seen = await panel.evaluate((it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    const text = it.querySelector('.transcript') ?? it;
    const { fontSize, letterSpacing, textTransform, wordSpacing, whiteSpace, textShadow } = getComputedStyle(text);
    const covered = [0.1, 0.5, 0.9].filter((part) => document.elementFromPoint(left + width * part, top + height * part)?.localName !== 'segue-chat');
    return { covered, fontSize, letterSpacing, textTransform, wordSpacing, whiteSpace, textShadow };
  });
  expect(seen).toEqual({ covered: [], fontSize: '15px', letterSpacing: 'normal', textTransform: 'none', wordSpacing: '0px', whiteSpace: 'normal', textShadow: 'none' });
}

for (const [index, { name, page, init, side = 'right', also }] of pages.entries()) {
  test(`the chat works on a page that ${name}`, async ({ site, visit }, { outputDir }) => {
    const customer = await visit(site.serve(`/hostile-${String(index)}`, page), init ? { init } : {});
    await chats(customer);
    await looksRight(customer, side);
    await also?.(customer);
    await customer.page.screenshot({ path: `${outputDir}/../hostile-${String(index)}.png` });
    await customer.button('Close chat').click();
    await expect(customer.launcher()).toBeVisible();
  });
}

test('a sandboxed frame without an origin chats, where the deployment lets it in', async ({ site, visit }) => {
  site.serve('/framed', tagPage());
  const customer = await visit(site.serve('/sandbox', '<!doctype html><title>Outside</title><iframe sandbox="allow-scripts" src="/framed" style="width:600px;height:700px"></iframe>'));
  const frame = customer.page.frameLocator('iframe');
  await frame.getByRole('button', { name: /^Open chat/ }).click();
  await frame.getByRole('textbox', { name: 'Message' }).fill('From the sandbox');
  await frame.getByRole('textbox', { name: 'Message' }).press('Enter');
  await expect(frame.getByText(/^Sent$|· Sent|· Delivered|· Read/).first()).toBeVisible();
});
