import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Layout } from '../../../src/protocol/index.js';
import { profile, type Rig, type RigOptions } from './desk-rig.js';
import { key, press, write } from './press.js';
import { mediaUpgrade, repliesPath, savedReplies, upgradeBound } from './scenes.js';
import { talking, withJonas } from './talking.js';

const laidOut = (layout: Partial<Layout>, options: RigOptions = {}): Promise<Rig> =>
  talking({ ...options, profile: { ...options.profile, layout: { id: 'l', widgets: [{ type: 'conversation' }, { type: 'customer' }, { type: 'timeline' }, { type: 'notes' }], ...layout } } });
const heads = ({ root }: Rig): readonly (string | undefined)[] => [...root.querySelectorAll<HTMLElement>('.panes .pane h2')].map((it) => it.innerText.trim());
const columns = ({ root }: Rig): readonly string[] =>
  ['inbox', 'conversation', 'panes'].map((name) => ({ name, left: root.querySelector(`.${name}`)?.getBoundingClientRect().left ?? 0 })).sort((a, b) => a.left - b.left).map(({ name }) => name);
const field = page.getByRole('textbox', { name: 'Message' });

/** A browser's storage that lives as long as the test. */
function place(): Storage {
  const kept = new Map<string, string>();
  return { length: 0, clear: () => kept.clear(), key: () => null, getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value), removeItem: (name) => void kept.delete(name) };
}

describe('a layout', () => {
  it('says which panes are shown, and in which order', async () => {
    const rig = await laidOut({ widgets: [{ type: 'notes' }, { type: 'weather' }, { type: 'customer' }] });
    expect(heads(rig)).toEqual(['Notes', 'Customer']);
    // Nobody can work without it.
    await write(field, 'Hello');
  });

  it.each([
    [undefined, ['inbox', 'conversation', 'panes']],
    [['panes', 'conversation', 'inbox'], ['panes', 'conversation', 'inbox']],
    [['conversation', 'inbox', 'panes'], ['conversation', 'inbox', 'panes']],
    [['inbox', 'panes'], ['inbox', 'panes', 'conversation']],
    [['panes'], ['panes', 'inbox', 'conversation']],
    [['conversation', 'panes'], ['conversation', 'panes', 'inbox']],
  ])('puts the columns where its zones say: %j', async (zones, order) => {
    const rig = await laidOut({ ...(zones && { zones }) });
    expect(columns(rig)).toEqual(order);
    const markup = [...(rig.root.querySelector('.zones')?.children ?? [])].map((it) => it.classList[0]);
    expect(markup).toEqual(order);
    expect(rig.desk.scrollWidth).toBe(1440);
  });

  it('goes with F6 through the columns as they stand', async () => {
    const rig = await laidOut({ zones: ['panes', 'conversation', 'inbox'] });
    await write(field, 'a');
    key({ key: 'F6', code: 'F6' });
    await expect.poll(() => rig.root.activeElement?.closest('.inbox')).toBeTruthy();
    key({ key: 'F6', code: 'F6', shiftKey: true });
    key({ key: 'F6', code: 'F6', shiftKey: true });
    await expect.poll(() => rig.root.activeElement?.closest('.panes')).toBeTruthy();
  });

  it('without panes leaves the room to the conversation; what rings and what is asked for still has its place', async () => {
    const rig = await laidOut({ widgets: [{ type: 'conversation' }] });
    const right = (): number => rig.root.querySelector('.conversation')?.getBoundingClientRect().right ?? 0;
    expect(heads(rig)).toEqual([]);
    expect(right()).toBe(1440);
    key({ key: 'n', code: 'KeyN', altKey: true });
    await expect.poll(() => rig.root.activeElement?.getAttribute('aria-label')).toBe('Note for agents');
    await press(page.getByRole('button', { name: 'Close notes' }));
    await expect.poll(() => heads(rig)).toEqual([]);
  });

  it('has panes for the tabs under the video alone, the timeline first', async () => {
    const rig = await laidOut({ widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: true }, { type: 'notes' }, { type: 'customer', zone: 'tabs' }, { type: 'timeline', zone: 'tabs' }] });
    expect(heads(rig)).toEqual(['Notes']);
    await rig.tell(withJonas({ medium: 'videoChat', upgrade: upgradeBound }), mediaUpgrade());
    const tabs = (): readonly string[] => [...rig.root.querySelectorAll<HTMLElement>('[role="tab"]')].map((it) => it.innerText.trim());
    await expect.poll(tabs).toEqual(['Timeline', 'Notes', 'Customer']);
    await press(page.getByRole('tab', { name: 'Customer' }));
    await expect.poll(() => rig.root.querySelector('[role="tabpanel"] .customer')).toBeTruthy();
    key({ key: 'ArrowRight' });
    await expect.poll(() => rig.root.querySelector('[role="tab"][aria-selected="true"]')?.id).toBe('tab-timeline');
  });
});

