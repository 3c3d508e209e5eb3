import { describe, expect, it, vi } from 'vitest';
import type { TrackProcessor } from '../../../src/call/index.js';
import { callMedia } from './call-media.js';

/** A processor that hands out copies, when the test lets it. */
function blur() {
  const outputs: MediaStreamTrack[] = [];
  const held: { resolve: () => void; reject: () => void }[] = [];
  const processor = {
    start: vi.fn((track: MediaStreamTrack) =>
      new Promise<MediaStreamTrack>((resolve, reject) => {
        const output = track.clone();
        outputs.push(output);
        held.push({ resolve: () => resolve(output), reject: () => reject(new Error('no WebGL')) });
      })),
    stop: vi.fn(),
  } satisfies TrackProcessor;
  return { processor, outputs, held, ready: () => held.at(-1)?.resolve(), broken: () => held.at(-1)?.reject() };
}

describe('a processor', () => {
  it('changes the picture from when it is ready on, and shows only then', async () => {
    const { controls, local, settle } = await callMedia();
    const it = blur();
    const camera = local.source('video');
    controls.process(it.processor);
    expect(it.processor.start).toHaveBeenCalledWith(camera);
    expect(controls.processing).toBe(false);
    expect(local.stream?.getVideoTracks()).toEqual([camera]);
    it.ready();
    await settle();
    expect(controls.processing).toBe(true);
    expect(local.stream?.getVideoTracks()).toEqual(it.outputs);
    expect(local.sent.video).toBe('on');
  });

  it('may answer at once', async () => {
    const { controls, local, settle } = await callMedia();
    const output = local.source('video')?.clone();
    if (!output) throw new Error('no camera');
    controls.process({ start: () => output, stop: () => undefined });
    await settle();
    expect(local.stream?.getVideoTracks()).toEqual([output]);
  });

  it('is let go of when it is taken away', async () => {
    const { controls, local, settle } = await callMedia();
    const it = blur();
    controls.process(it.processor);
    it.ready();
    await settle();
    controls.process(undefined);
    expect(controls.processing).toBe(false);
    expect(it.processor.stop).toHaveBeenCalledTimes(1);
    expect(it.outputs[0]?.readyState).toBe('ended');
    expect(local.source('video')?.readyState).toBe('live');
    expect(local.stream?.getVideoTracks()).toEqual([local.source('video')]);
  });

  it.each(['rejects', 'throws'])('leaves the camera as it is when it %s', async (how) => {
    const { controls, local, settle } = await callMedia();
    const it = blur();
    if (how === 'throws') {
      it.processor.start.mockImplementation(() => {
        throw new Error('no canvas');
      });
    }
    controls.process(it.processor);
    it.broken();
    await settle();
    expect(controls.processing).toBe(false);
    expect(it.processor.stop).toHaveBeenCalledTimes(1);
    expect(local.stream?.getVideoTracks()).toEqual([local.source('video')]);
  });

  it('that breaks down later leaves the camera as it is', async () => {
    const { controls, local, settle } = await callMedia();
    const it = blur();
    controls.process(it.processor);
    it.ready();
    await settle();
    it.outputs[0]?.dispatchEvent(new Event('ended'));
    expect(controls.processing).toBe(false);
    expect(local.stream?.getVideoTracks()).toEqual([local.source('video')]);
  });

  it('hides another camera until it has processed it', async () => {
    const { controls, local, settle } = await callMedia();
    const it = blur();
    controls.process(it.processor);
    it.ready();
    await settle();
    controls.choose('camera', 'cam-2');
    await settle();
    expect(it.processor.stop).toHaveBeenCalledTimes(1);
    expect(it.processor.start).toHaveBeenLastCalledWith(local.source('video'));
    expect(local.stream?.getVideoTracks()).toEqual([]);
    it.ready();
    await settle();
    expect(local.stream?.getVideoTracks()).toEqual([it.outputs[1]]);
  });

  it('starts with the camera where that is off', async () => {
    const { controls, local, settle } = await callMedia({ camera: false });
    const it = blur();
    controls.process(it.processor);
    expect(it.processor.start).not.toHaveBeenCalled();
    local.setCamera(true);
    await settle();
    expect(it.processor.start).toHaveBeenCalledTimes(1);
    expect(local.stream?.getVideoTracks()).toEqual([]);
  });

  it('does not show the plain picture between one processor and the next', async () => {
    const { controls, local, settle } = await callMedia();
    const [first, second] = [blur(), blur()];
    controls.process(first.processor);
    first.ready();
    await settle();
    controls.process(second.processor);
    expect(first.processor.stop).toHaveBeenCalledTimes(1);
    expect(local.stream?.getVideoTracks()).toEqual([]);
    second.ready();
    await settle();
    expect(local.stream?.getVideoTracks()).toEqual(second.outputs);
  });

  it.each([
    ['another took its place', ({ controls }: Awaited<ReturnType<typeof callMedia>>) => controls.process(undefined)],
    ['the camera was switched off', ({ local }: Awaited<ReturnType<typeof callMedia>>) => local.setCamera(false)],
    ['the call ended', ({ local }: Awaited<ReturnType<typeof callMedia>>) => local.release()],
  ])('that is ready when %s leaves no track live', async (_name, act) => {
    const call = await callMedia();
    const it = blur();
    call.controls.process(it.processor);
    act(call);
    it.ready();
    await call.settle();
    expect(it.processor.stop).toHaveBeenCalledTimes(1);
    expect(it.outputs.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('waits behind a shared screen', async () => {
    const { controls, local, settle } = await callMedia();
    const it = blur();
    controls.share(true);
    await settle();
    controls.process(it.processor);
    it.ready();
    await settle();
    expect(local.sent.video).toBe('screen');
    controls.share(false);
    expect(local.stream?.getVideoTracks()).toEqual(it.outputs);
  });
});
