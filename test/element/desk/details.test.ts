import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Rig, RigOptions } from './desk-rig.js';
import { add, key, press, write } from './press.js';
import { contactFrame, lucia, mediaUpgrade, owned, reservation, upgradeBound } from './scenes.js';
import { talking, withJonas } from './talking.js';

const widgets = [{ type: 'conversation' }, { type: 'video', autoOpen: true }, { type: 'customer' }, { type: 'timeline' }, { type: 'notes' }] as const;
const narrow = (options: RigOptions = {}): Promise<Rig> => talking({ size: [820, 900], profile: { layout: { id: 'l', widgets: [...widgets] } }, ...options });
const sheet = ({ root }: Rig): HTMLElement | null => root.querySelector<HTMLElement>('.details-sheet');
const details = page.getByRole('button', { name: 'Details', exact: true });
const seen = (element: Element | null | undefined): boolean => element != null && element.getBoundingClientRect().height > 0;
const panes = (rig: Rig): readonly string[] => [...(sheet(rig)?.querySelectorAll<HTMLElement>('.pane') ?? [])].filter(seen).map((it) => it.querySelector('h2')?.innerText.trim() ?? '');

describe('the details of a contact, where panes have no place beside it', () => {
  it.each([
    ['tablet', [820, 900]],
    ['phone', [390, 844]],
  ] as const)('are a sheet over the conversation on a %s: every pane of the layout', async (_, size) => {
    const rig = await narrow({ size });
    expect(seen(rig.root.querySelector('.customer'))).toBe(false);
    await press(details);
    await expect.poll(() => panes(rig)).toEqual(['Customer', 'Timeline', 'Notes']);
    expect(rig.button('Details').getAttribute('aria-expanded')).toBe('true');
    // It slides in.
    await expect.poll(() => sheet(rig)?.getBoundingClientRect().right).toBe(size[0]);
    expect(sheet(rig)?.getBoundingClientRect().width).toBeGreaterThan(300);
  });

  it('take the focus, and give it back on Escape', async () => {
    const rig = await narrow();
    await press(details);
    await expect.poll(() => rig.root.activeElement?.getAttribute('aria-label')).toBe('Close details');
    key({ key: 'Escape' });
    await expect.poll(() => sheet(rig)).toBeNull();
    expect(rig.root.activeElement?.getAttribute('aria-label')).toBe('Details');
  });

  it('go with their button, and leave the draft where it was', async () => {
    const rig = await narrow();
    await write(page.getByRole('textbox', { name: 'Message' }), 'One mo');
    await press(details);
    await press(page.getByRole('button', { name: 'Close details' }));
    await expect.poll(() => sheet(rig)).toBeNull();
    rig.root.querySelector<HTMLElement>('.composer textarea')?.focus();
    add('ment');
    expect(rig.root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value).toBe('One moment');
  });

  it('are the chosen contact’s', async () => {
    const rig = await narrow();
    const other = lucia();
    await rig.tell(contactFrame(owned(other.contactId, other.name, 185)), ...other.frames);
    await press(details);
    await expect.poll(() => sheet(rig)?.querySelector('.customer')?.textContent).toContain('Jonas');
    key({ code: 'ArrowDown', key: 'ArrowDown', altKey: true });
    await expect.poll(() => sheet(rig)?.querySelector('.customer')?.textContent).toContain('Lucía');
  });

  it('are the tabs under a video, which plays on where it was', async () => {
    const rig = await narrow();
    await rig.tell(withJonas({ medium: 'videoChat', upgrade: upgradeBound }), mediaUpgrade());
    const video = rig.root.querySelector('video.remote');
    const before = video?.getBoundingClientRect().top;
    await press(details);
    await expect.poll(() => [...(sheet(rig)?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])].map((it) => it.innerText.trim())).toEqual(['Timeline', 'Customer', 'Notes']);
    expect(rig.root.querySelector('video.remote')).toBe(video);
    expect(video?.getBoundingClientRect().top).toBe(before);
    expect(sheet(rig)?.getBoundingClientRect().top).toBeGreaterThanOrEqual(rig.root.querySelector('.video-pane')?.getBoundingClientRect().bottom ?? Infinity);
  });

  it('stand under what rings', async () => {
    const rig = await narrow();
    await press(details);
    await rig.tell(reservation());
    const card = rig.root.querySelector('.ring-card');
    const { left = 0, top = 0, width = 0 } = card?.getBoundingClientRect() ?? {};
    expect(card?.contains(rig.root.elementFromPoint(left + width / 2, top + 12))).toBe(true);
  });

  it('are no sheet where the panes stand beside the conversation', async () => {
    const rig = await talking();
    expect(rig.has('Details')).toBe(false);
    expect(seen(rig.root.querySelector('.customer'))).toBe(true);
  });
});
