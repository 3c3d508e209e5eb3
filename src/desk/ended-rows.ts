/** Rows of the inbox for what is known of ended contacts by their records alone. Pure. */
import type { EndedContact } from '../protocol/index.js';
import { timeOfDay } from '../ui/index.js';
import { fullName } from './customer-name.js';
import type { InboxFacts, InboxRow } from './inbox-rows.js';

export const endedRecordRows = (records: readonly EndedContact[], { strings, locale }: Pick<InboxFacts, 'strings' | 'locale'>): readonly InboxRow[] =>
  records.map((it) => ({
    contactId: it.contactId,
    name: fullName(it.customerName, strings.visitor(it.contactId)),
    medium: it.media.includes('videoChat') ? 'videoChat' : 'webChat',
    line: it.codes.length > 0 ? it.codes.join(', ') : (it.queue ?? ''),
    time: it.closedAt === undefined ? '' : timeOfDay(Date.parse(it.closedAt), locale),
    unread: 0,
    mark: 'none',
    opens: true,
  }));

/** When the reader's day began, milliseconds since the epoch. */
export const midnightBefore = (now: number): number => new Date(now).setHours(0, 0, 0, 0);
