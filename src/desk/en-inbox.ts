/** English words of the inbox's search. Defines the type that other languages fill. */
import type { InboxFilter } from './inbox-search.js';

const filters: Readonly<Record<InboxFilter, string>> = { all: 'All', chat: 'Chat', video: 'Video', unread: 'Unread' };

export const enInbox = {
  search: 'Search contacts',
  show: 'Show',
  filters,
  clear: 'Clear search',
  none: 'No contact fits that.',
};

export type InboxStrings = typeof enInbox;
