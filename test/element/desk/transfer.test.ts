import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { moment, type Rig, type RigOptions } from './desk-rig.js';
import { key, press, write } from './press.js';
import { anaActor, colleagues, targetsPath } from './scenes.js';
import { contactId, story, talking } from './talking.js';

let rig: Rig | undefined;

const start = async (options: RigOptions = {}): Promise<Rig> => (rig = await talking({ answers: { [targetsPath]: () => colleagues() }, ...options }));
const open = async (options?: RigOptions): Promise<Rig> => {
  const it = await start(options);
  await press(page.getByRole('button', { name: 'Transfer', exact: true }));
  await expect.poll(() => it.root.querySelectorAll('.transfer-rows li').length).toBe(4);
  return it;
};
const option = (name: string) => page.getByRole('option', { name });
const event = (seq: number, kind: string, data: unknown) => ({ type: 'event', contactId, seq, prev: seq - 1, at: moment(), kind, actor: anaActor, data }) as const;
const next = story.frames.length + 1;

describe('handing a contact over', () => {
  it('opens with Alt T, takes the focus to the search and gives it back', async () => {
    const { root } = await start();
    await write(page.getByRole('textbox', { name: 'Message' }), 'One moment');
    key({ key: 't', code: 'KeyT', altKey: true });
    await expect.poll(() => root.activeElement?.getAttribute('role')).toBe('combobox');
    key({ key: 'Escape' });
    await expect.poll(() => root.activeElement?.tagName).toBe('TEXTAREA');
    expect(root.querySelector('.transfer')).toBeNull();
  });

  it('shows who can take it, finds by skill, and lets only those be chosen who can', async () => {
    const { root } = await open();
    await press(option('Noor De Wit'));
    expect(root.querySelector('.transfer-rows [aria-selected="true"]')).toBeNull();
    await write(page.getByRole('combobox', { name: 'Find by name or skill' }), 'hydraul');
    await expect.poll(() => root.querySelectorAll('.transfer-rows li').length).toBe(3);
    expect(root.querySelector('.search-field span')?.textContent).toBe('3 of 4 agents');
    key({ key: 'ArrowDown' });
    await expect.poll(() => root.querySelector('.transfer-rows [aria-selected="true"]')?.textContent).toContain('Ben Okafor');
    expect(root.querySelector('[role="combobox"]')?.getAttribute('aria-activedescendant')).toBe('transfer-agent-ben');
  });

  it('writes the note first, then hands over, and closes once the platform has it', async () => {
    const { line, root } = await open();
    await press(option('Ben Okafor'));
    await write(page.getByRole('textbox', { name: /For Ben/u }), 'Strainer cleaned, it hums.');
    key({ key: 'Enter', ctrlKey: true });
    const note = await line.next('contact.note');
    expect(note).toMatchObject({ contactId, text: 'Strainer cleaned, it hums.' });
    line.ack(note.id);
    const transfer = await line.next('contact.transfer');
    expect(transfer).toMatchObject({ contactId, to: { kind: 'agent', agentId: 'agent-ben' } });
    expect(root.querySelector('.transfer')).not.toBeNull();
    line.ack(transfer.id);
    await expect.poll(() => root.querySelector('.transfer')).toBeNull();
  });

  it('says so where somebody can take it no longer, asks who is there, and writes the note once', async () => {
    const { line, root } = await open();
    const asked = (): number => rig?.asked.length ?? 0;
    await press(option('Ben Okafor'));
    await write(page.getByRole('textbox', { name: /For Ben/u }), 'It hums.');
    await press(page.getByRole('button', { name: /Hand over now/u }));
    line.ack((await line.next('contact.note')).id);
    const before = asked();
    line.nack((await line.next('contact.transfer')).id, 'not-found');
    await expect.poll(() => root.querySelector('.dialog-foot [role="alert"]')?.textContent).toContain('Ben Okafor can’t take it any more');
    await expect.poll(asked).toBeGreaterThan(before);
    await press(option('Tariq Haddad'));
    await press(page.getByRole('button', { name: /Hand over now/u }));
    expect(await line.next('contact.transfer')).toMatchObject({ to: { agentId: 'agent-tariq' } });
    expect(line.frames.filter(({ type }) => type === 'contact.note')).toHaveLength(1);
  });

  it('goes to a queue as well', async () => {
    const { line } = await open();
    await press(page.getByRole('radio', { name: 'Queue' }));
    await press(option('Second line'));
    await press(page.getByRole('button', { name: /Hand over now/u }));
    expect(await line.next('contact.transfer')).toMatchObject({ to: { kind: 'queue', queueId: 'second' } });
  });

  it('looks again who is there while it is open, and no more once it is closed', async () => {
    const { clock, settle, root } = await open();
    const asked = (): number => rig?.asked.length ?? 0;
    const before = asked();
    clock.advance(5_000);
    await expect.poll(asked).toBe(before + 1);
    key({ key: 'Escape' });
    await expect.poll(() => root.querySelector('.transfer')).toBeNull();
    clock.advance(60_000);
    await settle();
    expect(asked()).toBe(before + 1);
  });

  it('tries again where who is there could not be found out', async () => {
    let fails = true;
    const { root } = await start({ answers: { [targetsPath]: () => (fails ? {} : colleagues()) } });
    await press(page.getByRole('button', { name: 'Transfer', exact: true }));
    await expect.poll(() => root.querySelector('.transfer-empty')?.textContent).toContain('could not be found out');
    fails = false;
    await press(page.getByRole('button', { name: 'Try again' }));
    await expect.poll(() => root.querySelectorAll('.transfer-rows li').length).toBe(4);
  });
});

describe('a contact that is being handed over', () => {
  const asked = event(next, 'transfer.asked', { medium: 'webChat', to: { kind: 'agent', agent: { agentId: 'agent-ben', name: 'Ben Okafor' } } });
  const rings = event(next + 1, 'reservation.made', { reservationId: 'r_1', agentId: 'agent-ben', medium: 'webChat', expiresAt: moment(20_000) });

  it('says at whom it rings and for how long, and is taken back', async () => {
    const { tell, line, root } = await start();
    await tell(asked, rings);
    await expect.poll(() => root.querySelector('.transfer-bar-notice')?.textContent.replace(/\s+/g, ' ')).toContain('Ringing at Ben Okafor. Jonas stays with you until then. 20 s');
    await press(page.getByRole('button', { name: 'Take it back' }));
    expect(await line.next('contact.transfer')).toMatchObject({ contactId, to: { kind: 'nobody' } });
  });

  it.each([['declined', 'Ben Okafor declined. Jonas stays with you.'], ['timeout', 'Ben Okafor did not answer. Jonas stays with you.']])('stays with its agent after “%s”, and can go to somebody else', async (outcome, words) => {
    const { tell, root } = await start();
    await tell(asked, rings, event(next + 2, 'transfer.ended', { outcome }));
    await expect.poll(() => root.querySelector('.notice.warn')?.textContent).toContain(words);
    await press(page.getByRole('button', { name: 'Choose somebody else' }));
    await expect.poll(() => root.querySelectorAll('.transfer-rows li').length).toBe(4);
  });
});
