import { describe, expect, it } from 'vitest';
import { capture, secondTry, wishes } from '../../../src/call/capture.js';
import type { CaptureFailure } from '../../../src/call/machine-state.js';
import { fakeMedia, type FakeMedia } from '../../../src/testing/fake-media.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

const constraints = { width: { exact: 1280 }, height: { min: 700, ideal: 720 }, facingMode: 'user' } as const;

interface Wanted {
  readonly camera?: boolean;
  readonly microphone?: boolean;
  readonly chosen?: { readonly camera?: string; readonly microphone?: string };
}

function ask(media: FakeMedia, wanted: Wanted = {}) {
  const clock = manualClock();
  const results: ({ readonly stream: MediaStream } | { readonly failure: CaptureFailure })[] = [];
  const give = capture({ camera: true, microphone: true, ...wanted, cameraConstraints: constraints, media, clock, done: (result) => results.push(result) });
  return { clock, results, cancel: give };
}

describe('capture', () => {
  it('has asked when it returns', () => {
    const media = fakeMedia();
    ask(media);
    expect(media.asked).toEqual([{ audio: true, video: constraints }]);
  });

  it.each([
    ['camera and microphone', {}, { audio: true, video: constraints }],
    ['the microphone alone', { camera: false }, { audio: true, video: false }],
    ['the camera alone', { microphone: false }, { audio: false, video: constraints }],
  ])('asks for %s', (_name, wanted, expected) => {
    const media = fakeMedia();
    ask(media, wanted);
    expect(media.asked).toEqual([expected]);
  });

  it.each(['OverconstrainedError', 'ConstraintNotSatisfiedError'])('wishes instead of demanding after %s, and takes any camera in the end', async (error) => {
    const media = fakeMedia();
    media.answer = { error };
    const { results } = ask(media);
    await expect.poll(() => results.length).toBe(1);
    expect(media.asked.map(({ video }) => video)).toEqual([constraints, wishes(constraints), true]);
    expect(wishes(constraints)).toEqual({ width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'user' } });
  });

  it.each(['NotReadableError', 'TrackStartError', 'AbortError'])('tries once more, half a second after %s', async (error) => {
    const media = fakeMedia();
    media.answer = { error };
    const { results, clock } = ask(media);
    await clock.run(secondTry - 1);
    expect(media.asked).toHaveLength(1);
    await clock.run(1);
    await expect.poll(() => results.length).toBe(1);
    expect(media.asked).toHaveLength(2);
    expect(results[0]).toEqual({ failure: { outcome: 'device-busy', device: 'both' } });
  });

  it('has a device that was only slow to let go', async () => {
    const media = fakeMedia();
    media.busy = ['fake-videoinput'];
    const { results, clock } = ask(media);
    await clock.run(0);
    media.busy = [];
    await clock.run(secondTry);
    await expect.poll(() => results).toEqual([{ stream: media.streams[0] }]);
  });

  it('does not try again once it was given up', async () => {
    const media = fakeMedia();
    media.answer = { error: 'NotReadableError' };
    const { results, clock, cancel } = ask(media);
    await clock.run(0);
    cancel();
    await clock.run(secondTry);
    expect(media.asked).toHaveLength(1);
    expect(results).toEqual([]);
  });

  it('takes another device where the chosen one stays busy', async () => {
    const media = fakeMedia();
    media.devices = ['audioinput', { kind: 'videoinput', deviceId: 'mine', label: 'Mine', facing: 'user' }, 'videoinput'];
    media.busy = ['mine'];
    const { results, clock } = ask(media, { chosen: { camera: 'mine' } });
    await clock.run(0);
    await clock.run(secondTry);
    await expect.poll(() => results).toEqual([{ stream: media.streams[0] }]);
    const mine = { ...constraints, deviceId: { exact: 'mine' } };
    expect(media.asked.map(({ video }) => video)).toEqual([mine, mine, { deviceId: { ideal: 'fake-videoinput' } }]);
  });

  it('asks for the chosen devices first, then takes others', async () => {
    const media = fakeMedia();
    media.answer = { error: 'OverconstrainedError' };
    const { results } = ask(media, { chosen: { microphone: 'gone' } });
    await expect.poll(() => results.length).toBe(1);
    expect(media.asked.map(({ audio }) => audio)).toEqual([{ deviceId: { exact: 'gone' } }, true, { deviceId: { ideal: 'fake-audioinput' } }]);
  });

  it.each(['NotAllowedError', 'PermissionDeniedError', 'SecurityError', 'NotFoundError'])('asks only once when it meets %s', async (error) => {
    const media = fakeMedia();
    media.answer = { error };
    const { results } = ask(media);
    await expect.poll(() => results.length).toBe(1);
    expect(media.asked).toHaveLength(1);
  });

  it('stops a stream that comes after it was given up', async () => {
    const media = fakeMedia();
    media.answer = 'hold';
    const { results, cancel } = ask(media);
    cancel();
    media.settle('grant');
    await expect.poll(() => media.streams.length).toBe(1);
    await expect.poll(() => media.liveTracks.length).toBe(0);
    expect(results).toEqual([]);
  });

  it('does not speak of a failure after it was given up, nor ask again', async () => {
    const media = fakeMedia();
    media.answer = 'hold';
    const { results, cancel } = ask(media);
    cancel();
    media.settle({ error: 'OverconstrainedError' });
    await new Promise((settled) => setTimeout(settled, 0));
    expect(media.asked).toHaveLength(1);
    expect(results).toEqual([]);
  });

  it('takes over a question that was asked already', async () => {
    const media = fakeMedia();
    const stream = await media.getUserMedia({ audio: true, video: true });
    const results: unknown[] = [];
    capture({
      camera: true, microphone: true, cameraConstraints: constraints, media, clock: manualClock(),
      asked: { stream: Promise.resolve(stream), at: 0 }, done: (result) => results.push(result),
    });
    await expect.poll(() => results).toEqual([{ stream }]);
    expect(media.asked).toHaveLength(1);
  });

  it('answers also where there is nothing to ask', async () => {
    const media = fakeMedia();
    media.getUserMedia = () => {
      throw new TypeError('mediaDevices is undefined');
    };
    const { results } = ask(media);
    await expect.poll(() => results).toEqual([{ failure: { outcome: 'no-device', device: 'both' } }]);
  });
});
