/** English words of the self-check. They travel with the sheet. Defines the type that other languages fill. */
import type { Device, DeviceKind } from '../call/index.js';

const kinds: Readonly<Record<DeviceKind, string>> = { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' };

export const enCheckSheet = {
  title: 'Check camera and sound',
  under: 'Only you see and hear this.',
  close: 'Close',
  kinds,
  /** A device whose name the browser keeps to itself. */
  device: ({ label }: Device, kind: DeviceKind, number: number): string => (label === '' ? `${kinds[kind]} ${number}` : label),
  asks: 'Your browser is asking',
  chooseAllow: 'Choose Allow, at the top of this window.',
  tapAllow: 'Tap Allow in the box on your screen.',
  cameraWorks: 'Camera works',
  cameraOff: 'Camera off',
  mirror: 'Mirror my picture',
  saySomething: 'Say something: the bar should move.',
  microphoneWorks: 'Microphone works',
  noSound: 'No sound yet. Is another microphone chosen, or is it muted?',
  test: 'Test',
  playing: 'Playing…',
  twoNotes: 'You should hear two short notes.',
  heard: 'I heard it',
  heardNothing: 'I heard nothing',
  tryAnother: 'Try another speaker, or turn the volume up.',
  noCamera: 'No camera found. You can still join with sound.',
  noMicrophone: 'No microphone found',
  busyCamera: 'Your camera is in use',
  busyMicrophone: 'Your microphone is in use',
  busyMeans: 'Another program is using it. Close other video programs or tabs, then try again.',
  blockedMicrophone: 'Your browser blocked the microphone',
  tryAgain: 'Try again',
  carriesVideo: 'Your network can carry video.',
  blocksVideo: 'Your network may block video. The chat works either way.',
};

export type CheckSheetStrings = typeof enCheckSheet;
