/**
 * What each block does when a run enters it: leave at once with an outcome, wait, or end the run.
 *
 * Knows the traps' run-time answers: a routing block while an accepted upgrade is unconsumed, and a video-chat with
 * another contact's id, are refused and the flow goes on; a video-chat without an accepted upgrade rings nobody.
 * Does not know order (run.ts).
 */
import type { ResultStatus } from '../../protocol/index.js';
import { asksForMedium, defaultTimeoutSeconds, waitsForAnswer, type Block, type BlockOf } from './block.js';
import { holds } from './condition.js';
import type { Json } from './json.js';
import type { FlowContext, RunCommand, RunState, RunWaiting } from './run-state.js';
import { fillText, resolveDeep, resolveOperand, scopeOf, type Scope } from './template.js';

interface Doings {
  readonly commands: readonly RunCommand[];
  readonly variable?: { readonly name: string; readonly value: Json };
}
/** What entering a block came to. */
export type Performed =
  | (Doings & { readonly kind: 'leaves'; readonly outcome: string })
  | (Doings & { readonly kind: 'waits'; readonly waiting: Exclude<RunWaiting, 'none'> })
  | (Doings & { readonly kind: 'ends'; readonly outcome: string });

const leaves = (outcome: string, ...commands: RunCommand[]): Performed => ({ kind: 'leaves', outcome, commands });
const waits = (waiting: Exclude<RunWaiting, 'none'>, ...commands: RunCommand[]): Performed => ({ kind: 'waits', waiting, commands });
const ends = (outcome: string, ...commands: RunCommand[]): Performed => ({ kind: 'ends', outcome, commands });

/** Enters a block. */
export function perform(block: Block, run: RunState, context: FlowContext): Performed {
  const scope = scopeOf(context, run.variables);
  switch (block.type) {
    case 'web-messaging-trigger':
      return leaves('started');
    case 'send-message':
      return sendMessage(block, scope);
    case 'video-chat':
      return videoChat(block, context, scope);
    case 'route-to-queue':
    case 'transfer':
      return run.confined ? ends('skipped') : route(block, context, scope);
    case 'decision':
      return leaves(String(holds(block.configuration.condition, (operand) => resolveOperand(scope, operand))));
    case 'set-variable':
      return { ...leaves('set'), variable: { name: block.configuration.name, value: resolveDeep(scope, block.configuration.value) } };
    case 'disconnect':
      return run.confined ? ends('skipped') : ends('closed', { kind: 'close', blockId: block.id });
  }
}

function sendMessage(block: BlockOf<'send-message'>, scope: Scope): Performed {
  const { id: blockId, configuration } = block;
  const text = fillText(scope, configuration.message);
  const timeoutSeconds = configuration.timeoutSeconds ?? defaultTimeoutSeconds;
  if (asksForMedium(block)) return waits('ask', { kind: 'ask', blockId, medium: block.configuration.mediaType, message: text, timeoutSeconds });
  const say: readonly RunCommand[] = text === '' ? [] : [{ kind: 'say', blockId, text }];
  if (!waitsForAnswer(configuration)) return leaves('sent', ...say);
  return waits('message', ...say, { kind: 'wait-message', blockId, timeoutSeconds });
}

function videoChat(block: BlockOf<'video-chat'>, context: FlowContext, scope: Scope): Performed {
  const { id: blockId, configuration } = block;
  const refuse = (rule: 'video-chat-contact' | 'unknown-reference', message: string): Performed =>
    leaves('refused', { kind: 'refused', blockId, rule, message });

  if (fillText(scope, configuration.contactId ?? '') !== context.contact.id) {
    return refuse('video-chat-contact', 'The contact id of a video-chat block must be ${contact.id}; the contact keeps its session.');
  }
  if (!context.upgrade.accepted) return withoutUpgrade(configuration.resultVariableName, context);
  const queueId = fillText(scope, configuration.queueId);
  if (queueId === '') return refuse('unknown-reference', 'The queue of this video-chat block is empty; the contact keeps its session.');
  const secondary = fillText(scope, configuration.secondaryQueueId ?? '');
  const { timeoutSeconds, ringSeconds } = configuration;
  const video: RunCommand = { kind: 'video', blockId, queueId, timeoutSeconds, ringSeconds };
  return waits('video', secondary === '' ? video : { ...video, secondaryQueueId: secondary });
}

/** No upgrade to go into: the block completes with what became of the last one, so that nobody rings after a "declined". */
function withoutUpgrade(name: string | undefined, context: FlowContext): Performed {
  const { result } = context.upgrade;
  const outcome: ResultStatus = result?.status ?? 'not-allowed';
  const value: Json = result ? { ...result } : { status: 'not-allowed', reason: 'flow' };
  return name === undefined ? leaves(outcome) : { ...leaves(outcome), variable: { name, value } };
}

function route(block: BlockOf<'route-to-queue'> | BlockOf<'transfer'>, context: FlowContext, scope: Scope): Performed {
  const { id: blockId, configuration } = block;
  if (context.upgrade.accepted) {
    const message = 'The customer has accepted video: only a video-chat block may go on from here. The contact keeps its session.';
    return leaves('refused', { kind: 'refused', blockId, rule: 'route-after-upgrade', message });
  }
  const queueId = fillText(scope, configuration.queueId);
  if (queueId !== '') return waits('route', { kind: 'route', blockId, queueId });
  return leaves('refused', { kind: 'refused', blockId, rule: 'unknown-reference', message: 'The queue of this block is empty; the contact stays where it is.' });
}
