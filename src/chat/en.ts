/**
 * English words of the chat without video. Shared parts bring their own (ui/en.ts, ui/en-call.ts), and so does what comes with video
 * (en-video.ts, en-results.ts). Every key needs its words in src/chat/languages.
 */
import type { Spoken, Words } from '../ui/words.js';
import { enLauncher } from './en-launcher.js';

export const enChat = {
  chat: 'Chat',
  ...enLauncher,
  closeChat: 'Close chat',
  startVideo: 'Start video',
  moreOptions: 'More options',
  endChat: 'End chat',
  newChat: 'New chat',
  back: 'Back',
  conversation: 'Conversation',
  jumpToLatest: 'Jump to latest',
  newMessage: { one: 'You have a new message.', other: 'You have {n} new messages.' },
  greeting: 'Hi there. What can we help with?',
  joined: '{name} joined the chat',
  left: '{name} left. Someone else will be with you in a moment.',
  leftChat: '{name} left the chat',
  takesOver: '{name} takes over. They can read this chat.',
  noConnection: 'No connection. Trying again…',
  connectedAgain: 'Connected again.',
  openElsewhere: 'This chat is open on another device.',
  notAvailable: 'Chat isn’t available on this page right now.',
  chatEnded: 'This chat ended {time}. Write to start again.',
  agentEndedChat: '{name} ended the chat',

  acceptedVideo: 'You accepted video',
  askedForVideo: 'You asked for video',

  inLineSince: 'In line for video since {time}',

  videoStarted: 'Video started · {time}',
  videoEnded: 'Video ended · {minutes} min {seconds} s',
  connectionDropped: 'Connection dropped, getting it back',
  someone: 'Someone',
} as const satisfies Words;

export type ChatStrings = Spoken<typeof enChat>;
