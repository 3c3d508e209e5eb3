import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { ContactSnapshot } from '../../../src/protocol/index.js';
import { moment, signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { key, press, write } from './press.js';
import { contactFrame, jonas, lucia, owned } from './scenes.js';

let rig: Rig | undefined;
afterEach(() => {
  rig?.remove();
  rig = undefined;
});

const story = jonas();
const { contactId } = story;
const ended = (changes: Partial<ContactSnapshot> = {}): ReturnType<typeof contactFrame> =>
  contactFrame(owned(contactId, story.name, 492, { state: 'wrap-up', closedAt: moment(), wrapUp: { until: moment(78_000), held: true, extensions: 2 }, ...changes }));

async function start(options: RigOptions = {}): Promise<Rig> {
  rig = await signedIn(options);
  await rig.tell(contactFrame(owned(contactId, story.name, 492)), ...story.frames);
  return rig;
}
const sheet = (): string => rig?.root.querySelector('.wrap-sheet')?.textContent.replace(/\s+/g, ' ') ?? '';
const note = page.getByRole('textbox', { name: 'Note' });
const done = page.getByRole('button', { name: 'Done', exact: true });

describe('a contact that has ended', () => {
  it('brings its wrap-up with the time that is left, and takes no focus', async () => {
    const { tell, root, clock, settle } = await start();
    await write(page.getByRole('textbox', { name: 'Message' }), 'Bye');
    const before = root.activeElement;
    await tell(ended());
    expect(sheet()).toContain('Nothing rings until you are done.');
    expect(root.querySelector('.wrap-time')?.textContent).toBe('1:18');
    clock.advance(10_000);
    await settle();
    expect(root.querySelector('.wrap-time')?.textContent).toBe('1:08');
    expect(root.activeElement?.closest('.wrap-sheet') ?? null).toBeNull();
    expect(before).not.toBeNull();
  });

  it('gives another minute as often as the queue does', async () => {
    const { tell, line } = await start();
    await tell(ended());
    await press(page.getByRole('button', { name: '1 minute' }));
    expect(await line.next('wrap.extend')).toMatchObject({ contactId });
    await tell(ended({ wrapUp: { until: moment(138_000), held: true, extensions: 0 } }));
    expect(rig?.has('1 minute')).toBe(false);
  });

  it('once put away comes back with Alt W only', async () => {
    const { tell, root } = await start();
    await tell(ended());
    await press(page.getByRole('button', { name: 'Close' }));
    await expect.poll(() => root.querySelector('.wrap-sheet')).toBeNull();
    await tell(ended({ wrapUp: { until: moment(70_000), held: true, extensions: 2 } }));
    expect(root.querySelector('.wrap-sheet')).toBeNull();
    key({ key: 'w', code: 'KeyW', altKey: true });
    await expect.poll(() => root.activeElement?.closest('.wrap-sheet')).toBeTruthy();
  });

  it('that went on with somebody else is noted while its time counts', async () => {
    const { tell, line } = await start();
    await tell(ended({ state: 'connected', relation: 'former', owner: { agentId: 'agent-ben', name: 'Ben Okafor' } }));
    await press(page.getByRole('button', { name: /Jonas Weber/u }).first());
    await press(page.getByRole('button', { name: 'Wrap up' }));
    await press(page.getByRole('checkbox', { name: /Repair/u }));
    await press(done);
    expect(await line.next('contact.wrap')).toMatchObject({ contactId, codes: ['Repair'] });
  });
});

it('counts down in the agent’s presence while it holds back what rings', async () => {
  const { tell, root, clock, settle } = await start();
  const slots = { webChat: { used: 1, capacity: 3 }, videoChat: { used: 0, capacity: 1 } };
  await tell(ended(), { type: 'presence', agentId: 'agent-ana', state: 'busy', onQueue: true, since: moment(-5_000), slots, wrapUp: { contactId, until: moment(78_000) } });
  const presence = (): string => root.querySelector('.presence-button')?.textContent.replace(/\s+/g, ' ') ?? '';
  expect(presence()).toContain('Wrap-up');
  expect(presence()).toContain('1:18');
  clock.advance(18_000);
  await settle();
  expect(presence()).toContain('1:00');
});

describe('what is written', () => {
  it('is kept a second after the last word, and says so', async () => {
    const { tell, line, clock, settle } = await start();
    await tell(ended());
    await write(note, 'Strainer');
    clock.advance(900);
    await write(note, ' blocked.');
    clock.advance(900);
    await settle();
    expect(line.frames.filter(({ type }) => type === 'wrap.draft')).toEqual([]);
    clock.advance(100);
    const draft = await line.next('wrap.draft');
    expect(draft).toMatchObject({ contactId, codes: [], note: 'Strainer blocked.' });
    line.ack(draft.id);
    await expect.poll(sheet).toMatch(/Saved \d\d:\d\d/u);
  });

  it('is kept at once when the agent turns to another contact, and is there when they come back', async () => {
    const { tell, line, root } = await start();
    const second = lucia();
    await tell(ended(), contactFrame(owned(second.contactId, second.name, 30)), ...second.frames);
    await press(page.getByRole('checkbox', { name: /Advice/u }));
    await press(page.getByRole('button', { name: /Lucía/u }));
    await press(page.getByRole('button', { name: /Jonas Weber/u }).first());
    const chosen = page.getByRole('checkbox', { name: /Advice/u }).element();
    expect(chosen instanceof HTMLInputElement && chosen.checked).toBe(true);
    await press(page.getByRole('button', { name: 'Close' }));
    expect(await line.next('wrap.draft')).toMatchObject({ codes: ['Advice'] });
    expect(root.querySelector('.wrap-sheet')).toBeNull();
  });

  it('before a reload comes back from the platform', async () => {
    const { tell, root } = await start();
    await tell(ended({ draft: { codes: ['Order'], note: 'Pump ordered.', savedAt: moment(-60_000) } }));
    expect(root.querySelector<HTMLTextAreaElement>('.wrap-sheet textarea')?.value).toBe('Pump ordered.');
    const chosen = page.getByRole('checkbox', { name: /Order/u }).element();
    expect(chosen instanceof HTMLInputElement && chosen.checked).toBe(true);
    expect(sheet()).toContain('Saved');
  });
});

describe('Done', () => {
  it('asks for a code where there are some, and takes one by Alt and a figure', async () => {
    const { tell, line, root } = await start();
    await tell(ended());
    await press(done);
    await expect.poll(() => root.querySelector('.missed [role="alert"]')?.textContent).toBe('Choose at least one');
    expect(root.activeElement?.closest('fieldset')).not.toBeNull();
    key({ key: '2', code: 'Digit2', altKey: true });
    key({ key: 'Enter', ctrlKey: true });
    expect(await line.next('contact.wrap')).toMatchObject({ codes: ['Advice'] });
  });

  it('then break, sets the presence after the notes', async () => {
    const { tell, line } = await start();
    await tell(ended());
    await press(page.getByRole('checkbox', { name: /Repair/u }));
    await press(page.getByRole('button', { name: 'Done, then break' }));
    expect(await line.next('contact.wrap')).toMatchObject({ contactId });
    expect(await line.next('presence.set')).toMatchObject({ state: 'break' });
  });

  it('offers the codes of the contact’s queue, with a search where they are many', async () => {
    const many = Array.from({ length: 12 }, (_, at) => `Code ${at + 1}`);
    const { tell, root } = await start({ profile: { queueWrapUpCodes: { support: many } } });
    await tell(ended());
    expect(root.querySelectorAll('.code')).toHaveLength(12);
    await write(page.getByRole('textbox', { name: 'Find a code' }), '12');
    await expect.poll(() => root.querySelectorAll('.code').length).toBe(1);
    await press(page.getByRole('checkbox', { name: 'Code 12' }));
    await expect.poll(() => root.querySelector('.code.on')?.textContent).toContain('Code 12');
  });
});
