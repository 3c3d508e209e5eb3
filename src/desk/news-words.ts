/** What is said of news to those who don't see it, and how urgently. Pure. */
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import { askWords } from './help-card.js';
import type { News, Workplace } from './workplace.js';

export interface NewsWords {
  readonly text: string;
  readonly urgency: 'polite' | 'assertive';
}

const polite = (text: string): NewsWords => ({ text, urgency: 'polite' });
const assertive = (text: string): NewsWords => ({ text, urgency: 'assertive' });

/** Undefined of news that show in the focus. */
export function newsWords(news: News, work: Workplace, strings: DeskStrings): NewsWords | undefined {
  switch (news.kind) {
    case 'ringing':
      return assertive(strings.isRinging(firstName(news.reservation.customerName, strings.visitor(news.reservation.contactId))));
    case 'asked':
      return assertive(askWords(news.invitation, strings));
    case 'helping': {
      const owner = work.session.contacts.get(news.contactId)?.snapshot.owner?.name ?? strings.product;
      return polite(enHelp.joinedNews(firstName(owner, owner), customerOf(work, news.contactId, strings)));
    }
    case 'video':
      return polite(strings.videoOpened(customerOf(work, news.contactId, strings)));
    case 'customer-gone':
      return polite(strings.connectionDropped(customerOf(work, news.contactId, strings)));
    case 'video-over':
      return polite(strings.videoOver);
    case 'refused':
      return assertive(strings.error(news.code));
    case 'consult-over':
    case 'joined':
      return undefined;
  }
}

/** First name of a contact's customer. */
export const customerOf = (work: Workplace, contactId: string, strings: DeskStrings): string =>
  firstName(work.session.contacts.get(contactId)?.snapshot.customer.name, strings.visitor(contactId));
