/** Ports of a trial that do what a test says: the first frame, the level and the end of the notes come when it wants them. */
import type { TrialPorts } from '../../../../src/call/preflight/trial-ports.js';
import { fakeMedia, type FakeMedia } from '../../../../src/testing/index.js';

export interface TrialFixture {
  readonly ports: TrialPorts;
  readonly media: FakeMedia;
  /** The camera's first frame. */
  showFrame(): void;
  hear(level: number): void;
  readonly metered: number;
  /** Outputs that notes were sent to, in order. */
  readonly played: (string | undefined)[];
  /** Whether notes can be played. */
  notes: 'play' | 'fail';
}

export function trialFixture(): TrialFixture {
  const media = fakeMedia();
  const frames = new Set<() => void>();
  const meters = new Set<(level: number) => void>();
  const fixture: TrialFixture = {
    media,
    notes: 'play',
    played: [],
    get metered() {
      return meters.size;
    },
    showFrame: () => frames.forEach((show) => show()),
    hear: (level) => meters.forEach((hear) => hear(level)),
    ports: {
      media,
      choosesSpeaker: true,
      firstFrame() {
        let show: () => void = () => undefined;
        const frame = new Promise<{ width: number; height: number }>((resolve) => (show = () => resolve({ width: 640, height: 360 })));
        frames.add(show);
        return [frame, () => frames.delete(show)];
      },
      meter(_track, onLevel) {
        meters.add(onLevel);
        return () => meters.delete(onLevel);
      },
      notes(sink) {
        fixture.played.push(sink);
        return fixture.notes === 'play' ? Promise.resolve() : Promise.reject(new Error('no'));
      },
    },
  };
  return fixture;
}
