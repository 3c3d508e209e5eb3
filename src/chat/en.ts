/**
 * English words of the chat without video. This file defines the type that every other language fills; shared parts
 * bring their own (ui/en.ts, ui/en-call.ts), and so does what comes with video (en-video.ts, en-results.ts).
 */
import { enLauncher } from './en-launcher.js';

export const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const enChat = {
  chat: 'Chat',
  ...enLauncher,
  closeChat: 'Close chat',
  startVideo: 'Start video',
  moreOptions: 'More options',
  endChat: 'End chat',
  back: 'Back',
  conversation: 'Conversation',
  jumpToLatest: 'Jump to latest',
  newMessage: (count: number): string => plural(count, 'You have a new message.', `You have ${count} new messages.`),
  wroteToYou: (agent: string): string => `${agent} wrote to you.`,
  greeting: 'Hi there. What can we help with?',
  joined: (name: string): string => `${name} joined the chat`,
  left: (name: string): string => `${name} left. Someone else will be with you in a moment.`,
  leftChat: (name: string): string => `${name} left the chat`,
  takesOver: (name: string): string => `${name} takes over. They can read this chat.`,
  noConnection: 'No connection. Trying again…',
  connectedAgain: 'Connected again.',
  openElsewhere: 'This chat is open on another device.',
  notAvailable: 'Chat isn’t available on this page right now.',
  chatEnded: (time: string): string => `This chat ended ${time}. Write to start again.`,
  agentEndedChat: (name: string): string => `${name} ended the chat`,

  acceptedVideo: 'You accepted video',
  askedForVideo: 'You asked for video',

  inLineSince: (time: string): string => `In line for video since ${time}`,

  videoStarted: (time: string): string => `Video started · ${time}`,
  videoEnded: (minutes: number, seconds: number): string => `Video ended · ${minutes} min ${seconds} s`,
  connectionDropped: 'Connection dropped, getting it back',
  someone: 'Someone',
};

export type ChatStrings = typeof enChat;
