/**
 * Where runs start: the trigger for a new contact, and the upgrade's own way in.
 *
 * Knows the order of choice for an upgrade that the customer or the agent began: the flow's `entries["upgrade-request"]`,
 * else its first send-message with a media type, else a built-in pair of blocks on the contact's queue.
 */
import { parseFlow, startBlockOf, type Flow } from './flow.js';
import { asksForMedium } from './block.js';
import type { RunStart } from './run-state.js';

/** The run of a new contact. */
export const mainEntry = (flow: Flow): RunStart => ({ kind: 'main', blockId: startBlockOf(flow), confined: false });

export const builtInUpgradeFlowId = 'segue:upgrade';

/** What an upgrade runs in a flow that never asks for one. It has one version, so a stored run finds it again by its id. */
export const builtInUpgradeFlow: Flow = parseFlow({
  id: builtInUpgradeFlowId,
  version: 1,
  blocks: [
    {
      id: 'ask',
      type: 'send-message',
      configuration: { mediaType: 'video', message: 'Upgrading to video session. Please accept the camera request.', waitForResult: true, timeoutSeconds: 60 },
    },
    { id: 'video', type: 'video-chat', configuration: { queueId: '${contact.queueId}', contactId: '${contact.id}' } },
  ],
});

/** An upgrade's run: the flow to pin it to (the contact's, or the built-in one) and where it starts. */
export interface UpgradeEntry {
  readonly flow: Flow;
  readonly at: RunStart;
}

export function upgradeEntry(flow: Flow): UpgradeEntry {
  const named = flow.entries?.['upgrade-request'];
  if (named !== undefined && flow.blocks.some((block) => block.id === named)) return { flow, at: { kind: 'upgrade', blockId: named, confined: false } };
  const asking = flow.blocks.find(asksForMedium);
  if (asking) return { flow, at: { kind: 'upgrade', blockId: asking.id, confined: true } };
  return { flow: builtInUpgradeFlow, at: { kind: 'upgrade', blockId: 'ask', confined: true } };
}

/** The flow that a stored run is pinned to: the built-in one, or what the caller's lookup finds. */
export const pinnedFlow = <T>(flowId: string, lookup: () => T): T | Flow => (flowId === builtInUpgradeFlowId ? builtInUpgradeFlow : lookup());
