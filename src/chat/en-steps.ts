/**
 * English words of a refused permission and of how to allow it again, by browser and by system. `**` stands around what is bold,
 * `{glyph}` for the picture of a browser's control. Every key needs its words in src/chat/languages.
 */
import type { Spoken, Words } from '../ui/words.js';

export const enSteps = {
  denied: {
    camera: 'Your browser blocked the camera',
    microphone: 'Your browser blocked the microphone',
    both: 'Your browser blocked camera and microphone',
    under: 'Nothing was shared. {agent} is still here.',
    dismissed: 'You closed your browser’s question.',
    dismissedUnder: 'Nothing was shared. Try again whenever you like.',
  },
  /** The system's own switch is off. */
  systemDenied: {
    phone: {
      camera: 'Your phone doesn’t let this browser use the camera.',
      microphone: 'Your phone doesn’t let this browser use the microphone.',
      both: 'Your phone doesn’t let this browser use camera and microphone.',
    },
    computer: {
      camera: 'Your computer doesn’t let this browser use the camera.',
      microphone: 'Your computer doesn’t let this browser use the microphone.',
      both: 'Your computer doesn’t let this browser use camera and microphone.',
    },
  },
  systems: {
    android: 'Open **Settings**, **Apps**, **{device}**, and turn this browser on.',
    ios: 'Open **Settings**, **Privacy & Security**, **{device}**, and turn this browser on.',
    mac: 'Open **System Settings**, **Privacy & Security**, **{device}**, and turn this browser on.',
    windows: 'Open **Settings**, **Privacy & security**, **{device}**, and turn this browser on.',
    sameForMicrophone: 'Do the same under **{device}**.',
  },
  kinds: { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' },
  steps: {
    turnOn: 'Turn on **Camera** and **Microphone**.',
    setToAllow: 'Set **Camera** and **Microphone** to **Allow**.',
    allow: 'Allow **Camera** and **Microphone**.',
    pressAgain: 'Come back here and press **Try again**.',
    tapAgain: 'Come back here and tap **Try again**.',
    chrome: 'Press {glyph} left of the address, at the top of this window.',
    chromeAndroid: 'Tap {glyph} left of the address, then **Permissions**.',
    firefox: 'Press the crossed-out {glyph} left of the address.',
    firefoxUnblock: 'Remove **Blocked** next to Camera and Microphone.',
    safari: 'In the menu bar, open **Safari**, then **Settings for {site}**.',
    safariIos: 'Tap the page button beside the address, then **Website Settings**.',
    settings: 'Open your browser’s settings for this site.',
  },
} as const satisfies Words;

export type StepStrings = Spoken<typeof enSteps>;
