/**
 * The ways out of blocks: what each can come to, and what that means for the contact.
 *
 * Knows the outcomes of every type and those of a block as it is configured. Lint reads a flow's graph from here, so what is
 * true of a new type of block is said in this one place. Does not know where a way leads (flow.ts).
 */
import { resultStatuses } from '../../protocol/index.js';
import { asksForMedium, routes, waitsForAnswer, type Block, type BlockType } from './block.js';

/** Outcomes that a block of each type can have: the keys that make sense in its `on`. */
export const outcomes = {
  'web-messaging-trigger': ['started'],
  'send-message': ['sent', 'answered', ...resultStatuses],
  'wait-for-message': ['answered', 'timeout'],
  'video-chat': [...resultStatuses, 'refused'],
  'route-to-queue': [...resultStatuses, 'refused'],
  transfer: [...resultStatuses, 'refused'],
  'business-hours': ['open', 'closed', 'holiday', 'refused'],
  'leave-a-message': ['timeout', 'completed', 'no-agent', 'not-allowed', 'refused'],
  decision: ['true', 'false'],
  'set-variable': ['set'],
  disconnect: [],
} as const satisfies Record<BlockType, readonly string[]>;

const asked: readonly string[] = outcomes['send-message'].filter((it) => it !== 'sent' && it !== 'answered' && it !== 'completed');

/** The outcomes that this very block can have, as it is configured. */
export function waysOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'send-message':
      if (asksForMedium(block)) return asked;
      return waitsForAnswer(block.configuration) ? ['answered', 'timeout'] : ['sent'];
    case 'transfer':
      return 'flowId' in block.configuration ? ['refused'] : outcomes.transfer;
    case 'leave-a-message':
      return block.configuration.scheduleId === undefined ? ['timeout', 'refused'] : outcomes['leave-a-message'];
    default:
      return outcomes[block.type];
  }
}

/** Whether a run can stop at this block for something to happen. */
export function mayWait(block: Block): boolean {
  switch (block.type) {
    case 'send-message':
      return asksForMedium(block) || waitsForAnswer(block.configuration);
    case 'transfer':
      return !('flowId' in block.configuration);
    case 'video-chat':
    case 'route-to-queue':
    case 'wait-for-message':
    case 'leave-a-message':
      return true;
    default:
      return false;
  }
}

/** Whether the block can be the last of its contact: it ends it, or nothing of the run comes after it on that way. */
export const endsContact = (block: Block): boolean =>
  block.type === 'disconnect' || (block.type === 'leave-a-message' && block.configuration.scheduleId === undefined);

/** Whether the block hands the run over to another flow. */
export const switchesFlow = (block: Block): boolean => block.type === 'transfer' && 'flowId' in block.configuration;

/** Whether the block takes what the customer has to say, for somebody to read later. */
export const takesMessage = (block: Block): boolean => block.type === 'leave-a-message';

/** Whether an agent can have the contact once the block has completed. */
export const givesOwner = (block: Block): boolean =>
  block.type === 'video-chat' || (routes(block) && !switchesFlow(block)) || (block.type === 'leave-a-message' && block.configuration.scheduleId !== undefined);
