/**
 * English words for how an upgrade ended: one row per result, in the order of the look's table "Every result, in one sentence". The
 * engine's own words are keys here and never on screen. Which ways on a row has is results.ts' matter. Every key needs its words in
 * src/chat/languages.
 */
import type { Spoken, Words } from '../ui/words.js';

export const enResults = {
  results: {
    'declined-customer': { line: 'You declined video' },
    'declined-agent': {
      title: 'Not right now',
      under: '{agent} can’t do video at the moment and goes on with you here.',
      line: '{agent} can’t do video right now',
    },
    'timeout-customer': {
      title: 'The invitation ran out',
      under: 'You can still start video yourself.',
      line: 'Invitation to video ran out',
    },
    'timeout-agent': {
      title: 'No answer yet',
      under: '{agent} didn’t see your video request in time.',
      line: 'Video request not answered',
    },
    'unsupported-browser': {
      title: 'This browser can’t do video',
      under: 'A current Chrome, Edge, Firefox or Safari can. The chat goes on here.',
      line: 'Video isn’t possible in this browser',
    },
    'unsupported-page': {
      title: 'Video isn’t possible on this page',
      under: 'The page isn’t secure, so your browser keeps the camera off.',
      line: 'Video isn’t possible on this page',
    },
    'unsupported-frame': {
      title: 'Video isn’t possible in this frame',
      under: 'Open the chat in its own window for video.',
      line: 'Video isn’t possible in this frame',
    },
    'not-allowed': {
      title: 'Video isn’t offered here',
      under: '{shop} doesn’t offer video for this chat. {agent} goes on with you here.',
      line: 'Video isn’t offered in this chat',
    },
    'permission-denied': {
      title: 'Your browser blocked camera and microphone',
      under: 'Nothing was shared. {agent} is still here.',
      line: 'Video didn’t start: camera not allowed',
    },
    'no-device-camera': {
      title: 'No camera found',
      under: 'Plug one in, or start with sound only.',
      line: 'Video didn’t start: no camera',
    },
    'no-device-microphone': {
      title: 'No microphone found',
      under: 'Plug one in. {agent} can’t hear you without it.',
      line: 'Video didn’t start: no microphone',
    },
    'device-busy': {
      title: 'Your camera is in use',
      under: 'Another program is using it.',
      text: 'Close other video programs or tabs, then try again. Or start with sound only; you can add the camera later.',
      line: 'Video didn’t start: camera in use',
    },
    'no-agent': {
      title: 'Nobody is free for video',
      under: '{agent} stays with you in the chat. You can ask again later.',
      line: 'No one is free for video',
    },
    'turn-unreachable': {
      title: 'Video couldn’t connect',
      under: 'Your network seems to block video.',
      text: 'Another network usually helps: try mobile data, or leave the VPN. {agent} is still here in the chat.',
      line: 'Video couldn’t connect',
    },
    'turn-refused': {
      title: 'Video couldn’t connect',
      under: 'The fault is on our side, and it has been reported.',
      text: '{agent} is still here in the chat.',
      line: 'Video couldn’t connect',
    },
    'ice-failed': {
      title: 'Video couldn’t connect',
      under: 'We tried every way between you and {agent}.',
      text: 'Trying once more often helps.',
      line: 'Video couldn’t connect',
    },
    'no-candidates': {
      title: 'Video couldn’t connect',
      under: 'Your browser or a privacy add-on hides the network from video.',
      text: 'Pause the add-on, then try again.',
      line: 'Video couldn’t connect',
    },
    'signaling-lost': {
      title: 'Connection lost',
      under: 'You went offline before the video was ready.',
      text: 'It starts again when you’re back.',
      line: 'Connection lost before video started',
    },
    'media-lost': {
      title: 'Your video was interrupted',
      under: '{agent} is waiting for you.',
      line: 'Video interrupted',
    },
    'media-over': {
      title: 'Your video was interrupted',
      under: 'The call has ended. The chat goes on here.',
      line: 'Video interrupted',
    },
    cancelled: { line: 'You cancelled video' },
    'cancelled-agent': { line: '{agent} took the invitation back.' },
  },
  ways: {
    start: 'Start video',
    retry: 'Try again',
    'sound-only': 'Sound only',
    stay: 'Stay in chat',
    rejoin: 'Rejoin video',
    'copy-link': 'Copy link',
    'own-window': 'Open in a window',
  },
} as const satisfies Words;

/** What people are called in a sentence: first name of the agent, name of the shop. */
export interface Names {
  readonly agent: string;
  readonly shop: string;
}

/** A way on from a card. */
export type WayOn = keyof (typeof enResults)['ways'];
export type ResultKey = keyof (typeof enResults)['results'];

/** A sentence with or without names in it. */
export type Phrase = string | ((names: Names) => string);
export interface ResultCopy {
  /** Absent: no card, only the line. */
  readonly title?: string;
  readonly under?: Phrase;
  readonly text?: Phrase;
  /** The quiet line in the transcript. */
  readonly line: Phrase;
}

export interface ResultStrings {
  readonly results: Readonly<Record<ResultKey, ResultCopy>>;
  readonly ways: Spoken<(typeof enResults)['ways']>;
}
