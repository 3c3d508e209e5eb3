/**
 * Whether a page that is in no call has one to go back to.
 *
 * Pure, and in the shell: it is asked as soon as the page knows its contact, after a reload say. Knows which of the
 * platform's views are this side's business.
 */
import type { UpgradeView } from '../protocol/index.js';
import type { MachineState } from './machine-state.js';
import type { Side } from './machine-step.js';

type Seen = Pick<UpgradeView, 'upgradeId' | 'state' | 'agent' | 'callId'>;

/** An agent's call is one that is bound to that agent; who else may be is not its business. */
export const concerns = (view: Seen, agentId: string | undefined): boolean =>
  agentId === undefined || view.state === 'ended' || view.agent === undefined || view.agent.agentId === agentId;

/** Whether the platform goes on with an upgrade that this page has no part in, and has not just left. */
export function canRejoin(state: Pick<MachineState, 'kind'> & { upgradeId?: string; rejoin?: boolean }, view: Seen | undefined, side: Side): boolean {
  if (!view || (state.kind !== 'idle' && state.kind !== 'ended')) return false;
  if (state.kind === 'ended' && state.upgradeId === view.upgradeId && !state.rejoin) return false;
  if (view.state === 'bound' || view.state === 'live') return view.callId !== undefined;
  return side === 'customer' && ['accepted', 'finding', 'waiting', 'ringing'].includes(view.state);
}
