/**
 * English words of what the chat shows and says of video between the click and the end: cards and spoken sentences.
 * Defines the type that other languages fill. How an upgrade ended: see en-results.ts.
 */
import { enChat, plural } from './en.js';

export const enVideo = {
  ...enChat,
  goesOnHere: 'Your video goes on here.',
  invites: (agent: string): string => `${agent} invites you to video`,
  stayOpen: 'The chat stays open beside it.',
  willSee: (agent: string): string => `${agent} will see your camera and hear you.`,
  willHear: (agent: string): string => `${agent} will hear you.`,
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
  knowsYoureComing: (agent: string): string => `${agent} knows you’re coming.`,
  cancel: 'Cancel',
  connectingYou: (agent: string): string => `Connecting you with ${agent}…`,

  waitingForVideo: 'Waiting for video',
  next: 'You’re next',
  inLine: (position: number): string => `You’re ${ordinal(position)} in line`,
  lessThanMinute: 'Less than a minute',
  aboutMinutes: (minutes: number): string => plural(minutes, 'About a minute', `About ${minutes} minutes`),
  onlyYouSee: 'Only you see this',
  cameraOffWhileWaiting: 'Camera off while you wait',
  hearByThen: (time: string, agent: string): string => `You’ll hear by ${time} either way. ${agent} stays with you.`,
  leaveTheLine: 'Leave the line',

  videoConnected: 'Video connected',
  videoEndedSaid: 'Video ended',
  soundBlocked: (agent: string): string => `Tap to hear ${agent}`,
};

export type VideoStrings = typeof enVideo;

function ordinal(position: number): string {
  const tens = position % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][position % 10] ?? 'th');
  return `${position}${suffix}`;
}
