/**
 * English words of what comes after the first frame: quality, devices, screen, notes, picture in picture. They travel with the
 * parts that show them. `who`: first name of the other side. Every key needs its words in src/chat/languages.
 */
import type { Spoken, Words } from './words.js';

export const enInCall = {
  devices: 'Devices',
  kinds: { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' },
  /** A device whose name the browser keeps to itself. */
  nameless: '{kind} {number}',
  checkDevices: 'Check camera and sound',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
  switchCamera: 'Switch camera',
  showSomething: 'Show something',
  stopShowing: 'Stop showing',
  pictureInPicture: 'Picture in picture',
  fullScreen: 'Full screen',
  endFullScreen: 'Leave full screen',

  good: 'Good connection',
  goodMeans: 'Sound and picture are clear.',
  fair: 'Fair connection',
  fairMeans: 'The picture may get softer.',
  weak: 'Weak connection',
  weakMeans: 'Sound comes first, the picture may pause.',
  sharing: 'You’re sharing your screen',
  peerShares: '{who} shares their screen',
  showing: '{who} sees what your camera sees.',
  peerShows: '{who} shows you something. Your camera rests meanwhile.',
  unplugged: '{device} was unplugged. Now using {other}.',
  unpluggedOnly: '{device} was unplugged.',
  mine: { camera: 'Your camera', microphone: 'Your microphone', speaker: 'Your speaker' },
  held: {
    camera: 'Your camera is in use by something else on this device.',
    microphone: 'Your microphone is in use by something else on this device.',
  },
  refused: '{device} would not start. The one before stays in use.',
  failures: {
    'permission-denied': { camera: 'Your browser blocked the camera', microphone: 'Your browser blocked the microphone' },
    'no-device': { camera: 'No camera found', microphone: 'No microphone found' },
    'device-busy': { camera: 'Your camera is in use', microphone: 'Your microphone is in use' },
  },
  weakPaused: 'Your connection is weak, so your camera is paused.',
  turnOnAnyway: 'Turn video on anyway',
  videoIsBack: 'Video is back',
  ownBlack: 'Your camera shows only black. Is it covered?',
  ownSilent: 'We can’t hear you. Check your microphone.',
  mutedSpeech: 'You’re talking, but you’re muted.',
  peerFrozen: '{who}’s picture stands still.',
  peerBlack: '{who}’s camera shows only black.',
  peerSilent: 'No sound comes from {who}.',
  unmute: 'Unmute',
} as const satisfies Words;

export type InCallStrings = Spoken<typeof enInCall>;
