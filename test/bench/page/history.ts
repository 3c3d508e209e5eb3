/**
 * A conversation of thousands of messages: written by both sides without a page, opened by its customer, and scrolled back to
 * its first line.
 *
 * Knows how the conversation comes about and how a reader flings through it: so many pixels in every frame, and no less
 * where a frame is late. Knows the transcript's own names.
 */
import { expect, type Browser, type Page } from '@playwright/test';
import { agentTokens, connect, customerTokens, type KeyValueStorage, type Session } from '../../../src/session/index.js';
import { videoManifest } from '../../../src/testing/index.js';
import type { RunningPlatform } from '../../setup/platform.js';
import { dialFrom } from '../../unit/session/dial-from.js';
import type { Host } from './host.js';
import { felt, forget, sense, type Felt } from './senses.js';

export interface Opened extends Felt {
  /** Milliseconds from the press on the launcher to the newest line. */
  readonly newest: number;
  /** Bubbles in the page then. */
  readonly bubbles: number;
}

export interface Scrolled extends Felt {
  /** Milliseconds between each two frames on the way back. */
  readonly frames: readonly number[];
  /** The most bubbles that were in the page at once. */
  readonly most: number;
  readonly seconds: number;
}

const patience = 180_000;
const deploymentId = 'demo';
/** Messages of one side in a row. */
const inTurn = 3;
const textOf = (n: number): string => `Line ${String(n)} ${'and so on '.repeat(n % 9)}`.trim();

/** A returning customer's page with `count` messages behind it: three of theirs, three of the agent's, and so on, as fast as they are taken. */
export async function converse(browser: Browser, host: Host, platform: RunningPlatform, count: number): Promise<Page> {
  const [kept, renewal] = keeper();
  const send: typeof fetch = (url, init) => fetch(url, { ...init, headers: { 'content-type': 'application/json', origin: host.origin } });
  const customer = connect({
    platform: platform.url, dial: dialFrom(host.origin), manifest: () => videoManifest, storage: undefined,
    tokens: customerTokens({ platform: platform.url, deploymentId, storage: kept, fetch: send }),
  });
  customer.open();
  const desk = await deskOf(platform);
  try {
    await expect.poll(() => customer.contact?.contactId, { timeout: patience }).toBeDefined();
    const contactId = customer.contact?.contactId ?? '';
    await write(customer, contactId, [textOf(0)]);
    await expect.poll(() => desk.reservations.length, { message: 'the customer rings', timeout: patience }).toBeGreaterThan(0);
    await desk.submit({ type: 'reservation.answer', reservationId: desk.reservations[0]?.reservationId ?? '', accepted: true });
    await expect.poll(() => desk.contacts.get(contactId)?.snapshot.relation, { timeout: patience }).toBe('owner');
    for (let n = 1; n < count; n += inTurn) {
      const texts = Array.from({ length: Math.min(inTurn, count - n) }, (_, at) => textOf(n + at));
      await write(Math.floor(n / inTurn) % 2 === 0 ? desk : customer, contactId, texts);
    }
  } finally {
    desk.close();
    customer.close();
  }
  return returning(browser, host, renewal());
}

/** Resolves when the platform has them all. */
async function write(session: Session, contactId: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) session.send(contactId, text);
  const pending = (): number => session.contacts.get(contactId)?.pending.length ?? session.contact?.pending.length ?? 0;
  if (pending() === 0) return;
  await new Promise<void>((done) => {
    const remove = session.on('contact', () => {
      if (pending() > 0) return;
      remove();
      done();
    });
  });
}

/** Storage of a page that is none, and what it keeps. */
function keeper(): [KeyValueStorage, () => Record<string, string>] {
  const items = new Map<string, string>();
  return [
    { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value), removeItem: (key) => void items.delete(key) },
    () => Object.fromEntries(items),
  ];
}

async function returning(browser: Browser, host: Host, renewal: Record<string, string>): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(patience);
  await sense(page);
  await page.addInitScript((items) => {
    for (const [key, value] of Object.entries(items)) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }, renewal);
  await page.goto(host.pages.with);
  return page;
}

async function deskOf({ url }: RunningPlatform): Promise<Session> {
  const accessToken = async (): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'password', username: 'ana@halden.example', password: 'demo-ana' });
    const answer: unknown = await (await fetch(`${url}/oauth/token`, { method: 'POST', body })).json();
    if (typeof answer === 'object' && answer !== null && 'access_token' in answer && typeof answer.access_token === 'string') return answer.access_token;
    throw new Error('Ana could not sign in.');
  };
  const desk = connect({ platform: url, tokens: agentTokens({ accessToken }), dial: dialFrom(url), manifest: () => videoManifest, storage: undefined });
  desk.open();
  await expect.poll(() => desk.state.kind, { timeout: patience }).toBe('connected');
  await desk.submit({ type: 'presence.set', state: 'available', onQueue: true });
  return desk;
}

const bubblesOf = (page: Page): Promise<number> => page.evaluate(() => document.querySelector('segue-chat')?.shadowRoot?.querySelectorAll('.bubble').length ?? 0);

/** From the press to the newest line, as a returning visitor has it. */
export async function open(page: Page, count: number): Promise<Opened> {
  const launcher = page.getByRole('button', { name: /^Open chat/ });
  await launcher.waitFor();
  // What came while the page was loading is no part of it.
  await page.waitForLoadState('networkidle');
  await forget(page);
  const shown = page.evaluate(
    (text) =>
      new Promise<number>((drawn) => {
        let pressed = 0;
        document.addEventListener('click', () => (pressed = performance.now()), { capture: true, once: true });
        const look = (): void => {
          const last = [...(document.querySelector('segue-chat')?.shadowRoot?.querySelectorAll('.bubble') ?? [])].pop();
          if (pressed > 0 && last?.textContent.trim() === text && last.getBoundingClientRect().height > 0) drawn(performance.now() - pressed);
          else requestAnimationFrame(look);
        };
        look();
      }),
    textOf(count - 1),
  );
  await launcher.click();
  const newest = await shown;
  return { newest, bubbles: await bubblesOf(page), ...(await felt(page)) };
}

/** Back to the first line. */
export async function scrollBack(page: Page, pixelsPerFrame: number): Promise<Scrolled> {
  await forget(page);
  const began = Date.now();
  const { frames, most } = await page.evaluate(
    ([step, text]) =>
      new Promise<{ frames: number[]; most: number }>((over) => {
        const root = document.querySelector('segue-chat')?.shadowRoot;
        const log = root?.querySelector('.transcript');
        const frames: number[] = [];
        let [before, most] = [performance.now(), 0];
        const turn = (now: number): void => {
          frames.push(now - before);
          before = now;
          const bubbles = root?.querySelectorAll('.bubble') ?? [];
          most = Math.max(most, bubbles.length);
          if (bubbles[0]?.textContent.trim() === text) {
            over({ frames, most });
            return;
          }
          if (log) log.scrollTop = Math.max(0, log.scrollTop - step);
          requestAnimationFrame(turn);
        };
        requestAnimationFrame(turn);
      }),
    [pixelsPerFrame, textOf(0)] as const,
  );
  return { frames, most, seconds: (Date.now() - began) / 1_000, ...(await felt(page)) };
}
