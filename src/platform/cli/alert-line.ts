/**
 * An alert as a sentence for somebody at a terminal.
 *
 * Knows the words. Names come from the configuration; an id stands where there is none. The log's structured line is for
 * machines and holds the same facts (../log.ts).
 */
import type { SegueConfig } from '../config/index.js';
import type { Alert } from '../core.js';

type Names = Pick<SegueConfig, 'queues' | 'agents' | 'skills'>;
type NoAgent = Extract<Alert, { kind: 'no-agent' }>;

export function alertLine(alert: Alert, names: Names): string {
  switch (alert.kind) {
    case 'long-wait':
      return `Alert: a customer waits ${spanOf(alert.waitedMs)} in ${nameIn(names.queues, alert.queueId)}, nobody accepts.`;
    case 'waits-rising':
      return `Alert: ${alert.waiting} customers wait in ${nameIn(names.queues, alert.queueId)}, the first for ${spanOf(alert.waitedMs)}, more come and nobody accepts.`;
    case 'no-agent':
      return `Alert: nobody in ${nameIn(names.queues, alert.queueId)} takes a customer’s ${alert.medium === 'videoChat' ? 'video call' : 'chat'}: ${reasonOf(alert, names)}.`;
    case 'pane-unconfirmed':
      return `Alert: ${nameIn(names.agents, alert.agentId)} is in a video call whose picture the desk did not show.`;
  }
}

function reasonOf({ reason, skills }: NoAgent, names: Names): string {
  const needed = skills.map((id) => nameIn(names.skills, id)).join(', ');
  switch (reason) {
    case 'nobody-qualified':
      return needed === '' ? 'no agent may' : `no agent has what it needs (${needed})`;
    case 'nobody-on-queue':
      return 'nobody who could is on queue';
    case 'all-busy':
      return 'all who could are busy';
    case 'nobody-accepted':
      return 'all who could declined or did not answer';
  }
}

const nameIn = (list: readonly { readonly id: string; readonly name?: string }[], id: string): string => list.find((it) => it.id === id)?.name ?? id;

function spanOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
