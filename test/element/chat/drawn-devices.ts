/** Devices for the self-check's pictures: a drawn camera that works and a microphone that hears something, or a browser that refuses both. */
import type { TrialPorts } from '../../../src/call/preflight/trial-ports.js';
import { drawnStream } from './drawn-stream.js';

const listed = [
  { kind: 'videoinput', deviceId: 'c1', label: 'Integrated camera' },
  { kind: 'audioinput', deviceId: 'm1', label: 'Built-in microphone' },
  { kind: 'audiooutput', deviceId: 's1', label: 'Headset' },
] as const;

export const drawnDevices = (permission: 'granted' | 'denied'): TrialPorts => ({
  media: {
    getUserMedia: () => (permission === 'denied' ? Promise.reject(new DOMException('no', 'NotAllowedError')) : Promise.resolve(withSound())),
    list: () => Promise.resolve(listed),
    permission: () => Promise.resolve(permission),
    mayAsk: () => true,
    oneAtATime: () => false,
    hidden: false,
    watch: () => () => undefined,
  },
  firstFrame: () => [Promise.resolve({ width: 640, height: 360 }), () => undefined],
  meter: (_track, onLevel) => {
    // Until it is drawn, and once more for the eye.
    const timer = setInterval(() => onLevel(0.62), 100);
    return () => clearInterval(timer);
  },
  notes: () => Promise.resolve(),
  choosesSpeaker: true,
});

function withSound(): MediaStream {
  const { stream } = new AudioContext().createMediaStreamDestination();
  return new MediaStream([...drawnStream('self').getTracks(), ...stream.getTracks()]);
}