describe('a pane', () => {
  it('is folded as the layout has it, opened by its head, and stays as the agent left it at the next sign-in', async () => {
    const preferences = place();
    const first = await laidOut({ widgets: [{ type: 'customer' }, { type: 'timeline', collapsed: true }] }, { preferences });
    expect(first.root.querySelector('.customer')).toBeTruthy();
    expect(first.root.querySelector('.timeline')).toBeNull();
    await press(page.getByRole('button', { name: 'Timeline' }));
    await press(page.getByRole('button', { name: 'Customer' }));
    await expect.poll(() => [first.root.querySelector('.customer'), first.root.querySelector('.timeline')?.className]).toEqual([null, 'timeline']);
    expect(first.button('Customer').getAttribute('aria-expanded')).toBe('false');
    first.remove();
    const next = await laidOut({ widgets: [{ type: 'customer' }, { type: 'timeline', collapsed: true }] }, { preferences });
    expect([next.root.querySelector('.customer'), next.root.querySelector('.timeline')?.className]).toEqual([null, 'timeline']);
  });

  it('that is folded opens when its field is asked for', async () => {
    const rig = await laidOut({ widgets: [{ type: 'customer' }, { type: 'notes', collapsed: true }] });
    key({ key: 'n', code: 'KeyN', altKey: true });
    await expect.poll(() => rig.root.activeElement?.getAttribute('aria-label')).toBe('Note for agents');
  });

  it('of the timeline keeps its list in sight beside long neighbours', async () => {
    const { root, tell } = await laidOut({}, { size: [1440, 900] });
    const attributes = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`key${at}`, 'a value of some length']));
    await tell(withJonas({ customer: { customerId: 'guest', name: 'Jonas Weber', attributes } }));
    await expect.poll(() => root.querySelector('.events-box')?.getBoundingClientRect().height ?? 0).toBeGreaterThan(100);
    expect(root.querySelector('.timeline-pane')?.getBoundingClientRect().height).toBeGreaterThanOrEqual(240);
  });
});

describe('the pane of saved replies', () => {
  const start = (): Promise<Rig> => laidOut({ widgets: [{ type: 'replies' }] }, { profile: { scopes: [...profile.scopes, 'reply:view'] }, answers: { [repliesPath]: () => savedReplies } });
  const text = (rig: Rig): string | undefined => rig.root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value;

  it('finds one and puts it behind what is written, and sends nothing', async () => {
    const rig = await start();
    await write(field, 'One moment.');
    await write(page.getByRole('searchbox', { name: 'Find a saved reply' }), 'strain');
    await press(page.getByRole('button', { name: /^Strainer/u }));
    await expect.poll(() => text(rig)).toBe('One moment. Jonas, please close both valves before you open the strainer.');
    expect(rig.root.activeElement?.tagName).toBe('TEXTAREA');
    expect(rig.line.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
  });

  it('is not there for whoever may not read them', async () => {
    expect(heads(await laidOut({ widgets: [{ type: 'replies' }, { type: 'notes' }] }))).toEqual(['Notes']);
  });
});
