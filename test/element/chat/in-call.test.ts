import { afterEach, describe, expect, it, vi } from 'vitest';
import { server, userEvent } from 'vitest/browser';
import { quality } from '../ui/fake-call.js';
import { keyOn } from '../key-on.js';
import { calling, inCall, live } from './calling.js';
import { noon } from './fake-rooms.js';
import { desktop, drawn, gone, named, press } from './mounted.js';
import { playsOn } from './plays-on.js';

const polite = (root: ShadowRoot): string => root.querySelector('.call-news')?.textContent ?? '';
const noteTexts = (root: ShadowRoot): readonly string[] => [...root.querySelectorAll('.note')].map((note) => note.textContent.trim());
const focused = (root: ShadowRoot): string | undefined => root.activeElement?.textContent.trim();

afterEach(() => {
  Reflect.deleteProperty(window, 'documentPictureInPicture');
  vi.restoreAllMocks();
});

describe('the quality mark', () => {
  it('follows the call’s own word, and says its meaning in words', async () => {
    const { root, say } = await calling();
    for (const [step, words] of [['good', 'Good connection. Sound and picture are clear.'], ['fair', 'Fair connection. The picture may get softer.'], ['weak', 'Weak connection. Sound comes first, the picture may pause.']] as const) {
      say({ health: { quality: quality(step) } });
      await expect.poll(() => root.querySelector('.quality')?.getAttribute('aria-label')).toBe(words);
    }
    root.querySelector<HTMLElement>('.quality')?.focus();
    expect(getComputedStyle(await drawn(root, '.tip')).display).toBe('block');
  });

  it('is not drawn before anything is measured', async () => {
    const { root, say } = await calling();
    say({ health: { quality: undefined } });
    await gone(root, '.quality');
  });
});

describe('the self view', () => {
  // A driven Firefox's mouse does not reach what is fixed in the frame of a test.
  it.skipIf(server.browser === 'firefox')('is dragged to the nearest corner by the pointer, from where a press does not move it', async () => {
    const { root } = await calling();
    const tile = await drawn(root, '.self');
    const { width, height } = (await drawn(root, '.stage')).getBoundingClientRect();
    for (const [x, y, corner] of [[0.2, 0.2, 'top start'], [0.7, 0.3, 'top end'], [0.3, 0.9, 'bottom start'], [0.8, 0.8, 'bottom end']] as const) {
      await userEvent.dragAndDrop(tile, await drawn(root, '.stage'), { targetPosition: { x: width * x, y: height * y }, force: true });
      await expect.poll(() => tile.className).toBe(`self ${corner}`);
      expect(tile.style.transform).toBe('');
    }
    await userEvent.click(tile);
    expect(tile.className).toBe('self bottom end');
  });

  it('is shown on, after the browser has paused it', async () => {
    const { chat, root } = await calling();
    await playsOn(chat, await drawn<HTMLVideoElement>(root, '.self video'));
  });

  it('is given its stream once, however often the call is drawn anew', async () => {
    const { root, say } = await calling();
    const own = await drawn(root, '.self video');
    const given: unknown[] = [];
    const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
    Object.defineProperty(own, 'srcObject', { ...source, set: (stream: unknown) => given.push(stream) });
    for (const [step, words] of [['fair', 'Fair connection. The picture may get softer.'], ['good', 'Good connection. Sound and picture are clear.']] as const) {
      say({ health: { quality: quality(step) } });
      await expect.poll(() => root.querySelector('.quality')?.getAttribute('aria-label')).toBe(words);
    }
    expect(given).toEqual([]);
  });
});

