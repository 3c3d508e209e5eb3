import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { agentPresence } from '../../../src/testing/index.js';
import { moment, type Rig } from './desk-rig.js';
import { key, press } from './press.js';
import { talking } from './talking.js';

const start = (presenceReasons: string[] = ['Lunch', 'Training']): Promise<Rig> => talking({ profile: { presenceReasons } });
const button = (rig: Rig): string => rig.root.querySelector('.presence-button')?.textContent.replace(/\s+/gu, ' ').trim() ?? '';

describe('presence', () => {
  it('is a break with a reason, which is shown with how long it has been', async () => {
    const rig = await start();
    key({ key: 'p', code: 'KeyP', altKey: true });
    await press(page.getByRole('button', { name: 'Break, Lunch', exact: true }));
    expect(await rig.line.next('presence.set')).toMatchObject({ state: 'break', reason: 'Lunch' });
    expect(rig.root.querySelector('.presence-menu')).toBeNull();
    await rig.tell({ type: 'presence', ...agentPresence({ state: 'break', reason: 'Lunch', since: moment(-365_000) }) });
    expect(button(rig)).toBe('Presence:Break, Lunch6:05');
    key({ key: 'p', code: 'KeyP', altKey: true });
    await expect.element(page.getByRole('button', { name: 'Break, Lunch', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect.element(page.getByRole('button', { name: 'Away, Lunch' })).toHaveAttribute('aria-pressed', 'false');
  });

  it('needs no reason, and has none to choose where the platform has no list', async () => {
    const rig = await start([]);
    key({ key: 'p', code: 'KeyP', altKey: true });
    await expect.poll(() => rig.root.querySelectorAll('.presence-menu button').length).toBe(3);
    await press(page.getByRole('button', { name: 'Away' }));
    const chosen = await rig.line.next('presence.set');
    expect(chosen).toMatchObject({ state: 'away' });
    expect(chosen).not.toHaveProperty('reason');
  });
});
