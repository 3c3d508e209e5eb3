import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { profile, type Rig, type RigOptions } from './desk-rig.js';
import { key, press, write } from './press.js';
import { repliesPath, savedReplies } from './scenes.js';
import { contactId, talking } from './talking.js';

let rig: Rig | undefined;

const allowed = { scopes: [...profile.scopes, 'reply:view'] };
const start = async (options: RigOptions = {}): Promise<Rig> => (rig = await talking({ profile: allowed, answers: { [repliesPath]: () => savedReplies }, ...options }));
const field = page.getByRole('textbox', { name: 'Message' });
const text = (): string | undefined => rig?.root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value;
const rows = (): number => rig?.root.querySelectorAll('.replies li').length ?? 0;

describe('a saved reply', () => {
  it('is found after a slash, chosen by the keyboard, put into the field and not sent', async () => {
    const { line, root } = await start();
    await write(field, '/');
    await expect.poll(rows).toBe(3);
    await write(field, 'strain');
    await expect.poll(rows).toBe(1);
    expect(root.querySelector('.replies li span')?.textContent).toBe('Jonas, please close both valves before you open the strainer.');
    key({ key: 'Enter' });
    await expect.poll(text).toBe('Jonas, please close both valves before you open the strainer.');
    expect(rows()).toBe(0);
    expect(root.activeElement?.tagName).toBe('TEXTAREA');
    expect(line.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
    key({ key: 'Enter' });
    expect(await line.next('message.send')).toMatchObject({ contactId, text: 'Jonas, please close both valves before you open the strainer.' });
  });

  it('is walked through with the arrows and chosen by a press', async () => {
    const { root } = await start();
    await write(field, '/');
    await expect.poll(rows).toBe(3);
    key({ key: 'ArrowDown' });
    await expect.poll(() => root.querySelector('.replies [aria-selected="true"] b')?.textContent).toBe('Strainer');
    await press(page.getByRole('option', { name: /Greeting/u }));
    await expect.poll(text).toBe('Hello Jonas, this is Ana Ruiz. How can I help?');
  });

  it('marks a gap that nobody could fill, to be typed over', async () => {
    const { root } = await start();
    await write(field, '/visit');
    await expect.poll(rows).toBe(1);
    key({ key: 'Tab' });
    await expect.poll(text).toBe('Your visit is number ${customer.attributes.visit}.');
    const area = root.querySelector<HTMLTextAreaElement>('.composer textarea');
    await expect.poll(() => area?.value.slice(area.selectionStart, area.selectionEnd)).toBe('${customer.attributes.visit}');
  });

  it('leaves a slash that is meant as one: Escape closes the list, and Enter sends', async () => {
    const { line } = await start();
    await write(field, '/');
    await expect.poll(rows).toBe(3);
    key({ key: 'Escape' });
    await expect.poll(rows).toBe(0);
    key({ key: 'Enter' });
    expect(await line.next('message.send')).toMatchObject({ text: '/' });
  });

  it('goes with the message that is sent, and says where there are none at all', async () => {
    const { line, root } = await start({ answers: { [repliesPath]: () => ({ replies: [] }) } });
    await write(field, '/');
    await expect.poll(() => root.querySelector('.replies')?.textContent).toContain('There are no saved replies yet.');
    key({ key: 'Enter' });
    await line.next('message.send');
    await expect.poll(() => root.querySelector('.replies')).toBeNull();
  });

  it('is not offered to who may not read them', async () => {
    const { root, asked } = await start({ profile: {} });
    await write(field, '/');
    expect(root.querySelector('.replies')).toBeNull();
    expect(asked).toEqual([]);
    expect(root.querySelector('.composer textarea')?.getAttribute('placeholder')).toBe('Message Jonas');
  });
});