describe('Devices', () => {
  it('lists what there is, checks what is in use, and asks for another', async () => {
    const { root, asked, say } = await calling();
    await press(root, 'Devices');
    const menu = await drawn(root, '.devices-menu');
    const checked = (): readonly string[] => [...menu.querySelectorAll('[aria-checked="true"]')].map((row) => row.textContent.trim());
    expect([...menu.querySelectorAll('[role="group"]')].map((group) => group.getAttribute('aria-label'))).toEqual(['Camera', 'Microphone', 'Speaker']);
    expect(checked()).toEqual(['Integrated camera', 'Built-in microphone', 'Headset']);
    await press(root, 'USB camera');
    expect(asked).toEqual(['choose camera c2']);
    expect(checked()).toContain('Integrated camera');
    const camera = { devices: [{ id: 'c1', label: 'Integrated camera' }, { id: 'c2', label: 'USB camera' }], chosen: 'c2' };
    say({ controls: { devices: { camera, microphone: undefined, speaker: undefined } } });
    await expect.poll(checked).toEqual(['USB camera']);
  });

  it('names what has no name, and leaves out what cannot be chosen', async () => {
    const list = { devices: [{ id: 'a', label: '' }, { id: 'b', label: '' }], chosen: 'b' };
    const { root } = await calling(desktop, { devices: { camera: list, microphone: list, speaker: undefined } });
    await press(root, 'Devices');
    const menu = await drawn(root, '.devices-menu');
    expect([...menu.querySelectorAll('[role="menuitemradio"]')].map((row) => row.textContent.trim())).toEqual(['Camera 1', 'Camera 2', 'Microphone 1', 'Microphone 2']);
  });

  it('is walked by the keyboard and gives the focus back', async () => {
    const { root, chat, asked } = await calling();
    const button = named(root, 'Devices');
    await keyOn(() => button, '{Enter}');
    await expect.poll(() => focused(root)).toBe('Integrated camera');
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    await userEvent.keyboard('{ArrowDown}');
    expect(focused(root)).toBe('USB camera');
    await userEvent.keyboard('{End}');
    expect(focused(root)).toBe('Check camera and sound');
    await userEvent.keyboard('{ArrowDown}');
    expect(focused(root)).toBe('Integrated camera');
    await userEvent.keyboard('{ArrowUp}{Home}{ArrowDown}{Enter}');
    expect(asked).toEqual(['choose camera c2']);
    await userEvent.keyboard('{Escape}');
    await gone(root, '.devices-menu');
    expect(root.activeElement).toBe(button);
    expect(chat.mode).toBe('open');
    await userEvent.keyboard('{Enter}');
    await drawn(root, '.devices-menu');
    await userEvent.keyboard('{Tab}');
    await gone(root, '.devices-menu');
    expect(root.activeElement).toBe(named(root, 'End video'));
  });

  it('stays open while the clock ticks, closes by a press elsewhere, and goes with the call', async () => {
    const { root, chat, rooms } = await calling();
    await press(root, 'Devices');
    const menu = await drawn(root, '.devices-menu');
    chat.requestUpdate();
    await chat.updateComplete;
    expect(root.querySelector('.devices-menu')).toBe(menu);
    root.querySelector('.transcript')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await gone(root, '.devices-menu');
    await press(root, 'Devices');
    await drawn(root, '.devices-menu');
    rooms.upgrade.become({ state: { kind: 'ended', result: { status: 'completed', by: 'agent', at: new Date(noon).toISOString() }, rejoin: false, durationMs: 9 }, controls: undefined });
    await gone(root, '.devices-menu');
  });

  it.each([
    ['a desktop', desktop],
    ['a phone', [390, 844]],
    ['a small phone', [320, 568]],
  ] as const)('lies inside the panel and over no control of the call on %s', async (_what, size) => {
    const { root } = await calling(size);
    await press(root, 'Devices');
    const menu = await drawn(root, '.devices-menu');
    const frame = await drawn(root, '.panel');
    const barOf = await drawn(root, '.call-bar');
    const lies = (): readonly boolean[] => {
      const [box, panel, bar] = [menu.getBoundingClientRect(), frame.getBoundingClientRect(), barOf.getBoundingClientRect()];
      const beside = box.top >= bar.bottom || box.bottom <= bar.top;
      return [beside, box.left >= panel.left, box.right <= panel.right, box.bottom <= panel.bottom, box.top >= panel.top];
    };
    await expect.poll(lies).toEqual([true, true, true, true, true]);
    expect(menu.offsetWidth).toBe(Math.min(304, size[0] - 16));
  });

  it('turns the camera round on a phone, and shows something with it', async () => {
    const { root, asked, say } = await calling([390, 844], { facing: 'front' });
    await press(root, 'Devices');
    await press(root, 'Switch camera');
    await gone(root, '.devices-menu');
    await press(root, 'Devices');
    await press(root, 'Show something');
    expect(asked).toEqual(['flip', 'show true']);
    say({ controls: { facing: 'back', showing: true }, peerMedia: { audio: 'on', video: 'paused' } });
    await drawn(root, '.self.large');
    expect(named(root, 'Self view')?.className).toBe('');
    expect(noteTexts(root)).toContain('Ana sees what your camera sees.');
    await press(root, 'Devices');
    await press(root, 'Stop showing');
    expect(asked[2]).toBe('show false');
  });
});

