import { describe, expect, it } from 'vitest';
import { questionFor } from '../../../src/call/media-port.js';
import type { VideoSettings } from '../../../src/protocol/index.js';

const settings = (camera: boolean, microphone: boolean): VideoSettings => ({ enabled: true, camera, microphone, cameraConstraints: { width: 640 } });

describe('the question to the browser', () => {
  it.each([
    ['both', settings(true, true), true, true, { camera: true, microphone: true }],
    ['sound only', settings(true, true), false, true, { camera: false, microphone: true }],
    ['nothing, to watch', settings(true, true), false, false, { camera: false, microphone: false }],
    ['the camera alone', settings(true, true), true, false, { camera: true, microphone: false }],
    ['no camera that may not be sent', settings(false, true), true, true, { camera: false, microphone: true }],
    ['the camera, where it is all that may be sent', settings(true, false), false, true, { camera: true, microphone: false }],
  ])('is for %s', (_name, video, camera, microphone, expected) => {
    expect(questionFor(video, camera, microphone)).toEqual({ ...expected, cameraConstraints: { width: 640 } });
  });

  it('is for nothing where video is not enabled', () => {
    expect(questionFor({ enabled: false }, true)).toEqual({ camera: false, microphone: false, cameraConstraints: {} });
  });
});
