import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { memoryPlatform } from '../../../src/testing/index.js';
import './app.js';

test('a customer upgrades to video', async () => {
  const platform = memoryPlatform();
  document.querySelector('segue-chat')!.backend = platform.backend;
  await page.getByRole('button', { name: 'Open chat' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('It rattles.');
  await page.getByRole('button', { name: 'Send' }).click();
  await platform.agent.says('May I have a look?');
  await page.getByRole('button', { name: 'Start video' }).click();
  await platform.agent.acceptsVideo();
  await expect.element(page.getByRole('button', { name: 'End video' })).toBeVisible();
});
