/** English words that show before the chat is first opened. */
import type { Words } from '../ui/words.js';

export const enLauncher = {
  openChat: 'Open chat',
  openChatUnread: 'Open chat, {n} unread',
} as const satisfies Words;
