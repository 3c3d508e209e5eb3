import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settling } from '../../../src/call/device-inventory.js';
import { remember } from '../../../src/call/device-memory.js';
import { callMedia, type CallMedia } from './call-media.js';

/** An element that speaks through what it is told to, as far as `Speaker` looks. */
class Loudspeaker {
  sinkId = '';
  refuses: string | undefined;

  setSinkId(id: string): Promise<void> {
    if (id === this.refuses) return Promise.reject(new DOMException('', 'AbortError'));
    this.sinkId = id;
    return Promise.resolve();
  }
}

async function withSpeaker(): Promise<CallMedia & { readonly element: Loudspeaker }> {
  const call = await callMedia();
  const element = new Loudspeaker();
  call.local.attach(element);
  await call.settle();
  return { ...call, element };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) });
});
afterEach(() => vi.unstubAllGlobals());

describe('the speaker', () => {
  it('is chosen for the element that plays', async () => {
    const { controls, element, settle } = await withSpeaker();
    expect(controls.devices.speaker).toEqual({ devices: [{ id: 'speaker-1', label: 'Headset' }, { id: 'speaker-2', label: 'Built-in speaker' }], chosen: undefined });
    controls.choose('speaker', 'speaker-2');
    await settle();
    expect(element.sinkId).toBe('speaker-2');
    expect(controls.devices.speaker?.chosen).toBe('speaker-2');
  });

  it('is the remembered one from the start, and for the next element', async () => {
    remember('speaker', { id: 'speaker-2', label: 'Built-in speaker' });
    const { element, local, settle } = await withSpeaker();
    expect(element.sinkId).toBe('speaker-2');
    const next = new Loudspeaker();
    local.attach(next);
    await settle();
    expect(next.sinkId).toBe('speaker-2');
  });

  it('says what would not speak', async () => {
    const { controls, element, settle } = await withSpeaker();
    element.refuses = 'speaker-1';
    controls.choose('speaker', 'speaker-1');
    await settle();
    expect(controls.notice).toEqual({ kind: 'refused', device: 'speaker', label: 'Headset' });
    expect(element.sinkId).toBe('');
  });

  it('is the system’s own again when the chosen one goes, and the chosen one when it comes back', async () => {
    const { controls, clock, element, media, settle } = await withSpeaker();
    controls.choose('speaker', 'speaker-1');
    await settle();
    media.unplug('speaker-1');
    await clock.run(settling);
    await settle();
    expect(element.sinkId).toBe('');
    expect(controls.notice).toMatchObject({ kind: 'lost', device: 'speaker', label: 'Headset' });
    media.plug({ kind: 'audiooutput', deviceId: 'speaker-1', label: 'Headset' });
    await clock.run(settling);
    await settle();
    expect(element.sinkId).toBe('speaker-1');
  });

  it('is no choice without an element', async () => {
    const { controls, local, settle } = await withSpeaker();
    local.attach(undefined);
    await settle();
    expect(controls.devices.speaker).toBeUndefined();
  });
});
