/** English words of the menu's further rows. Every key needs its words in src/chat/languages. */
import type { Spoken, Words } from '../ui/words.js';

export const enMore = {
  saveChat: 'Save this chat',
  soundOn: 'Sound on',
  soundOff: 'Sound off',
  notifyOn: 'Notifications on',
  notifyOff: 'Notifications off',
  notifyBlocked: 'Your browser blocks notifications from this page. Allow them in its settings for this site, then turn them on here.',
  closeNote: 'Close this note',
  invitesYou: '{agent} invites you to video.',
  chatWith: 'Chat with {shop}',
  you: 'You',
  fromShop: '{agent} at {shop}',
  now: 'now',
  dismissMessage: 'Dismiss message',
} as const satisfies Words;

export type MoreStrings = Spoken<typeof enMore>;
