/** English words that show before the chat is first opened. */
export const enLauncher = {
  openChat: 'Open chat',
  openChatUnread: (count: number): string => `Open chat, ${count} unread`,
};
