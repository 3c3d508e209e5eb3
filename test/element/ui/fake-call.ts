/** Devices and health of a call as a test says them, and what was asked of them. Nothing changes by itself. */
import type { CallControls, CallHealth, QualitySnapshot } from '../../../src/call/index.js';

type Said = Partial<Omit<CallControls, 'choose' | 'share' | 'flip' | 'show' | 'process'>>;

/** `asked` takes down every request, in order. */
export function fakeControls(asked: string[], said: Said = {}): CallControls {
  return {
    devices: {
      camera: { devices: [{ id: 'c1', label: 'Integrated camera' }, { id: 'c2', label: 'USB camera' }], chosen: 'c1' },
      microphone: { devices: [{ id: 'm1', label: 'Built-in microphone' }, { id: 'm2', label: 'Headset' }], chosen: 'm1' },
      speaker: { devices: [{ id: 's1', label: 'Headset' }], chosen: 's1' },
    },
    notice: undefined,
    screen: 'off',
    facing: undefined,
    showing: false,
    processing: false,
    ...said,
    choose: (device, id) => void asked.push(`choose ${device} ${id}`),
    share: (on) => void asked.push(`share ${String(on)}`),
    flip: () => void asked.push('flip'),
    show: (on) => void asked.push(`show ${String(on)}`),
    process: () => void asked.push('process'),
  };
}

export function quality(step: QualitySnapshot['step']): QualitySnapshot {
  const audio = { kbps: 32, loss: 0.2, jitterMs: 4 };
  const picture = { kbps: 1_200, loss: 0.2, jitterMs: 6, width: 1280, height: 720, fps: 30, freezes: 0 };
  return {
    at: 0,
    mos: { good: 4.3, fair: 3.1, weak: 1.9 }[step],
    step,
    rttMs: 64,
    audio: { in: audio, out: audio },
    video: { in: picture, out: picture },
    path: { local: 'host', remote: 'srflx' },
  };
}

export function fakeHealth(asked: string[], said: Partial<Omit<CallHealth, 'keepVideo'>> = {}): CallHealth {
  return { quality: quality('good'), troubles: [], adaptation: 'full', ...said, keepVideo: () => void asked.push('keep video') };
}
