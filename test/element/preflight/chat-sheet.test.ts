import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
// Compiled before the first test waits for it.
import '../../../src/chat/check-sheet.js';
import { desktop, drawn, gone, mount, named, phone, press, type Mounted } from '../chat/mounted.js';
import { Timeline, contactId, noon, snapshot } from '../chat/fake-rooms.js';

/** Every stream that the page captured. */
const captured: MediaStream[] = [];
const native = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
const capture = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
const grant = async (constraints?: MediaStreamConstraints): Promise<MediaStream> => {
  const stream = await native(constraints);
  captured.push(stream);
  return stream;
};
const refuse = (name: string): void => void capture.mockImplementation(() => Promise.reject(new DOMException('no', name)));

const live = (): MediaStreamTrack[] => captured.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live');

afterEach(() => {
  capture.mockReset();
  captured.splice(0).forEach((stream) => stream.getTracks().forEach((track) => track.stop()));
});

/** A chat with Ana, open. */
async function chatting(size: readonly [number, number] = desktop, answer: (constraints?: MediaStreamConstraints) => Promise<MediaStream> = grant): Promise<Mounted> {
  capture.mockImplementation(answer);
  const mounted = await mount({}, size);
  mounted.chat.open();
  mounted.rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().agent('Shall we switch to video?').events });
  await drawn(mounted.root, '.composer');
  return mounted;
}

async function viaMenu({ root }: Mounted): Promise<HTMLElement> {
  await press(root, 'More options');
  await press(root, 'Check camera and sound');
  return drawn(root, '.check-sheet');
}

const text = (element: Element | null | undefined): string => element?.textContent.replace(/\s+/gu, ' ').trim() ?? '';

