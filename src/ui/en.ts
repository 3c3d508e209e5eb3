/**
 * English words of the parts that both elements share. This file defines the type that every other language fills.
 * Sentences end with a full stop; labels and lines don't. Plurals are functions.
 */
export const en = {
  today: 'Today',
  yesterday: 'Yesterday',
  message: 'Message',
  send: 'Send',
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  isTyping: (agent: string): string => `${agent} is typing`,
  tooLong: (count: number): string => `Your message is too long by ${count} ${count === 1 ? 'character' : 'characters'}.`,
};

export type UiStrings = typeof en;
