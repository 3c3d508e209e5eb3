import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { profile, type Rig, type RigOptions } from './desk-rig.js';
import { key, press } from './press.js';
import { past, pastPath, pastRecord } from './scenes.js';
import { talking, withJonas } from './talking.js';

const allowed = { scopes: [...profile.scopes, 'contact:past'] };
const start = (options: RigOptions = {}): Promise<Rig> => talking({ profile: allowed, answers: { [pastPath]: () => past, [`${pastPath}/c_march`]: pastRecord }, ...options });

describe('what a customer had before', () => {
  it('stands in their pane, asked for once, and opens to be read', async () => {
    const { root, asked, clock, settle } = await start();
    await expect.poll(() => root.querySelectorAll('.past-row').length).toBe(2);
    clock.advance(3_000);
    await settle();
    expect(asked).toEqual([pastPath]);
    await press(page.getByRole('button', { name: 'Contact with Jonas of 14 Mar 2026' }));
    await expect.poll(() => root.querySelector('.past-dialog .bubble')?.textContent).toBe('It is E7 again.');
    expect(root.querySelector('.past-dialog .agent-note')?.textContent).toContain('Visit 4471.');
    expect(root.querySelector('.past-dialog textarea, .past-dialog .composer')).toBeNull();
    key({ key: 'Escape' });
    await expect.poll(() => root.querySelector('.past-dialog')).toBeNull();
  });

  it('says that there was nothing, or that it could not be had, and asks again', async () => {
    let answer: unknown = { contacts: 'none' };
    const { root } = await start({ answers: { [pastPath]: () => answer } });
    await expect.poll(() => root.querySelector('.customer')?.textContent).toContain('Earlier contacts could not be had.');
    answer = { contacts: [] };
    await press(page.getByRole('button', { name: 'Try again' }));
    await expect.poll(() => root.querySelector('.customer')?.textContent).toContain('No earlier contact.');
  });

  it('closes with the contact that gave the right, and is not asked for without the right', async () => {
    const rig = await start();
    const { root, tell } = rig;
    await press(page.getByRole('button', { name: /14 Mar 2026/u }));
    await expect.poll(() => root.querySelector('.past-dialog .bubble')).not.toBeNull();
    await tell(withJonas({ state: 'closed' }));
    await expect.poll(() => root.querySelector('.past-dialog')).toBeNull();
    rig.remove();
    const other = await start({ profile: {} });
    expect(other.asked).toEqual([]);
    expect(other.root.querySelector('.customer')?.textContent).not.toContain('Before');
  });
});