describe('the self-check', () => {
  it('opens from the menu, shows that the camera works and how loud the microphone is, and sends nothing', async () => {
    const mounted = await chatting();
    const sheet = await viaMenu(mounted);
    await expect.poll(() => text(sheet.querySelector('.check-chip'))).toBe('Camera works');
    expect(sheet.querySelector<HTMLSelectElement>('#check-camera')?.selectedOptions[0]?.textContent).not.toBe('');
    expect(mounted.rooms.upgrade.asked).toEqual([]);
    const video = sheet.querySelector('video');
    await expect.poll(() => video?.videoWidth ?? 0).toBeGreaterThan(0);
    expect(await axe.run(sheet, { rules: { 'color-contrast': { enabled: false } } })).toMatchObject({ violations: [] });
  });

  it('takes the focus, keeps Tab inside, and gives it back with Escape, which leaves the chat open', async () => {
    const mounted = await chatting();
    const { root, chat } = mounted;
    const sheet = await viaMenu(mounted);
    await expect.poll(() => root.activeElement).toBe(sheet);
    await drawn(root, '.check-chip.works');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(text(root.activeElement)).toBe('Start video');
    await userEvent.keyboard('{Tab}');
    expect(root.activeElement?.getAttribute('aria-label')).toBe('Close');
    const names: string[] = [];
    for (let stop = 0; stop < 20 && text(root.activeElement) !== 'Back to chat'; stop++) {
      await userEvent.keyboard('{Tab}');
      names.push(root.activeElement?.getAttribute('aria-label') ?? root.activeElement?.id ?? '');
    }
    expect(names).toEqual(expect.arrayContaining(['Mirror my picture', 'Camera off', 'check-camera', 'check-microphone']));
    await userEvent.keyboard('{Escape}');
    await gone(root, '.check-sheet');
    expect(chat.mode).toBe('open');
    await expect.poll(() => root.activeElement?.getAttribute('aria-label')).toBe('More options');
    expect(live()).toEqual([]);
  });

  it('starts video in the press’s own task, with the preview’s camera let go before', async () => {
    const mounted = await chatting();
    const sheet = await viaMenu(mounted);
    await drawn(mounted.root, '.check-chip.works');
    const { upgrade } = mounted.rooms;
    let liveAtStart: number | undefined;
    const start = upgrade.start.bind(upgrade);
    upgrade.start = () => {
      liveAtStart = live().length;
      start();
    };
    named(sheet, 'Start video')?.click();
    expect([upgrade.asked, liveAtStart]).toEqual([['start'], 0]);
    await gone(mounted.root, '.check-sheet');
  });

  it('accepts an open invitation from its card, and goes back to it', async () => {
    const mounted = await chatting();
    const { rooms, root } = mounted;
    rooms.upgrade.become({ ask: { type: 'upgrade.ask', contactId, upgradeId: 'u1', medium: 'video', by: { kind: 'agent', id: 'ana', name: 'Ana Ruiz' }, message: '', deadline: new Date(noon).toISOString() } });
    // A press of a person focuses what it presses.
    await expect.poll(() => named(root, 'Check camera and sound first')).toBeDefined();
    named(root, 'Check camera and sound first')?.focus();
    await press(root, 'Check camera and sound first');
    await drawn(root, '.check-chip.works');
    await press(root, 'Back to chat');
    await gone(root, '.check-sheet');
    await expect.poll(() => text(root.activeElement)).toBe('Check camera and sound first');
    await press(root, 'Check camera and sound first');
    await drawn(root, '.check-chip.works');
    named(await drawn(root, '.check-sheet'), 'Start video')?.click();
    expect(rooms.upgrade.asked).toEqual(['accept']);
    expect(live()).toEqual([]);
  });

  it('says how to allow what was denied, and asks again on a press', async () => {
    const mounted = await chatting(desktop, () => Promise.reject(new DOMException('no', 'NotAllowedError')));
    const sheet = await viaMenu(mounted);
    const trouble = await drawn(sheet, '.check-trouble');
    expect(text(trouble)).toMatch(/^Your browser blocked/u);
    expect(trouble.querySelectorAll('.steps li').length).toBeGreaterThan(0);
    capture.mockImplementation(grant);
    await press(trouble, 'Try again');
    await drawn(mounted.root, '.check-chip.works');
  });

  it('finds no camera, and says that sound is enough', async () => {
    const mounted = await chatting(phone, (constraints) => (constraints?.video === false ? grant(constraints) : Promise.reject(new DOMException('no', 'NotFoundError'))));
    const list = vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue([{ kind: 'audioinput', deviceId: 'a', groupId: '', label: 'Headset', toJSON: () => ({}) }]);
    const sheet = await viaMenu(mounted);
    await expect.poll(() => text(sheet.querySelector('.check-empty.still'))).toBe('No camera found. You can still join with sound.');
    await expect.poll(() => live().map(({ kind }) => kind)).toEqual(['audio']);
    let how: unknown;
    mounted.rooms.upgrade.start = (...given: unknown[]) => void ([how] = given);
    named(sheet, 'Start video')?.click();
    expect(how).toEqual({ camera: false });
    list.mockRestore();
  });

  it('names a camera that another program has', async () => {
    const mounted = await chatting();
    refuse('NotReadableError');
    const sheet = await viaMenu(mounted);
    await expect.poll(() => text(sheet.querySelector('.check-trouble b'))).toBe('Your camera is in use');
  });

  it('switches the camera off and its light with it, and turns the mirror', async () => {
    const mounted = await chatting();
    const sheet = await viaMenu(mounted);
    await drawn(mounted.root, '.check-chip.works');
    expect(sheet.querySelector('video')?.className).toBe('mirrored');
    await press(sheet, 'Mirror my picture');
    await expect.poll(() => sheet.querySelector('video')?.className).toBe('');
    await press(sheet, 'Camera off');
    await expect.poll(() => live().map(({ kind }) => kind)).toEqual(['audio']);
    await gone(sheet, 'video');
  });

  it('goes with the chat: closing it stops camera and microphone', async () => {
    const mounted = await chatting();
    await viaMenu(mounted);
    await drawn(mounted.root, '.check-chip.works');
    mounted.chat.close();
    await expect.poll(live).toEqual([]);
  });

  it('is not offered where there is no video', async () => {
    const mounted = await mount({ supported: false });
    mounted.chat.open();
    mounted.rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().events });
    await press(mounted.root, 'More options');
    await drawn(mounted.root, '.menu-rows');
    expect(named(mounted.root, 'Check camera and sound')).toBeUndefined();
  });
});
