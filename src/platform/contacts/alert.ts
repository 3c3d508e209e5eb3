/**
 * Alerts: what an operator should hear of at once.
 *
 * Knows the shapes. Each is also an event of the contact where there is one; none carries a text or a name of a customer.
 */
import type { ContactMedium } from '../../protocol/medium.js';

export type Alert =
  /** Nobody takes it: no agent has the skills (or the entitlement), none of those who have is on queue, or all of them declined or did not answer. */
  | {
      readonly kind: 'no-agent';
      readonly contactId: string;
      readonly queueId: string;
      readonly medium: ContactMedium;
      readonly reason: 'nobody-qualified' | 'nobody-on-queue' | 'all-busy' | 'nobody-accepted';
      readonly skills: readonly string[];
    }
  /** A contact waits longer than its queue's `waitSeconds`. */
  | { readonly kind: 'long-wait'; readonly contactId: string; readonly queueId: string; readonly medium: ContactMedium; readonly waitedMs: number; readonly skills: readonly string[] }
  /** The desk did not confirm its video pane. */
  | { readonly kind: 'pane-unconfirmed'; readonly contactId: string; readonly callId: string; readonly agentId: string };
