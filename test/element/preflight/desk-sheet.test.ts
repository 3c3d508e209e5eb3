import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
// Compiled before the first test waits for it.
import '../../../src/desk/check-sheet.js';
import { noon, signedIn as rigOf, type Rig } from '../desk/desk-rig.js';
import { drawnStream } from '../desk/drawn-stream.js';
import { contactFrame, jonas, mediaUpgrade, owned, upgradeBound } from '../desk/scenes.js';
import { fakeControls } from '../ui/fake-call.js';

const captured: MediaStream[] = [];
const native = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
const capture = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
const live = (): number => captured.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live').length;

let rig: Rig | undefined;
afterEach(() => {
  rig?.remove();
  rig = undefined;
  captured.splice(0).forEach((stream) => stream.getTracks().forEach((track) => track.stop()));
});

async function signedIn(): Promise<Rig> {
  capture.mockImplementation(async (constraints) => {
    const stream = await native(constraints);
    captured.push(stream);
    return stream;
  });
  rig = await rigOf();
  return rig;
}

const sheetOf = ({ root }: Rig): HTMLElement | null => root.querySelector<HTMLElement>('.check-sheet');

describe('the desk’s self-check', () => {
  it('opens by its key, shows the camera, and closes with Escape, with nothing left open', async () => {
    const { root } = await signedIn();
    await userEvent.keyboard('{Alt>}j{/Alt}');
    await expect.poll(() => root.querySelector('.check-chip.works'), { timeout: 10_000 }).not.toBeNull();
    expect(root.activeElement).toBe(root.querySelector('.check-sheet'));
    expect(live()).toBe(2);
    const dialog = root.querySelector('.check-dialog');
    expect(await axe.run(dialog ?? document, { rules: { 'color-contrast': { enabled: false } } })).toMatchObject({ violations: [] });
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => root.querySelector('.check-sheet')).toBeNull();
    expect(live()).toBe(0);
  });

  it('opens from the account’s menu and gives the focus back to it', async () => {
    const mounted = await signedIn();
    const { root } = mounted;
    const account = root.querySelector<HTMLElement>('.top .avatar');
    account?.focus();
    account?.click();
    const row = (): HTMLElement | undefined => [...root.querySelectorAll<HTMLElement>('.popup-row')].find(({ textContent }) => textContent.includes('Check camera and sound'));
    await expect.poll(row).toBeDefined();
    row()?.click();
    await expect.poll(() => sheetOf(mounted)).not.toBeNull();
    [...(sheetOf(mounted)?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent.includes('Done'))?.click();
    await expect.poll(() => sheetOf(mounted)).toBeNull();
    await expect.poll(() => root.activeElement === account).toBe(true);
    expect(live()).toBe(0);
  });

  it('keeps the desk behind it out of reach and the focus inside, so that Escape still closes it', async () => {
    const mounted = await signedIn();
    const { root } = mounted;
    capture.mockImplementationOnce(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    await userEvent.keyboard('{Alt>}j{/Alt}');
    const again = (): HTMLElement | null => root.querySelector<HTMLElement>('.check-trouble button');
    await expect.poll(again).not.toBeNull();
    const reachable = [...root.querySelectorAll('.work > *')].filter((part) => !part.hasAttribute('inert') && !part.hasAttribute('aria-live'));
    expect(reachable.map(({ className }) => className)).toEqual(['scrim check-scrim']);
    again()?.focus();
    again()?.click();
    await expect.poll(() => root.querySelector('.check-chip.works'), { timeout: 10_000 }).not.toBeNull();
    expect(root.activeElement).toBe(sheetOf(mounted));
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => sheetOf(mounted)).toBeNull();
    expect(root.querySelector('[inert]')).toBeNull();
    expect(live()).toBe(0);
  });

  it('opens from the video pane’s devices with the call’s own camera, and goes with the call', async () => {
    const mounted = await signedIn();
    const { root } = mounted;
    const contactId = 'c_8Q4M2ZK7';
    await mounted.tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { medium: 'videoChat', upgrade: upgradeBound })), ...jonas().frames, mediaUpgrade());
    const local = drawnStream('#7a5fb0');
    const upgrade = mounted.upgrade(contactId);
    upgrade.become({ state: { kind: 'live', upgradeId: 'u_1', callId: 'v_1', attempt: 1, since: noon }, devices: { audio: 'on', video: 'on' }, controls: fakeControls([]), local, remote: drawnStream('#35523f') });
    await mounted.settle();
    capture.mockClear();
    mounted.button('Devices').click();
    const row = (): HTMLElement | undefined => [...root.querySelectorAll<HTMLElement>('.devices-menu [role="menuitem"]')].find(({ textContent }) => textContent.includes('Check camera and sound'));
    await expect.poll(row).toBeDefined();
    row()?.click();
    const shown = (): MediaProvider | null | undefined => sheetOf(mounted)?.querySelector('video')?.srcObject;
    await expect.poll(shown).toBeInstanceOf(MediaStream);
    const stream = shown();
    const copies = stream instanceof MediaStream ? stream.getTracks() : [];
    expect([capture.mock.calls.length, copies.length > 0, copies.filter((track) => local.getTracks().includes(track))]).toEqual([0, true, []]);
    upgrade.become({ local: undefined });
    await expect.poll(() => sheetOf(mounted)).toBeNull();
    expect(copies.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('says what a browser that blocks wants', async () => {
    const mounted = await signedIn();
    capture.mockImplementation(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    await userEvent.keyboard('{Alt>}j{/Alt}');
    await expect.poll(() => sheetOf(mounted)?.querySelector('.check-trouble b')?.textContent).toMatch(/^Your browser blocked/u);
  });
});
