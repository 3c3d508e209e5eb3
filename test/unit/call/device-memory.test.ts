import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recall, recognise, remember } from '../../../src/call/device-memory.js';
import { callMedia } from './call-media.js';

let kept: Map<string, string>;
const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => vi.unstubAllGlobals());

const camera = { id: 'cam-2', label: 'Document camera' };

describe('the memory of devices', () => {
  it('keeps nothing before the visitor has chosen', async () => {
    const { local } = await callMedia();
    local.setCamera(false);
    local.setCamera(true);
    local.release();
    expect(kept.size).toBe(0);
  });

  it('keeps a choice, each kind for itself', async () => {
    const { controls, settle } = await callMedia();
    controls.choose('camera', 'cam-2');
    await settle();
    expect(recall('camera')).toEqual(camera);
    expect(recall('microphone')).toBeUndefined();
  });

  it.each([
    ['camera', 'cam-2', 'Document camera'],
    ['microphone', 'mic-2', 'Built-in microphone'],
  ] as const)('keeps a choice made while the %s is off, and opens nothing before it is wanted', async (device, id, label) => {
    const { controls, local, media, settle, sent } = await callMedia();
    const kind = device === 'camera' ? 'video' : 'audio';
    local.setSource(kind, undefined);
    const before = media.asked.length;
    controls.choose(device, id);
    await settle();
    expect(media.asked).toHaveLength(before);
    expect(local.modes[kind]).toBe('off');
    expect(controls.devices[device]?.chosen).toBe(id);
    if (device === 'camera') local.setCamera(true);
    else local.setMicrophone(true);
    await settle();
    expect(sent()[kind]).toBe(label);
  });

  it('opens the device that is chosen in place of a lost one', async () => {
    const { controls, media, settle, sent } = await callMedia();
    media.busy = ['cam-2'];
    media.unplug('cam-1');
    await settle();
    expect(sent().video).toBeUndefined();
    media.busy = [];
    controls.choose('camera', 'cam-2');
    await settle();
    expect(sent().video).toBe('Document camera');
  });

  it('keeps no choice that failed', async () => {
    const { controls, media, settle } = await callMedia();
    media.busy = ['cam-2'];
    controls.choose('camera', 'cam-2');
    await settle();
    expect(kept.size).toBe(0);
  });

  it('does not take a replacement for a choice', async () => {
    const { media, settle } = await callMedia();
    media.unplug('mic-1');
    await settle();
    expect(kept.size).toBe(0);
  });

  it.each([
    ['its id', [{ id: 'other', label: 'Document camera' }, { id: 'cam-2', label: 'Renamed' }], 'cam-2'],
    ['its label, where ids have changed', [{ id: 'other', label: 'Desk camera' }, { id: 'new', label: 'Document camera' }], 'new'],
    ['nothing, where it is not there', [{ id: 'other', label: 'Desk camera' }], undefined],
    ['nothing, where labels are hidden', [{ id: 'other', label: '' }], undefined],
  ])('knows a device again by %s', (_name, devices, id) => {
    remember('camera', camera);
    expect(recognise('camera', devices)?.id).toBe(id);
  });

  it('does not take an empty label for a match', () => {
    remember('camera', { id: 'cam-2', label: '' });
    expect(recognise('camera', [{ id: 'other', label: '' }])).toBeUndefined();
  });

  it.each(['', 'nothing', '{"id":1}'])('makes nothing of %j in the storage', (value) => {
    kept.set('segue.camera', value);
    expect(recall('camera')).toBeUndefined();
  });

  it.each(['getItem', 'setItem'] as const)('survives a storage whose %s throws', async (method) => {
    vi.stubGlobal('localStorage', { ...storage, [method]: () => { throw new Error('denied'); } });
    const { controls, settle, sent } = await callMedia();
    controls.choose('camera', 'cam-2');
    await settle();
    expect(sent().video).toBe('Document camera');
    expect(recall('camera')).toBeUndefined();
  });
});

describe('a call after a choice', () => {
  it('asks for the chosen devices', async () => {
    remember('camera', camera);
    remember('microphone', { id: 'mic-2', label: 'Built-in microphone' });
    const { media, sent } = await callMedia();
    expect(media.asked).toEqual([{ audio: { deviceId: { exact: 'mic-2' } }, video: { deviceId: { exact: 'cam-2' } } }]);
    expect(sent()).toEqual({ audio: 'Built-in microphone', video: 'Document camera' });
  });

  it('finds a device by its label when its id is another one', async () => {
    remember('camera', { id: 'old', label: 'Document camera' });
    const { media, sent } = await callMedia();
    expect(sent().video).toBe('Document camera');
    expect(media.asked).toHaveLength(2);
  });

  it('takes any where the chosen one is gone', async () => {
    remember('camera', { id: 'old', label: 'Gone' });
    expect((await callMedia()).sent().video).toBe('Desk camera');
  });
});
