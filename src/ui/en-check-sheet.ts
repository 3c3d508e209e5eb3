/** English words of the self-check. They travel with the sheet. Every key needs its words in src/chat/languages. */
import type { Spoken, Words } from './words.js';

export const enCheckSheet = {
  checkDevices: 'Check camera and sound',
  onlyYouHear: 'Only you see and hear this.',
  close: 'Close',
  backToChat: 'Back to chat',
  startVideo: 'Start video',
  kinds: { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' },
  /** A device whose name the browser keeps to itself. */
  nameless: '{kind} {number}',
  browserAsks: 'Your browser is asking',
  chooseAllow: 'Choose Allow, at the top of this window.',
  tapAllow: 'Tap Allow in the box on your screen.',
  cameraWorks: 'Camera works',
  cameraOff: 'Camera off',
  mirror: 'Mirror my picture',
  saySomething: 'Say something: the bar should move.',
  microphoneWorks: 'Microphone works',
  noSoundYet: 'No sound yet. Is another microphone chosen, or is it muted?',
  testSpeaker: 'Test',
  playing: 'Playing…',
  twoNotes: 'You should hear two short notes.',
  heard: 'I heard it',
  heardNothing: 'I heard nothing',
  tryAnotherSpeaker: 'Try another speaker, or turn the volume up.',
  noCamera: 'No camera found. You can still join with sound.',
  noMicrophone: 'No microphone found',
  busyCamera: 'Your camera is in use',
  busyMicrophone: 'Your microphone is in use',
  busyMeans: 'Another program is using it. Close other video programs or tabs, then try again.',
  blockedMicrophone: 'Your browser blocked the microphone',
  tryAgain: 'Try again',
  carriesVideo: 'Your network can carry video.',
  blocksVideo: 'Your network may block video. The chat works either way.',
} as const satisfies Words;

export type CheckSheetStrings = Spoken<typeof enCheckSheet>;
