import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
// Compiled before the first test waits for it.
import '../../../src/chat/check-sheet.js';
import { fakeControls } from '../ui/fake-call.js';
import { desktop, drawn, gone, mount, named, phone, press, type Mounted } from '../chat/mounted.js';
import { playsOn } from '../chat/plays-on.js';
import { Timeline, ana, contactId, noon, snapshot } from '../chat/fake-rooms.js';

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
  void mounted.chat.open();
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

  it('shows the camera on, after the browser has paused it', async () => {
    const mounted = await chatting();
    const sheet = await viaMenu(mounted);
    await playsOn(mounted.chat, await drawn<HTMLVideoElement>(sheet, 'video'));
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
    void mounted.chat.close();
    await expect.poll(live).toEqual([]);
  });

  it('keeps all behind it out of reach, and gives it back', async () => {
    const mounted = await chatting();
    const { root } = mounted;
    const sheet = await viaMenu(mounted);
    const reachable = (): readonly Element[] => [...root.querySelectorAll('.panel > *')].filter((part) => !part.hasAttribute('inert'));
    await expect.poll(reachable).toEqual([sheet.parentElement]);
    expect(root.querySelector('.body[inert] .transcript')).not.toBeNull();
    await userEvent.keyboard('{Escape}');
    await gone(root, '.check-sheet');
    expect(root.querySelector('[inert]')).toBeNull();
  });

  it('keeps the focus when the button under it goes', async () => {
    const mounted = await chatting(desktop, () => Promise.reject(new DOMException('no', 'NotAllowedError')));
    const { root, chat } = mounted;
    const sheet = await viaMenu(mounted);
    const again = named(await drawn(sheet, '.check-trouble'), 'Try again');
    again?.focus();
    expect(root.activeElement).toBe(again);
    capture.mockImplementation(grant);
    again?.click();
    await drawn(root, '.check-chip.works');
    expect(root.activeElement).toBe(sheet);
    await userEvent.keyboard('{Escape}');
    await gone(root, '.check-sheet');
    expect(chat.mode).toBe('open');
  });

  it('closes alone by Escape where the focus is behind it, as a browser without `inert` lets it be', async () => {
    const mounted = await chatting();
    const { root, chat } = mounted;
    await viaMenu(mounted);
    await drawn(root, '.check-chip.works');
    // The sheet sets `inert` anew when it is drawn, so the browser without it is played until the key is through.
    await expect
      .poll(async () => {
        root.querySelector('.body')?.removeAttribute('inert');
        root.querySelector<HTMLElement>('.transcript')?.focus();
        const behind = root.activeElement?.matches('.transcript') === true;
        if (behind) await userEvent.keyboard('{Escape}');
        return root.querySelector('.check-sheet');
      })
      .toBeNull();
    expect(chat.mode).toBe('open');
  });

  it('is not offered where there is no video', async () => {
    const mounted = await mount({ supported: false });
    void mounted.chat.open();
    mounted.rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().events });
    await press(mounted.root, 'More options');
    await drawn(mounted.root, '.menu-rows');
    expect(named(mounted.root, 'Check camera and sound')).toBeUndefined();
  });
});

describe('the self-check during a call', () => {
  const ended = { kind: 'ended', result: { status: 'completed', by: 'agent', at: new Date(noon).toISOString() }, rejoin: false, durationMs: 9 } as const;

  interface Calling extends Mounted {
    readonly local: MediaStream;
    readonly asked: string[];
    readonly sheet: HTMLElement;
    /** What the sheet's own picture shows. */
    readonly shown: () => MediaStreamTrack | undefined;
  }

  async function calling(): Promise<Calling> {
    const mounted = await chatting();
    const { rooms, root } = mounted;
    const asked: string[] = [];
    const local = await grant({ audio: true, video: true });
    await rooms.loadCall();
    rooms.upgrade.become({ state: { kind: 'live', upgradeId: 'u', callId: 'c', attempt: 1, agent: ana, since: noon }, local, controls: fakeControls(asked) });
    await press(root, 'Devices');
    await press(root, 'Check camera and sound');
    const sheet = await drawn(root, '.check-sheet');
    const shown = (): MediaStreamTrack | undefined => {
      const stream = sheet.querySelector('video')?.srcObject;
      return stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
    };
    await expect.poll(() => shown()?.readyState).toBe('live');
    return { ...mounted, local, asked, sheet, shown };
  }

  /** Puts another camera's track into the call's one stream, as the call does. */
  async function swapCamera(local: MediaStream): Promise<void> {
    const [fresh] = (await grant({ video: true })).getVideoTracks();
    for (const track of local.getVideoTracks()) {
      local.removeTrack(track);
      track.stop();
    }
    if (fresh !== undefined) local.addTrack(fresh);
  }

  it('shows copies of the call’s own tracks, and goes with the call, camera and microphone with it', async () => {
    const { rooms, root, local, shown } = await calling();
    const copy = shown();
    expect(capture).not.toHaveBeenCalled();
    expect(local.getTracks().map(({ id }) => id)).not.toContain(copy?.id);
    local.getTracks().forEach((track) => track.stop());
    rooms.upgrade.become({ state: ended, local: undefined, controls: undefined });
    await gone(root, '.check-sheet');
    expect(copy?.readyState).toBe('ended');
    expect(root.querySelector('[inert]')).toBeNull();
    await expect.poll(() => root.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('lets its copy go before the call opens another camera, and shows that one', async () => {
    const { rooms, asked, local, sheet, shown } = await calling();
    const copy = shown();
    const select = await drawn<HTMLSelectElement>(sheet, '#check-camera');
    select.dispatchEvent(new Event('change'));
    expect([asked, copy?.readyState]).toEqual([[`choose camera ${select.value}`], 'ended']);
    await swapCamera(local);
    rooms.upgrade.become({});
    await expect.poll(() => shown()?.readyState).toBe('live');
    expect(capture).not.toHaveBeenCalled();
  });

  it('shows the camera in use again where another would not start', async () => {
    const { rooms, asked, sheet, shown } = await calling();
    const select = await drawn<HTMLSelectElement>(sheet, '#check-camera');
    select.dispatchEvent(new Event('change'));
    expect(shown()?.readyState).toBe('ended');
    rooms.upgrade.become({ controls: fakeControls(asked, { notice: { kind: 'refused', device: 'camera', label: 'USB camera' } }) });
    await expect.poll(() => shown()?.readyState).toBe('live');
  });

  it('switches the call’s camera off and on, and asks the browser for nothing itself', async () => {
    const { rooms, root, local, sheet, shown } = await calling();
    await press(sheet, 'Camera off');
    await gone(sheet, 'video');
    expect(rooms.upgrade.asked).toEqual(['camera false']);
    for (const track of local.getVideoTracks()) {
      local.removeTrack(track);
      track.stop();
    }
    rooms.upgrade.become({});
    await expect.poll(() => text(root.querySelector('.check-picture .check-chip'))).toBe('Camera off');
    await press(sheet, 'Camera off');
    expect(rooms.upgrade.asked).toEqual(['camera false', 'camera true']);
    await swapCamera(local);
    rooms.upgrade.become({});
    await expect.poll(() => shown()?.readyState).toBe('live');
    expect(capture).not.toHaveBeenCalled();
  });
});
