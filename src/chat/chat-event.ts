/**
 * The element's DOM events, typed. They speak only of what a person or the other side did, never of a property that
 * the page itself set; all of them bubble and cross shadow roots.
 */
import type { Result } from '../protocol/index.js';

export interface SegueChatEvents {
  /** The visitor opened the chat. */
  'segue-open': CustomEvent<null>;
  /** The visitor closed the chat; the contact goes on. */
  'segue-close': CustomEvent<null>;
  /** A message of either side is in the transcript. The text stays there. */
  'segue-message': CustomEvent<{ readonly contactId: string; readonly messageId: string; readonly by: 'customer' | 'agent' | 'flow' }>;
  /** An upgrade was asked for, or ended with a result. */
  'segue-upgrade': CustomEvent<{ readonly contactId: string; readonly upgradeId: string; readonly state: 'asked' | 'ended'; readonly result?: Result }>;
  /** The call's state as this page sees it. */
  'segue-call': CustomEvent<{ readonly contactId: string; readonly state: 'connecting' | 'live' | 'recovering' | 'ended' }>;
}

export type SegueChatEventName = keyof SegueChatEvents;

/** Builds one of the element's events. */
export function chatEvent<K extends SegueChatEventName>(name: K, detail: SegueChatEvents[K]['detail']): CustomEvent<SegueChatEvents[K]['detail']> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}
