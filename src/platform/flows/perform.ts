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
import { fillContent } from './content-template.js';
import type { Json, JsonObject } from './json.js';
import { askForMessage } from './leave-message.js';
import { ends, leaves, waits, type Performed } from './performed.js';
import type { FlowContext, RouteTerms, RunCommand, RunRule, RunState } from './run-state.js';
import { fillText, resolveDeep, resolveOperand, scopeOf, type Scope } from './template.js';

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
      return run.confined ? ends('skipped') : handOver(block, run, context, scope);
    case 'wait-for-message':
      return waits('message', { kind: 'wait-message', blockId: block.id, timeoutSeconds: block.configuration.timeoutSeconds ?? defaultTimeoutSeconds });
    case 'leave-a-message':
      return run.confined ? ends('skipped') : askForMessage(block, context, scope, run.left);
    case 'business-hours':
      return businessHours(block, context, scope);
    case 'decision':
      return leaves(String(holds(block.configuration.condition, (operand) => resolveOperand(scope, operand))));
    case 'set-variable':
      return { ...leaves('set'), variable: { name: block.configuration.name, value: valueOf(block, run.variables, scope) } };
    case 'disconnect':
      return run.confined ? ends('skipped') : ends('closed', { kind: 'close', blockId: block.id });
  }
}

function sendMessage(block: BlockOf<'send-message'>, scope: Scope): Performed {
  const { id: blockId, configuration } = block;
  const text = fillText(scope, configuration.message);
  const timeoutSeconds = configuration.timeoutSeconds ?? defaultTimeoutSeconds;
  if (asksForMedium(block)) return waits('ask', { kind: 'ask', blockId, medium: block.configuration.mediaType, message: text, timeoutSeconds });
  const say = text === '' ? [] : sayWith(block, text, scope);
  if (!waitsForAnswer(configuration)) return leaves('sent', ...say);
  return waits('message', ...say, { kind: 'wait-message', blockId, timeoutSeconds });
}

/** What cannot be shown as content is still said. */
function sayWith({ id: blockId, configuration: { content } }: BlockOf<'send-message'>, text: string, scope: Scope): readonly RunCommand[] {
  if (content === undefined) return [{ kind: 'say', blockId, text }];
  const filled = fillContent(scope, content);
  if (filled !== undefined) return [{ kind: 'say', blockId, text, content: filled }];
  return [{ kind: 'refused', blockId, rule: 'content-unfit', message: 'The content is none with its paths filled in; the message goes out without it.' }, { kind: 'say', blockId, text }];
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

/** Without an own property of that name there is no variable yet. */
function valueOf({ configuration }: BlockOf<'set-variable'>, variables: JsonObject, scope: Scope): Json {
  if ('value' in configuration) return resolveDeep(scope, configuration.value);
  const before = Object.hasOwn(variables, configuration.name) ? variables[configuration.name] : 0;
  const sum = (typeof before === 'number' ? before : 0) + configuration.add;
  return Number.isFinite(sum) ? sum : configuration.add;
}

function businessHours({ id: blockId, configuration }: BlockOf<'business-hours'>, context: FlowContext, scope: Scope): Performed {
  const hours = context.hours?.(fillText(scope, configuration.scheduleId));
  if (!hours) return leaves('refused', { kind: 'refused', blockId, rule: 'unknown-reference', message: 'There is no such schedule; the flow goes on without its hours.' });
  const { status, opensAt, opens, holiday } = hours;
  const { resultVariableName: name } = configuration;
  if (name === undefined) return leaves(status);
  const value: JsonObject = {
    status, ...(opensAt === undefined ? {} : { opensAt: new Date(opensAt).toISOString() }), ...(opens === undefined ? {} : { opens }), ...(holiday === undefined ? {} : { holiday }),
  };
  return { ...leaves(status), variable: { name, value } };
}

/** To a queue, an agent or another flow; never with an accepted request for video in hand. */
function handOver(block: BlockOf<'route-to-queue'> | BlockOf<'transfer'>, run: RunState, context: FlowContext, scope: Scope): Performed {
  const { id: blockId, configuration } = block;
  const refuse = (rule: RunRule, message: string): Performed => leaves('refused', { kind: 'refused', blockId, rule, message });
  if (context.upgrade.accepted) {
    return refuse('route-after-upgrade', 'The customer has accepted video: only a video-chat block may go on from here. The contact keeps its session.');
  }
  if ('agentId' in configuration) {
    const agentId = fillText(scope, configuration.agentId);
    if (agentId === '') return refuse('unknown-reference', 'The agent of this block is empty; the contact stays where it is.');
    return waits('route', { kind: 'ring', blockId, agentId, ringSeconds: configuration.ringSeconds });
  }
  if ('flowId' in configuration) {
    const flowId = fillText(scope, configuration.flowId);
    if (flowId === '' || context.hasFlow?.(flowId) === false) return refuse('unknown-reference', 'There is no published flow of this id; the contact stays in this one.');
    if ((run.hops ?? 0) >= mostHops) return refuse('step-limit', `Flows handed over to each other ${mostHops} times without waiting; the contact stays in this one.`);
    return { kind: 'switches', flowId, commands: [] };
  }
  const terms = termsOf(configuration, scope);
  if (terms.queueId === '') return refuse('unknown-reference', 'The queue of this block is empty; the contact stays where it is.');
  return waits('route', { kind: 'route', blockId, ...terms });
}

/** Flows that hand over to each other without a wait in between are cut after this many. */
const mostHops = 10;

function termsOf({ queueId, secondaryQueueId, timeoutSeconds, priority }: BlockOf<'route-to-queue'>['configuration'], scope: Scope): RouteTerms {
  const secondary = fillText(scope, secondaryQueueId ?? '');
  return {
    queueId: fillText(scope, queueId), ...(secondary === '' ? {} : { secondaryQueueId: secondary }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }), ...(priority === undefined ? {} : { priority }),
  };
}
