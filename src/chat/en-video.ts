/**
 * English words of what the chat shows and says of video between the click and the end: cards and spoken sentences.
 * How an upgrade ended: see en-results.ts; how to allow the camera again: en-steps.ts.
 */
import type { Spoken, Words } from '../ui/words.js';
import { enChat } from './en.js';

export const enVideo = {
  ...enChat,
  goesOnHere: 'Your video goes on here.',
  invites: '{agent} invites you to video',
  stayOpen: 'The chat stays open beside it.',
  willSee: '{agent} will see your camera and hear you.',
  willHear: '{agent} will hear you.',
  notRecorded: 'Not recorded. End it whenever you like.',
  acceptVideo: 'Accept video',
  decline: 'Decline',
  declineVideo: 'Decline video',
  checkDevices: 'Check camera and sound',
  checkFirst: 'Check camera and sound first',
  browserAsks: 'Your browser is asking',
  chooseAllow: 'Choose Allow, at the top of this window.',
  tapAllow: 'Tap Allow in the box on your screen.',
  stillAsking: 'Still waiting for your browser’s question? Look left of the address.',
  allow: 'Allow',
  knowsYoureComing: '{agent} knows you’re coming.',
  cancel: 'Cancel',
  connectingYou: 'Connecting you with {agent}…',

  waitingForVideo: 'Waiting for video',
  next: 'You’re next',
  inLine: { ordinal: { one: 'You’re {n}st in line', two: 'You’re {n}nd in line', few: 'You’re {n}rd in line', other: 'You’re {n}th in line' } },
  lessThanMinute: 'Less than a minute',
  aboutMinutes: { one: 'About a minute', other: 'About {n} minutes' },
  onlyYouSee: 'Only you see this',
  cameraOffWhileWaiting: 'Camera off while you wait',
  hearByThen: 'You’ll hear by {time} either way. {agent} stays with you.',
  leaveTheLine: 'Leave the line',

  videoConnected: 'Video connected',
  videoEndedSaid: 'Video ended',
  soundBlocked: 'Tap to hear {agent}',
} as const satisfies Words;

export type VideoStrings = Spoken<typeof enVideo>;
