/**
 * English words of the parts that both elements share. Sentences end with a full stop; labels and lines don't. Every key needs its
 * words in src/chat/languages; the desk speaks English.
 */
import type { Spoken, Words } from './words.js';

export const en = {
  today: 'Today',
  yesterday: 'Yesterday',
  message: 'Message',
  send: 'Send',
  attachFile: 'Attach file',
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  isTyping: '{agent} is typing',
  tooLong: { one: 'Your message is too long by {n} character.', other: 'Your message is too long by {n} characters.' },
} as const satisfies Words;

export type UiStrings = Spoken<typeof en>;
