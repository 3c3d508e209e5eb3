/**
 * A customer at their browser: opens the chat, writes, starts, accepts and ends video, all by real clicks on accessible
 * names. Knows the names of DESIGN.md and the page, nothing of the code.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { captures, contactIds, mediaTotals } from './observer.js';

export class Customer {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens the page and the chat. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(new URL(path, this.url).href);
    await this.launcher().click();
    await expect(this.composer()).toBeVisible();
  }

  launcher = (): Locator => this.page.getByRole('button', { name: /^Open chat/ });
  composer = (): Locator => this.page.getByRole('textbox', { name: 'Message' });
  button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });
  text = (text: string | RegExp): Locator => this.page.locator('segue-chat').getByText(text);
  remote = (): Locator => this.page.getByLabel('Remote video');
  selfView = (): Locator => this.page.getByLabel('Self view');

  async write(text: string): Promise<void> {
    await this.composer().fill(text);
    await this.composer().press('Enter');
    await expect(this.text(text)).toBeVisible();
  }

  /** The page says who this is, as a shop does that knows its customer. */
  async identify(known: { readonly name?: string; readonly attributes?: Readonly<Record<string, string>> }): Promise<void> {
    await this.page.evaluate(async (it) => {
      const page = window as unknown as { readonly Segue: { identify(known: unknown): Promise<void> } };
      await page.Segue.identify(it);
    }, known);
  }

  /** Ends the chat by its menu, which asks once more. */
  async endChat(): Promise<void> {
    await this.button('More options').click();
    await this.page.getByRole('menuitem', { name: 'End chat' }).click();
    await this.page.getByRole('menuitem', { name: 'Back' }).waitFor();
    await this.page.getByRole('menuitem', { name: 'End chat' }).click();
  }

  async startVideo(): Promise<void> {
    await this.button('Start video').click();
  }

  /** Waits until frames are decoded and audio arrives. */
  async seesAndHears(): Promise<void> {
    await expectMedia(this.page);
  }

  async hasNoMedia(): Promise<void> {
    await expectNoMedia(this.page);
  }

  contactIds = (): Promise<string[]> => contactIds(this.page);
  captures = (): Promise<{ inClick: boolean; constraints: string }[]> => captures(this.page);
}

/** Frames keep being decoded and audio keeps arriving. */
export async function expectMedia(page: Page): Promise<void> {
  await expect.poll(async () => (await mediaTotals(page)).framesDecoded, { message: 'frames decoded', timeout: 60_000 }).toBeGreaterThan(0);
  const first = await mediaTotals(page);
  await expect
    .poll(async () => {
      const now = await mediaTotals(page);
      return now.framesDecoded > first.framesDecoded && now.audioPackets > first.audioPackets;
    }, { message: 'more frames and more audio', timeout: 60_000 })
    .toBe(true);
}

/** No live track and no open peer connection. */
export async function expectNoMedia(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const { open, liveTracks } = await mediaTotals(page);
      return { open, liveTracks };
    }, { message: 'no live track, no open peer connection', timeout: 60_000 })
    .toEqual({ open: 0, liveTracks: 0 });
}