describe('the screen', () => {
  it('is shared and no longer shared by the one button, in the press’s own task', async () => {
    const { root, asked, say } = await calling();
    named(root, 'Share screen')?.click();
    expect(asked).toEqual(['share true']);
    say({ controls: { screen: 'on' } });
    await expect.poll(() => noteTexts(root)).toContain('You’re sharing your screen');
    named(root, 'Stop sharing')?.click();
    expect(asked).toEqual(['share true', 'share false']);
  });

  it('is not offered where it cannot be shared', async () => {
    const { root } = await calling(desktop, { screen: 'none' });
    expect(named(root, 'Share screen')).toBeUndefined();
    await press(root, 'Devices');
    await drawn(root, '.devices-menu');
    expect(named(root, 'Share screen')).toBeUndefined();
  });

  it('moves into Devices where the bar is too narrow', async () => {
    const { root, asked } = await calling([320, 640]);
    await expect.poll(() => named(root, 'Share screen')).toBeUndefined();
    await press(root, 'Devices');
    await press(root, 'Share screen');
    expect(asked).toEqual(['share true']);
  });

  it('of the agent is shown whole, not cropped', async () => {
    const { root, say } = await calling();
    const video = root.querySelector('.remote');
    say({ peerMedia: { audio: 'on', video: 'screen' } });
    await expect.poll(() => noteTexts(root)).toContain('Ana shares their screen');
    expect(root.querySelector('.remote')).toBe(video);
    expect(video === null ? '' : getComputedStyle(video).objectFit).toBe('contain');
    say({ peerMedia: { audio: 'on', video: 'on' } });
    await expect.poll(() => (video === null ? '' : getComputedStyle(video).objectFit)).toBe('cover');
  });
});

describe('while nothing comes in', () => {
  const until = noon + 24_000;
  it.each([
    ['path', 'Reconnecting…', 'You can keep typing.'],
    ['peer', 'Ana’s connection dropped. Waiting for them…', 'You can keep typing.'],
    ['network', 'You’re offline.', 'The call waits 24 s for you.'],
  ] as const)('for want of the %s, it says so on the stage and aloud', async (waitsFor, title, under) => {
    const { root, rooms, say } = await calling();
    for (const state of [{ kind: 'recovering', ...inCall, generation: 1, waitsFor, until }, { kind: 'rebuilding', ...inCall, waitsFor, until }] as const) {
      say({ state });
      expect((await drawn(root, '.veil-title')).textContent).toBe(title);
      expect(root.querySelector('.veil-under')?.textContent).toBe(under);
      await expect.poll(() => [...root.querySelectorAll('.call [role="status"]')].map((region) => region.textContent)).toContain(title);
      // Once, not by the chat's own region as well.
      expect([...root.querySelectorAll('[aria-live]')].map((region) => region.textContent).join()).not.toMatch(/Reconnecting|dropped|offline/);
      expect(root.querySelector('.quality')?.classList.contains('weak')).toBe(true);
    }
    rooms.clock.now = noon + 10_000;
    say({});
    if (waitsFor === 'network') await expect.poll(() => root.querySelector('.veil-under')?.textContent).toBe('The call waits 14 s for you.');
  });

  it('the self view stands still, and moves again when the picture is back', async () => {
    const { root, say } = await calling();
    const self = await drawn<HTMLVideoElement>(root, '.self video');
    await expect.poll(() => self.paused).toBe(false);
    say({ state: { kind: 'recovering', ...inCall, generation: 1, waitsFor: 'path', until } });
    await expect.poll(() => self.paused).toBe(true);
    say({ state: live });
    await expect.poll(() => self.paused).toBe(false);
  });
});

