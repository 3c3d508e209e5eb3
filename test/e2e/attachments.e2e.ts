/** Files between two real people: chosen and pasted, seen and downloaded, over the platform's disk and its signed links. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';

const picture = new URL('../../demo/picture.png', import.meta.url);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const hostile = 'a<img src=x onerror="window.pwned=1">.png';

/** Bytes have come and are a picture. */
const isLoaded = async (image: Locator): Promise<void> => expect.poll(() => image.evaluate((it) => (it instanceof HTMLImageElement ? it.naturalWidth : 0))).toBeGreaterThan(0);
const pwned = (page: Page): Promise<unknown> => page.evaluate(() => (window as unknown as { pwned?: number }).pwned);

/** Puts a picture on the clipboard, as copying one does. */
async function copyPicture(page: Page, content: Buffer): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async (base64) => {
    const blob = new Blob([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  }, content.toString('base64'));
}

test('a customer sends pictures, and an agent answers with a document that the customer keeps', async ({ newCustomer, newAgent, platform, customerBrowser }) => {
  const content = await readFile(picture);
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  await customer.open();
  await customer.write('It drips');
  await ana.accept();

  // Chosen, with a word.
  await customer.page.getByLabel('Attach file').setInputFiles({ name: hostile, mimeType: 'image/png', buffer: content });
  await expect(customer.text('PNG ·')).toBeVisible();
  await customer.composer().fill('Like this');
  await customer.composer().press('Enter');
  const pictures = (page: Page): Locator => page.locator('button.picture img');
  await isLoaded(pictures(customer.page));
  await isLoaded(pictures(ana.page));
  await expect(ana.text('Like this').first()).toBeVisible();

  // A driven Firefox takes no pictures on its clipboard, and tells of no download from memory.
  const driven = customerBrowser === 'chromium';

  // Pasted, without one.
  if (driven) {
    await copyPicture(customer.page, content);
    await customer.composer().press('Control+V');
    await expect(customer.text('image.png')).toBeVisible();
    await customer.button('Send').click();
    await expect(pictures(ana.page)).toHaveCount(2);
    await isLoaded(pictures(ana.page).nth(1));
  }

  // Opened large at the desk.
  await ana.page.getByRole('button', { name: /Open picture/ }).first().click();
  const large = ana.page.getByRole('dialog', { name: /^Picture from/ });
  await isLoaded(large.locator('img'));
  await ana.page.keyboard.press('Escape');
  await expect(large).toBeHidden();

  // The way back.
  await ana.page.getByLabel('Attach file').setInputFiles({ name: 'Schritt für Schritt.pdf', mimeType: 'application/pdf', buffer: pdf });
  await expect(ana.text('PDF · 1 KB')).toBeVisible();
  await ana.button('Send').click();
  const row = customer.page.getByRole('button', { name: 'Schritt für Schritt.pdf, PDF · 1 KB, download' });
  const coming = customer.page.waitForResponse(/\/attachments\/.*as=file/);
  const saving = driven ? customer.page.waitForEvent('download') : undefined;
  await row.click();
  expect((await coming).status()).toBe(200);
  if (saving !== undefined) {
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('Schritt für Schritt.pdf');
    expect(await readFile(await saved.path())).toEqual(pdf);
  }
  await expect(row).toBeVisible();
  expect(customer.page.url()).toBe(`${platform.url}/`);

  for (const { page } of [customer, ana]) expect(await pwned(page)).toBeUndefined();
  const [contactId = ''] = await customer.contactIds();
  const events = await (await RecordReader.open(platform.url)).timeline(contactId);
  const sent = events.filter((event) => event.kind === 'message' && event.data['attachments'] !== undefined).map((event) => event.data['attachments']);
  expect(sent).toMatchObject([[{ type: 'image/png' }], ...(driven ? [[{ name: 'image.png', type: 'image/png' }]] : []), [{ name: 'Schritt für Schritt.pdf', type: 'application/pdf', size: pdf.length }]]);
});

test('what is not taken says so in a plain sentence, and holds nothing back', async ({ newCustomer }) => {
  const customer = await newCustomer();
  const parts: string[] = [];
  customer.page.on('request', (request) => {
    if (request.url().includes('/files-part.')) parts.push(request.url());
  });
  await customer.open();
  await customer.write('Words alone');
  expect(parts).toEqual([]);
  await customer.page.getByLabel('Attach file').setInputFiles([
    { name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10_485_761, 1) },
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><script>alert(1)</script>') },
    { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  // Beside the sentences that are only spoken.
  const chips = customer.page.locator('.file-chip .file-under');
  await expect(chips).toHaveText(['This file is too large. Up to 10 MB works.', 'This kind of file can’t be sent here.', 'This file is empty.']);
  expect(parts).toHaveLength(1);
  await customer.write('Never mind');
  await expect(chips).toHaveCount(0);
});

test('a file goes on by itself once the network is back', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  await customer.open();
  await customer.write('Hello');
  await ana.accept();
  await customer.page.route('**/attachments', (route) => route.abort('internetdisconnected'));
  await customer.page.getByLabel('Attach file').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') });
  await expect(customer.text('No connection. Goes on by itself.')).toBeVisible();
  await customer.composer().fill('My notes');
  await customer.composer().press('Enter');
  await expect(customer.page.locator('.files-note')).toHaveText('Your message goes out as soon as its files are there.');
  await customer.page.unroute('**/attachments');
  await customer.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(ana.page.getByRole('button', { name: 'notes.txt, TXT · 1 KB, download' })).toBeVisible();
  await expect(ana.text('My notes').first()).toBeVisible();
});
