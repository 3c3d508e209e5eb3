/**
 * A page that is looked at without being touched: whatever a driver evaluates in Chromium counts as a gesture and unlocks
 * its sound. So this reports through the console, and what is to be pressed is pressed at the place that it reports.
 *
 * The camera is drawn: a page that captures from a device may play sound without a gesture. Runs as an init script; knows
 * accessible names, nothing of the code.
 */
import type { Page } from '@playwright/test';
import { expect } from './fixtures.js';

interface Report {
  /** When the document began that reports. */
  readonly of: number;
  /** How the browser answered a page that wanted to be heard before anybody pressed anything. */
  readonly refusal?: string;
  /** The page has asked for a camera or a microphone. */
  readonly asked?: true;
  /** A button has come up and stays where it is. */
  readonly button?: { readonly name: string; readonly x: number; readonly y: number };
  /** The other side's picture goes on, with its sound or without. */
  readonly plays?: 'with sound' | 'muted';
}

const prefix = 'segue-unseen ';

/** The init script; must stand alone. `pressed`: beginnings of names of buttons that the page, once reloaded, presses by itself, as no person does. */
function unseen({ mark, pressed }: { mark: string; pressed: readonly string[] }): void {
  const report = (it: Omit<Report, 'of'>): void => console.debug(mark + JSON.stringify({ of: performance.timeOrigin, ...it }));
  const drawn = (): MediaStream => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [320, 240];
    const pen = canvas.getContext('2d');
    setInterval(() => {
      if (pen) pen.fillStyle = `hsl(${String(Date.now() % 360)} 80% 50%)`;
      pen?.fillRect(0, 0, 320, 240);
    }, 50);
    const sound = new AudioContext();
    const out = sound.createMediaStreamDestination();
    const tone = sound.createOscillator();
    tone.connect(out);
    tone.start();
    return new MediaStream([...canvas.captureStream(10).getTracks(), ...out.stream.getTracks()]);
  };
  navigator.mediaDevices.getUserMedia = () => {
    report({ asked: true });
    return Promise.resolve(drawn());
  };

  document.addEventListener('DOMContentLoaded', () => {
    const video = document.createElement('video');
    video.srcObject = drawn();
    video.play().then(() => report({ refusal: 'none' }), (error: unknown) => report({ refusal: error instanceof DOMException ? error.name : String(error) }));
  });

  const all = (root: ParentNode, found: Element[] = []): Element[] => {
    for (const it of root.querySelectorAll('*')) {
      found.push(it);
      if (it.shadowRoot) all(it.shadowRoot, found);
    }
    return found;
  };
  const reloaded = performance.getEntriesByType('navigation').some((it) => it instanceof PerformanceNavigationTiming && it.type === 'reload');
  const pressesItself = (name: string): boolean => reloaded && pressed.some((beginning) => name.startsWith(beginning));
  const seen = new Map<string, string>();
  let last = { time: 0, muted: false };
  setInterval(() => {
    const elements = all(document);
    for (const button of elements.filter((it) => it.matches('button'))) {
      const name = button.getAttribute('aria-label') ?? button.textContent.replace(/\s+/g, ' ').trim();
      const { x, y, width, height } = button.getBoundingClientRect();
      const place = width === 0 ? '' : `${String(Math.round(x + width / 2))} ${String(Math.round(y + height / 2))}`;
      if (place !== '' && seen.get(name) === place) report({ button: { name, x: x + width / 2, y: y + height / 2 } });
      if (place !== '' && seen.get(name) === place && pressesItself(name) && button instanceof HTMLElement) button.click();
      seen.set(name, place);
    }
    const picture = elements.find((it): it is HTMLVideoElement => it.matches('video[aria-label="Remote video"]'));
    if (!picture) return;
    if (!picture.paused && picture.currentTime > last.time && picture.muted === last.muted) report({ plays: picture.muted ? 'muted' : 'with sound' });
    last = { time: picture.currentTime, muted: picture.muted };
  }, 200);
}

export class UnseenPage {
  private readonly reports: Report[] = [];
  private past = 0;

  private constructor(private readonly page: Page) {
    page.on('console', (message) => {
      if (message.text().startsWith(prefix)) this.reports.push(JSON.parse(message.text().slice(prefix.length)) as Report);
    });
  }

  /** Of the documents that this page will load. `pressed`: buttons that it presses by itself after a reload. */
  static async of(page: Page, pressed: readonly string[] = []): Promise<UnseenPage> {
    const it = new UnseenPage(page);
    await page.addInitScript(unseen, { mark: prefix, pressed });
    return it;
  }

  /** Loads it anew: what counts from now on is what the next document reports. */
  async reload(): Promise<void> {
    this.past = Math.max(0, ...this.reports.map(({ of }) => of));
    await this.page.reload();
  }

  /** A person's click on the button of this name, wherever it is. */
  async press(name: RegExp): Promise<void> {
    const found = (): Report['button'] => this.now.findLast(({ button }) => button && name.test(button.name))?.button;
    await expect.poll(found, { message: `a button ${String(name)}` }).toBeDefined();
    const { x, y } = found() ?? { x: 0, y: 0 };
    await this.page.mouse.click(x, y);
  }

  /** Whether it asked for a device. */
  get hasAsked(): boolean {
    return this.now.some(({ asked }) => asked);
  }

  /** The page is not heard unless somebody touches it. */
  async isRefusedSound(): Promise<void> {
    await expect.poll(() => this.now.find(({ refusal }) => refusal)?.refusal, { message: 'the browser’s answer to sound before a gesture' }).toBe('NotAllowedError');
  }

  /** From now on the other side's picture goes on like this. */
  async plays(how: NonNullable<Report['plays']>): Promise<void> {
    await expect.poll(() => this.now.findLast(({ plays }) => plays)?.plays, { message: 'the other side’s picture goes on' }).toBe(how);
  }

  private get now(): readonly Report[] {
    return this.reports.filter(({ of }) => of > this.past);
  }
}
