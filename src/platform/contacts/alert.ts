/**
 * Alerts: what an operator should hear of at once.
 *
 * Knows the shapes. Each is also an event of the contact where there is one; none carries a text or a name of a customer.
 */
import type { ContactMedium } from '../../protocol/medium.js';

export type Alert =
  /** Nobody can take it: no agent has the skills (or the entitlement), or none of those who have is on queue. */
  | {
      readonly kind: 'no-agent';
      readonly contactId: string;
      readonly queueId: string;
      readonly medium: ContactMedium;
      readonly reason: 'nobody-qualified' | 'nobody-on-queue' | 'all-busy';
      readonly skills: readonly string[];
    }
  /** A contact waits longer than its queue's `waitSeconds`. */
  | { readonly kind: 'long-wait'; readonly contactId: string; readonly queueId: string; readonly medium: ContactMedium; readonly waitedMs: number; readonly skills: readonly string[] }
  /** The desk did not confirm its video pane. */
  | { readonly kind: 'pane-unconfirmed'; readonly contactId: string; readonly callId: string; readonly agentId: string };
