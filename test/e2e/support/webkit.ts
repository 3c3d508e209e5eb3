/**
 * WebKit as Debian ships it: MiniBrowser under Xvfb, driven over W3C WebDriver.
 *
 * Knows the protocol as far as one page needs it, and how to reach into shadow trees by accessible name. This build has no
 * RTCPeerConnection: a real browser whose manifest must withdraw video.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { findExecutable } from '../../setup/browsers.js';

const miniBrowser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** Why WebKit can't be had here; undefined if it can. */
export function missingWebKit(): string | undefined {
  if (!findExecutable('WebKitWebDriver')) return 'WebKitWebDriver is not installed (webkit2gtk-driver)';
  if (!existsSync(miniBrowser)) return 'MiniBrowser is not installed (libwebkit2gtk-4.1-0)';
  return findExecutable('Xvfb') ? undefined : 'Xvfb is not installed (xvfb)';
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

/** One page of MiniBrowser. */
export class WebKitPage {
  private constructor(
    private readonly base: string,
    private readonly processes: readonly ChildProcess[],
  ) {}

  static async open(): Promise<WebKitPage> {
    const display = `:${90 + Math.floor(Math.random() * 900)}`;
    const xvfb = spawn('Xvfb', [display, '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    });
    const root = `http://127.0.0.1:${port}`;
    const sessionId = await WebKitPage.session(root);
    return new WebKitPage(`${root}/session/${sessionId}`, [driver, xvfb]);
  }

  /** A session, once the driver listens. */
  private static async session(root: string): Promise<string> {
    const body = JSON.stringify({
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'] },
        },
      },
    });
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await fetch(`${root}/session`, { method: 'POST', body });
        const { value } = (await answer.json()) as { value: { sessionId?: string; message?: string } };
        if (value.sessionId) return value.sessionId;
        throw new Error(value.message ?? 'no session');
      } catch (error) {
        if (attempt >= 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  private async call<T>(path: string, body: unknown): Promise<T> {
    const answer = await fetch(`${this.base}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${path}: ${value.message ?? value.error ?? answer.status}`);
    return value;
  }

  goto = (url: string): Promise<unknown> => this.call('url', { url });

  evaluate = <T>(script: string, ...args: unknown[]): Promise<T> => this.call('execute/sync', { script, args });

  /** The first element in any shadow tree that matches the selector and, where given, has this accessible name. */
  private find(selector: string, name?: string): Promise<Record<string, string> | null> {
    return this.evaluate(
      `const [selector, name] = arguments;
       const walk = (root) => {
         for (const it of root.querySelectorAll(selector)) {
           const label = it.getAttribute('aria-label') ?? it.textContent.trim();
           if (name === null || label === name) return it;
         }
         for (const it of root.querySelectorAll('*')) { if (it.shadowRoot) { const found = walk(it.shadowRoot); if (found) return found; } }
         return null;
       };
       return walk(document);`,
      selector,
      name ?? null,
    );
  }

  async has(selector: string, name?: string): Promise<boolean> {
    return (await this.find(selector, name)) !== null;
  }

  async click(selector: string, name?: string): Promise<void> {
    await this.call(`element/${await this.id(selector, name)}/click`, {});
  }

  async type(text: string, selector: string, name?: string): Promise<void> {
    await this.call(`element/${await this.id(selector, name)}/value`, { text });
  }

  private async id(selector: string, name?: string): Promise<string> {
    const found = await this.find(selector, name);
    const id = found?.[elementKey];
    if (!id) throw new Error(`no ${selector} named ${name ?? 'anything'}`);
    return id;
  }

  /** All text of the page, shadow trees included. */
  text = (): Promise<string> =>
    this.evaluate(
      `const walk = (root) => [...root.querySelectorAll('*')].reduce((all, it) => all + (it.shadowRoot ? walk(it.shadowRoot) : '') , root.textContent ?? '');
       return walk(document.body);`,
    );

  async close(): Promise<void> {
    await fetch(this.base, { method: 'DELETE' }).catch(() => undefined);
    for (const it of this.processes) it.kill('SIGKILL');
  }
}