describe('a note', () => {
  it.each([
    ['a black camera', { health: { troubles: [{ kind: 'black', side: 'own' }] } }, 'Your camera shows only black. Is it covered?'],
    ['silence', { health: { troubles: [{ kind: 'silent', side: 'own' }] } }, 'We can’t hear you. Check your microphone.'],
    ['a frozen picture', { health: { troubles: [{ kind: 'frozen', side: 'peer' }] } }, 'Ana’s picture stands still.'],
    ['an unplugged device', { controls: { notice: { kind: 'lost', device: 'microphone', label: 'Headset', now: 'Built-in microphone' } } }, 'Headset was unplugged. Now using Built-in microphone.'],
    ['one that leaves none', { controls: { notice: { kind: 'lost', device: 'camera', label: '' } } }, 'Your camera was unplugged.'],
    ['a held camera', { controls: { notice: { kind: 'held', device: 'camera' } } }, 'Your camera is in use by something else on this device.'],
    ['a device that would not start', { controls: { notice: { kind: 'refused', device: 'camera', label: 'USB camera' } } }, 'USB camera would not start. The one before stays in use.'],
  ] as const)('about %s is on the stage and said aloud', async (_what, change, text) => {
    const { root, say } = await calling();
    say(change);
    await expect.poll(() => noteTexts(root)).toEqual([text]);
    expect(polite(root)).toBe(text);
  });

  it('is said once per call, however often it comes', async () => {
    const { root, say } = await calling();
    const black = { health: { troubles: [{ kind: 'black', side: 'own' }] } } as const;
    say(black);
    await drawn(root, '.note');
    say({ health: { troubles: [{ kind: 'silent', side: 'own' }] } });
    await expect.poll(() => polite(root)).toBe('We can’t hear you. Check your microphone.');
    say(black);
    await expect.poll(() => noteTexts(root)).toEqual(['Your camera shows only black. Is it covered?']);
    expect(polite(root)).toBe('We can’t hear you. Check your microphone.');
  });

  it('of what is over goes by itself', async () => {
    const { root, rooms, say } = await calling();
    say({ controls: { notice: { kind: 'lost', device: 'camera', label: 'USB camera', now: 'Integrated camera' } } });
    await drawn(root, '.note');
    rooms.clock.now = noon + 9_000;
    say({});
    await gone(root, '.note');
  });

  it('unmutes who talks while muted', async () => {
    const { root, rooms, say } = await calling();
    say({ devices: { audio: 'off', video: 'on' }, health: { troubles: [{ kind: 'muted-speech', side: 'own' }] } });
    await drawn(root, '.note-action');
    root.querySelector<HTMLElement>('.note-action')?.click();
    expect(rooms.upgrade.asked).toEqual(['microphone true']);
  });

  it('says that the camera is paused, turns it on anyway, and says when it is back', async () => {
    const { root, asked, say } = await calling();
    say({ health: { adaptation: 'audio-only', quality: quality('weak') } });
    await expect.poll(() => polite(root)).toBe('Your connection is weak, so your camera is paused.');
    expect(root.querySelector('.self-off')).not.toBeNull();
    await press(root, 'Turn video on anyway');
    expect(asked).toEqual(['keep video']);
    say({ health: { adaptation: 'full' } });
    await expect.poll(() => noteTexts(root)).toEqual(['Video is back']);
    expect(polite(root)).toBe('Video is back');
  });

  it('leaves a paused camera to be switched off', async () => {
    const { root, rooms, asked, say } = await calling();
    say({ health: { adaptation: 'audio-only' } });
    await drawn(root, '.self-off');
    await press(root, 'Stop camera');
    expect([asked, rooms.upgrade.asked]).toEqual([[], ['camera false']]);
  });

  it('says that the agent’s picture is paused', async () => {
    const { root, say } = await calling();
    say({ peerMedia: { audio: 'on', video: 'paused' } });
    expect((await drawn(root, '.person')).textContent).toContain('Video paused to keep the sound clear');
  });
});

