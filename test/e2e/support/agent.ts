/**
 * An agent at the desk: signs in, goes on queue, accepts, writes, joins and ends video, all by real clicks on accessible
 * names. Knows the names of DESIGN.md and the page, nothing of the code.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { expectMedia, expectNoMedia } from './customer.js';
import { contactIds, installObserver } from './observer.js';

export class Agent {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** The same browser's next tab, with nobody signed in. */
  async nextTab(): Promise<Agent> {
    const page = await this.page.context().newPage();
    await installObserver(page);
    return new Agent(page, this.url);
  }

  /** Signs in by the demo's button and goes on queue. */
  async signIn(name: 'Ana' | 'Ben' | 'Chen' | 'Sam', onQueue = true): Promise<void> {
    await this.page.goto(new URL('/desk', this.url).href);
    await this.page.getByRole('button', { name: `Sign in as ${name}` }).click();
    if (onQueue) await this.goOnQueue();
  }

  async goOnQueue(): Promise<void> {
    await this.queueSwitch('Go on queue').click();
    await expect(this.queueSwitch('Go off queue')).toBeVisible();
  }

  queueSwitch = (name: string): Locator => this.page.getByRole('switch', { name }).or(this.button(name));
  button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });
  composer = (): Locator => this.page.getByRole('textbox', { name: 'Message' });
  text = (text: string | RegExp): Locator => this.page.locator('segue-desk').getByText(text);
  remote = (): Locator => this.page.getByLabel('Remote video');
  inbox = (): Locator => this.page.getByRole('navigation', { name: 'Inbox' });
  /** The rows of a part of the inbox, such as "Mine". */
  rows = (part: string): Locator => this.inbox().getByRole('region', { name: part }).getByRole('button');
  /** A contact of the agent's own, by its customer's name. */
  row = (name: string): Locator => this.inbox().getByRole('region', { name: 'Mine' }).getByRole('button', { name });
  /** What rings, by its customer's full name. */
  ring = (name: string): Locator => this.page.getByRole('group', { name: `${name} is ringing` });

  async accept(): Promise<void> {
    await this.button('Accept').click();
    await expect(this.composer()).toBeVisible();
  }

  /** Accepts what rings, and has it in the middle of the desk. */
  async take(name: string): Promise<void> {
    await this.ring(name).getByRole('button', { name: 'Accept' }).click();
    await this.turnTo(name);
  }

  /** Puts a contact into the middle and the cursor into its field. */
  async turnTo(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
    await this.composer().click();
  }

  /** Key by key, wherever the focus is. */
  type = (text: string): Promise<void> => this.page.keyboard.type(text);
  press = (key: string): Promise<void> => this.page.keyboard.press(key);

  /** Joins a ringing video, unless the desk joined by itself; `mayFail`: one that a network without a way for it may end at once. */
  async joinVideo({ mayFail = false } = {}): Promise<void> {
    // "Accept video" in an own contact, "Accept" where the contact comes with the video, neither where the desk joins by itself.
    const accept = this.page.getByRole('button', { name: /^Accept( video)?$/ });
    const joined = mayFail ? this.button('End video').or(this.text(/The video ended:/u)) : this.button('End video');
    await expect(accept.or(joined).first()).toBeVisible({ timeout: 60_000 });
    // The desk may join by itself under the pointer; whether anybody joined is said by the last line, and until then one presses on.
    await expect(async () => {
      if (await accept.isVisible()) await accept.click({ timeout: 3_000 }).catch(() => undefined);
      await expect(joined.first()).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
  }

  async write(text: string): Promise<void> {
    await this.composer().fill(text);
    await this.composer().press('Enter');
    await expect(this.text(text).first()).toBeVisible();
  }

  seesAndHears = (): Promise<void> => expectMedia(this.page);
  hasNoMedia = (): Promise<void> => expectNoMedia(this.page);
  contactIds = (): Promise<string[]> => contactIds(this.page);
}
