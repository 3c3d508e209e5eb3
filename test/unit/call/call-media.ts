/** This side's media in a call, for tests: fake devices, a clock that stands still, and what would go out. */
import { createControls } from '../../../src/call/controls.js';
import type { LoadedControls } from '../../../src/call/controls-port.js';
import type { MediaKind, MediaModes } from '../../../src/call/index.js';
import { LocalMedia } from '../../../src/call/local-media.js';
import type { VideoSettings } from '../../../src/protocol/index.js';
import { fakeMedia, type FakeDevice, type FakeMedia } from '../../../src/testing/fake-media.js';
import { manualClock, type ManualClock } from '../../../src/testing/manual-clock.js';

export const desk: readonly FakeDevice[] = [
  { kind: 'videoinput', deviceId: 'cam-1', label: 'Desk camera' },
  { kind: 'videoinput', deviceId: 'cam-2', label: 'Document camera' },
  { kind: 'audioinput', deviceId: 'mic-1', label: 'Headset' },
  { kind: 'audioinput', deviceId: 'mic-2', label: 'Built-in microphone' },
  { kind: 'audiooutput', deviceId: 'speaker-1', label: 'Headset' },
  { kind: 'audiooutput', deviceId: 'speaker-2', label: 'Built-in speaker' },
];

export const phone: readonly FakeDevice[] = [
  { kind: 'videoinput', deviceId: 'front', label: 'Front camera', facing: 'user' },
  { kind: 'videoinput', deviceId: 'back', label: 'Back camera', facing: 'environment' },
  { kind: 'audioinput', deviceId: 'mic', label: 'Microphone' },
];

export interface CallMedia {
  readonly media: FakeMedia;
  readonly clock: ManualClock;
  readonly local: LocalMedia;
  /** Tracks that were put on their way, oldest first; null: none. */
  readonly replaced: readonly (readonly [MediaKind, MediaStreamTrack | null])[];
  readonly controls: LoadedControls;
  /** Labels of what goes out. */
  readonly sent: () => { readonly audio: string | undefined; readonly video: string | undefined };
  readonly peer: (modes: MediaModes) => void;
  /** Lets promises and short waits settle. */
  readonly settle: () => Promise<void>;
}

interface More {
  readonly devices?: readonly FakeDevice[];
  readonly settings?: Partial<Extract<VideoSettings, { enabled: true }>>;
  readonly camera?: boolean;
  readonly set?: (media: FakeMedia) => void;
}

/** Media of a call that is going on, with its controls loaded. */
export async function callMedia({ devices = desk, settings = {}, camera = true, set }: More = {}): Promise<CallMedia> {
  const media = fakeMedia();
  media.devices = devices;
  set?.(media);
  const clock = manualClock();
  const replaced: (readonly [MediaKind, MediaStreamTrack | null])[] = [];
  let peerMedia: MediaModes | undefined;
  let loaded: LoadedControls | undefined;
  const local = new LocalMedia({
    media,
    clock,
    settings: () => ({ enabled: true, camera: true, microphone: true, cameraConstraints: {}, ...settings }),
    peerMedia: () => peerMedia,
    changed: () => undefined,
    replaced: (kind, track) => replaced.push([kind, track]),
  });
  local.extend((host) => (loaded = createControls(host)));
  local.open(camera, undefined, () => undefined);
  await clock.run(0);
  await clock.run(0);
  if (!loaded) throw new Error('no stream, no controls');
  const labelOf = (kind: MediaKind): string | undefined => local.stream?.getTracks().find((track) => track.kind === kind && track.readyState === 'live')?.label;
  return {
    media, clock, local, replaced, controls: loaded,
    sent: () => ({ audio: labelOf('audio'), video: labelOf('video') }),
    peer: (modes) => {
      peerMedia = modes;
      local.peerChanged();
    },
    settle: async () => {
      for (let turn = 0; turn < 4; turn += 1) await clock.run(0);
    },
  };
}