describe('Picture in picture', () => {
  /** A window that is a frame of this page: as the browser's own, with a document of its own. */
  function givenWindow(): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    Object.defineProperty(window, 'documentPictureInPicture', {
      configurable: true,
      value: {
        requestWindow: () => {
          document.body.append(frame);
          const { contentWindow } = frame;
          if (contentWindow !== null) vi.spyOn(contentWindow, 'close').mockImplementation(() => frame.remove());
          return Promise.resolve(contentWindow);
        },
      },
    });
    return frame;
  }
  const inside = (frame: HTMLIFrameElement): ShadowRoot | null => frame.contentDocument?.querySelector('div')?.shadowRoot ?? null;

  it('shows the call in a window of its own while the page’s element plays on, and closes it again', async () => {
    const frame = givenWindow();
    const { root, rooms, say } = await calling();
    const video = await drawn<HTMLVideoElement>(root, '.remote');
    await press(root, 'Picture in picture');
    await expect.poll(() => inside(frame)?.querySelector('video')?.srcObject ?? null).toBe(rooms.upgrade.remote);
    const small = inside(frame);
    if (small === null) throw new Error('nothing in the window');
    // A page's policy may refuse style elements; sheets of the window's own are always let in.
    expect(small.querySelector('style')).toBeNull();
    expect(frame.contentWindow?.getComputedStyle(small.querySelector('video') ?? frame).objectFit).toBe('cover');
    expect(small.querySelector('video')?.muted).toBe(true);
    expect(root.querySelector('.remote')).toBe(video);
    await expect.poll(() => video.paused).toBe(false);
    await expect.poll(() => root.querySelector('.pip')?.getAttribute('aria-pressed')).toBe('true');
    rooms.clock.now = noon + 252_000;
    say({});
    await expect.poll(() => small.querySelector('[role="timer"]')?.textContent).toBe('04:12');
    named(small, 'Mute')?.click();
    named(small, 'End video')?.click();
    expect(rooms.upgrade.asked).toEqual(['microphone false', 'end']);
    say({ state: { kind: 'recovering', ...inCall, generation: 1, waitsFor: 'peer', until: noon } });
    await expect.poll(() => small.querySelector('.veil')?.textContent.trim()).toBe('Ana’s connection dropped. Waiting for them…');
    await press(root, 'Picture in picture');
    await expect.poll(() => frame.isConnected).toBe(false);
    await expect.poll(() => root.querySelector('.pip')?.getAttribute('aria-pressed')).toBe('false');
    expect(root.querySelector('.remote')).toBe(video);
  });

  it('goes with the call', async () => {
    const frame = givenWindow();
    const { root, say } = await calling();
    await press(root, 'Picture in picture');
    await expect.poll(() => inside(frame)?.querySelector('video') ?? null).not.toBeNull();
    say({ state: { kind: 'ended', result: { status: 'completed', by: 'agent', at: new Date(noon).toISOString() }, rejoin: false, durationMs: 9 } });
    await expect.poll(() => frame.isConnected).toBe(false);
  });

  it('takes the picture alone where a window is refused', async () => {
    Object.defineProperty(window, 'documentPictureInPicture', { configurable: true, value: { requestWindow: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });
    const { root } = await calling();
    const video = await drawn<HTMLVideoElement>(root, '.remote');
    const asked = vi.fn(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    Object.assign(video, { requestPictureInPicture: asked });
    await press(root, 'Picture in picture');
    await expect.poll(() => asked.mock.calls.length).toBe(1);
  });

  it('is not offered where the browser has neither', async () => {
    Object.defineProperty(window, 'documentPictureInPicture', { configurable: true, value: undefined });
    vi.spyOn(document, 'pictureInPictureEnabled', 'get').mockReturnValue(false);
    const { root } = await calling();
    expect(named(root, 'Picture in picture')).toBeUndefined();
  });
});
