/**
 * Alerts: what an operator should hear of at once.
 *
 * Knows the shapes. Each is stored (record/alert-store.ts) and names the contact that it is about, or the last of several; none
 * carries a text or a name of a customer.
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
  /** A queue's line grows, and nobody of it was accepted for longer than `waitSeconds`. */
  | {
      readonly kind: 'waits-rising';
      /** The one that came last. */
      readonly contactId: string;
      readonly queueId: string;
      readonly medium: ContactMedium;
      readonly waiting: number;
      /** Of the one that waits longest. */
      readonly waitedMs: number;
      readonly skills: readonly string[];
    }
  /** The desk did not confirm its video pane. */
  | { readonly kind: 'pane-unconfirmed'; readonly contactId: string; readonly callId: string; readonly agentId: string };

export const alertKinds = ['no-agent', 'long-wait', 'waits-rising', 'pane-unconfirmed'] as const satisfies readonly Alert['kind'][];
