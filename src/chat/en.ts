/**
 * English words of the chat. This file defines the type that every other language fills; shared parts bring their own
 * (ui/en.ts, ui/en-call.ts), the sentences for results stand in results.ts' table beside the results.
 */
import { enLauncher } from './en-launcher.js';

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const enChat = {
  chat: 'Chat',
  ...enLauncher,
  closeChat: 'Close chat',
  startVideo: 'Start video',
  moreOptions: 'More options',
  endChat: 'End chat',
  conversation: 'Conversation',
  jumpToLatest: 'Jump to latest',
  newMessage: (count: number): string => plural(count, 'You have a new message.', `You have ${count} new messages.`),
  wroteToYou: (agent: string): string => `${agent} wrote to you.`,
  greeting: 'Hi there. What can we help with?',
  joined: (name: string): string => `${name} joined the chat`,
  left: (name: string): string => `${name} left. Someone else will be with you in a moment.`,
  takesOver: (name: string): string => `${name} takes over. They can read this chat.`,
  noConnection: 'No connection. Trying again…',
  connectedAgain: 'Connected again.',
  openElsewhere: 'This chat is open on another device.',
  notAvailable: 'Chat isn’t available on this page right now.',
  chatEnded: (time: string): string => `This chat ended ${time}. Write to start again.`,
  agentEndedChat: (name: string): string => `${name} ended the chat`,

  invites: (agent: string): string => `${agent} invites you to video`,
  stayOpen: 'The chat stays open beside it.',
  willSee: (agent: string): string => `${agent} will see your camera and hear you.`,
  willHear: (agent: string): string => `${agent} will hear you.`,
  notRecorded: 'Not recorded. End it whenever you like.',
  acceptVideo: 'Accept video',
  decline: 'Decline',
  declineVideo: 'Decline video',
  browserAsks: 'Your browser is asking',
  chooseAllow: 'Choose Allow, at the top of this window.',
  tapAllow: 'Tap Allow in the box on your screen.',
  stillAsking: 'Still waiting for your browser’s question? Look left of the address.',
  allow: 'Allow',
  knowsYoureComing: (agent: string): string => `${agent} knows you’re coming.`,
  cancel: 'Cancel',
  connectingYou: (agent: string): string => `Connecting you with ${agent}…`,
  acceptedVideo: 'You accepted video',
  askedForVideo: 'You asked for video',

  waitingForVideo: 'Waiting for video',
  next: 'You’re next',
  inLine: (position: number): string => `You’re ${ordinal(position)} in line`,
  lessThanMinute: 'Less than a minute',
  aboutMinutes: (minutes: number): string => plural(minutes, 'About a minute', `About ${minutes} minutes`),
  onlyYouSee: 'Only you see this',
  cameraOffWhileWaiting: 'Camera off while you wait',
  hearByThen: (time: string, agent: string): string => `You’ll hear by ${time} either way. ${agent} stays with you.`,
  leaveTheLine: 'Leave the line',
  inLineSince: (time: string): string => `In line for video since ${time}`,

  videoStarted: (time: string): string => `Video started · ${time}`,
  videoConnected: 'Video connected',
  videoEndedSaid: 'Video ended',
  videoEnded: (minutes: number, seconds: number): string => `Video ended · ${minutes} min ${seconds} s`,
  connectionDropped: 'Connection dropped, getting it back',
  reconnecting: 'Reconnecting…',
  soundBlocked: (agent: string): string => `Tap to hear ${agent}`,
  someone: 'Someone',
};

export type ChatStrings = typeof enChat;

function ordinal(position: number): string {
  const tens = position % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][position % 10] ?? 'th');
  return `${position}${suffix}`;
}
