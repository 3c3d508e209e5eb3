import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { moment } from './desk-rig.js';
import { add, key, press, write } from './press.js';
import { anaActor, contactFrame, lucia, owned } from './scenes.js';
import { contactId, story, talking } from './talking.js';

const field = page.getByRole('textbox', { name: 'Note for agents' });
const noted = (text: string) => ({ type: 'event', contactId, seq: story.frames.length + 1, prev: story.frames.length, at: moment(), kind: 'contact.note', actor: anaActor, data: { noteId: 'n_1', text } }) as const;

describe('a note for agents', () => {
  it('is written in a field of its own that Alt N goes to; the message that is begun stays a message', async () => {
    const { line, root } = await talking();
    await write(page.getByRole('textbox', { name: 'Message' }), 'One moment');
    key({ key: 'n', code: 'KeyN', altKey: true });
    await expect.poll(() => root.activeElement?.getAttribute('aria-label')).toBe('Note for agents');
    add('Strainer, as in March.');
    key({ key: 'Enter', ctrlKey: true });
    const note = await line.next('contact.note');
    expect(note).toMatchObject({ contactId, text: 'Strainer, as in March.' });
    line.ack(note.id);
    await expect.poll(() => root.querySelector<HTMLTextAreaElement>('.note-form textarea')?.value).toBe('');
    expect(root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value).toBe('One moment');
    expect(line.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
  });

  it('stands in the conversation in its own look and in the pane, as text', async () => {
    const { tell, root } = await talking();
    await tell(noted('<b>Strainer</b>'));
    await expect.poll(() => root.querySelector('.transcript .agent-note')?.textContent).toContain('Note, only for agents. <b>Strainer</b>');
    expect(root.querySelector('.notes-pane .note-text')?.textContent).toBe('<b>Strainer</b>');
    expect(root.querySelectorAll('.transcript .agent-note')).toHaveLength(1);
    // No rule of another part takes it out of its pane.
    const [pane, list] = ['.notes-pane', '.note-list'].map((it) => root.querySelector(it)?.getBoundingClientRect());
    expect(list?.top).toBeGreaterThanOrEqual(pane?.top ?? Number.NaN);
    expect(list?.width).toBeGreaterThan(200);
  });

  it('keeps what is written by contact, and what the platform did not take', async () => {
    const { tell, line, root } = await talking();
    const second = lucia();
    await tell(contactFrame(owned(second.contactId, second.name, 30)), ...second.frames);
    await write(field, 'For Jonas');
    await press(page.getByRole('button', { name: /Lucía/u }));
    await expect.poll(() => root.querySelector<HTMLTextAreaElement>('.note-form textarea')?.value).toBe('');
    await press(page.getByRole('button', { name: /Jonas Weber/u }).first());
    await press(page.getByRole('button', { name: /Add note/u }));
    const note = await line.next('contact.note');
    expect(note).toMatchObject({ contactId, text: 'For Jonas' });
    line.nack(note.id, 'contact-closed');
    await expect.poll(() => root.querySelector('.note-refused')?.textContent).toContain('was not kept');
    expect(root.querySelector<HTMLTextAreaElement>('.note-form textarea')?.value).toBe('For Jonas');
  });

  it('comes over the conversation where there is no room for panes, and goes with Escape', async () => {
    const { root } = await talking({ size: [900, 700] });
    expect(root.querySelector('.notes-pane.asked')).toBeNull();
    key({ key: 'n', code: 'KeyN', altKey: true });
    await expect.poll(() => root.activeElement?.closest('.notes-pane.asked')).toBeTruthy();
    key({ key: 'Escape' });
    await expect.poll(() => root.querySelector('.notes-pane.asked')).toBeNull();
  });
});
