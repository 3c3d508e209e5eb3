/**
 * English words for how an upgrade ended: one row per result, in the order of the look's table "Every result, in one
 * sentence". The engine's own words are keys here and never on screen. Defines the type that other languages fill.
 */

/** What people are called in a sentence: first name of the agent, name of the shop. */
export interface Names {
  readonly agent: string;
  readonly shop: string;
}

/** A way on from a card. */
export type WayOn = 'start' | 'retry' | 'sound-only' | 'stay' | 'rejoin' | 'copy-link' | 'own-window';

export interface ResultCopy {
  /** Absent: no card, only the line. */
  readonly title?: string;
  readonly under?: (names: Names) => string;
  readonly text?: (names: Names) => string;
  /** The quiet line in the transcript. */
  readonly line: (names: Names) => string;
  readonly ways: readonly WayOn[];
}

const say = (text: string) => (): string => text;
const again: readonly WayOn[] = ['retry', 'stay'];
const againOrSound: readonly WayOn[] = ['retry', 'sound-only', 'stay'];
const stillHere = ({ agent }: Names): string => `${agent} is still here in the chat.`;
const couldNot = { title: 'Video couldn’t connect', line: say('Video couldn’t connect'), ways: again };

export const enResults = {
  'declined-customer': { line: say('You declined video'), ways: ['start'] },
  'declined-agent': {
    title: 'Not right now',
    under: ({ agent }) => `${agent} can’t do video at the moment and goes on with you here.`,
    line: ({ agent }) => `${agent} can’t do video right now`,
    ways: ['stay'],
  },
  'timeout-customer': {
    title: 'The invitation ran out',
    under: say('You can still start video yourself.'),
    line: say('Invitation to video ran out'),
    ways: ['start', 'stay'],
  },
  'timeout-agent': {
    title: 'No answer yet',
    under: ({ agent }) => `${agent} didn’t see your video request in time.`,
    line: say('Video request not answered'),
    ways: again,
  },
  'unsupported-browser': {
    title: 'This browser can’t do video',
    under: say('A current Chrome, Edge, Firefox or Safari can. The chat goes on here.'),
    line: say('Video isn’t possible in this browser'),
    ways: ['copy-link', 'stay'],
  },
  'unsupported-page': {
    title: 'Video isn’t possible on this page',
    under: say('The page isn’t secure, so your browser keeps the camera off.'),
    line: say('Video isn’t possible on this page'),
    ways: ['stay'],
  },
  'unsupported-frame': {
    title: 'Video isn’t possible in this frame',
    under: say('Open the chat in its own window for video.'),
    line: say('Video isn’t possible in this frame'),
    ways: ['own-window', 'stay'],
  },
  'not-allowed': {
    title: 'Video isn’t offered here',
    under: ({ shop, agent }) => `${shop} doesn’t offer video for this chat. ${agent} goes on with you here.`,
    line: say('Video isn’t offered in this chat'),
    ways: ['stay'],
  },
  'permission-denied': {
    title: 'Your browser blocked camera and microphone',
    under: ({ agent }) => `Nothing was shared. ${agent} is still here.`,
    line: say('Video didn’t start: camera not allowed'),
    ways: againOrSound,
  },
  'no-device-camera': {
    title: 'No camera found',
    under: say('Plug one in, or start with sound only.'),
    line: say('Video didn’t start: no camera'),
    ways: againOrSound,
  },
  'no-device-microphone': {
    title: 'No microphone found',
    under: ({ agent }) => `Plug one in. ${agent} can’t hear you without it.`,
    line: say('Video didn’t start: no microphone'),
    ways: again,
  },
  'device-busy': {
    title: 'Your camera is in use',
    under: say('Another program is using it.'),
    text: say('Close other video programs or tabs, then try again. Or start with sound only; you can add the camera later.'),
    line: say('Video didn’t start: camera in use'),
    ways: againOrSound,
  },
  'no-agent': {
    title: 'Nobody is free for video',
    under: ({ agent }) => `${agent} stays with you in the chat. You can ask again later.`,
    line: say('No one is free for video'),
    ways: again,
  },
  'turn-unreachable': {
    ...couldNot,
    under: say('Your network seems to block video.'),
    text: (names) => `Another network usually helps: try mobile data, or leave the VPN. ${stillHere(names)}`,
  },
  'turn-refused': { ...couldNot, under: say('The fault is on our side, and it has been reported.'), text: stillHere },
  'ice-failed': {
    ...couldNot,
    under: ({ agent }) => `We tried every way between you and ${agent}.`,
    text: say('Trying once more often helps.'),
  },
  'no-candidates': {
    ...couldNot,
    under: say('Your browser or a privacy add-on hides the network from video.'),
    text: say('Pause the add-on, then try again.'),
  },
  'signaling-lost': {
    title: 'Connection lost',
    under: say('You went offline before the video was ready.'),
    text: say('It starts again when you’re back.'),
    line: say('Connection lost before video started'),
    ways: again,
  },
  'media-lost': {
    title: 'Your video was interrupted',
    under: ({ agent }) => `${agent} is waiting for you.`,
    line: say('Video interrupted'),
    ways: ['rejoin', 'stay'],
  },
  cancelled: { line: say('You cancelled video'), ways: ['start'] },
  'cancelled-agent': { line: ({ agent }) => `${agent} took the invitation back.`, ways: ['start'] },
} as const satisfies Record<string, ResultCopy>;

export type ResultKey = keyof typeof enResults;
export type ResultStrings = Readonly<Record<ResultKey, ResultCopy>>;

export const enWays: Readonly<Record<WayOn, string>> = {
  start: 'Start video',
  retry: 'Try again',
  'sound-only': 'Sound only',
  stay: 'Stay in chat',
  rejoin: 'Rejoin video',
  'copy-link': 'Copy link',
  'own-window': 'Open in a window',
};
