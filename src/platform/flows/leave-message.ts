/**
 * Leaving a message: the one block that waits in stages.
 *
 *   writing --message--> writing --quiet--> (closes the contact)                    without a schedule
 *      |                               └--> opening --deadline--> route --result--> out   with one
 *      └--nothing written in time--> timeout
 *
 * A message that was left as such, by a form, is whole: where the customer came with one, nothing is asked.
 *
 * Knows when the message is whole and that an opening is looked up again when its time has come, since hours may have
 * changed meanwhile. Does not keep the message: the caller does, by `left-message`.
 */
import type { BlockOf } from './block.js';
import { ends, leaves, waits, type Performed } from './performed.js';
import type { FlowContext, Hours, RunCommand, RunInput, RunState } from './run-state.js';
import { fillText, type Scope } from './template.js';

type LeaveBlock = BlockOf<'leave-a-message'>;

/** Most lines of one message that are kept for the list; the transcript has all of them. */
const mostLines = 100;

const hoursOf = (block: LeaveBlock, context: FlowContext, scope: Scope): Hours | undefined => {
  const { scheduleId } = block.configuration;
  return scheduleId === undefined ? undefined : context.hours?.(fillText(scope, scheduleId));
};

/** Enters the block: takes the message that the customer came with, or asks them to write. */
export function askForMessage(block: LeaveBlock, context: FlowContext, scope: Scope, left?: string): Performed {
  const { id: blockId, configuration } = block;
  const refuse = (rule: 'route-after-upgrade' | 'unknown-reference', message: string): Performed => leaves('refused', { kind: 'refused', blockId, rule, message });
  if (context.upgrade.accepted) {
    return refuse('route-after-upgrade', 'The customer has accepted video: only a video-chat block may go on from here. The contact keeps its session.');
  }
  if (fillText(scope, configuration.queueId) === '') return refuse('unknown-reference', 'The queue of this block is empty; nobody would get the message.');
  if (configuration.scheduleId !== undefined && !hoursOf(block, context, scope)) {
    return refuse('unknown-reference', 'There is no such schedule; nobody would know when to read the message.');
  }
  if (left !== undefined) return taken(block, left, context, scope);
  const text = fillText(scope, configuration.message);
  return waits('writing', ...(text === '' ? [] : [{ kind: 'say', blockId, text } as const]), { kind: 'wait-message', blockId, timeoutSeconds: configuration.timeoutSeconds });
}

/** What an input means to the block while it waits; undefined where it means nothing. */
export function goOnLeaving(block: LeaveBlock, run: RunState, input: RunInput, context: FlowContext, scope: Scope): Performed | undefined {
  const { id: blockId, configuration } = block;
  if (run.waiting === 'writing' && input.kind === 'message') {
    const written = [...(run.written ?? []), input.text].slice(-mostLines);
    if (input.left === true) return taken(block, written.join('\n'), context, scope);
    return { ...waits('writing', { kind: 'wait-message', blockId, timeoutSeconds: configuration.quietSeconds }), written };
  }
  if (input.kind !== 'deadline' || input.blockId !== blockId) return undefined;
  if (run.waiting === 'opening') return whenOpen(block, context, scope);
  if (run.waiting !== 'writing') return undefined;
  const written = run.written ?? [];
  return written.length === 0 ? withVariable(leaves('timeout'), block, { status: 'timeout', reason: 'prompt' }) : taken(block, written.join('\n'), context, scope);
}

/** The contact ends while the customer writes: what is there already shall not be lost. */
export const keepWritten = ({ id: blockId, configuration }: LeaveBlock, { waiting, written = [] }: RunState, scope: Scope): readonly RunCommand[] =>
  waiting === 'writing' && written.length > 0 ? [{ kind: 'left-message', blockId, queueId: fillText(scope, configuration.queueId), text: written.join('\n') }] : [];

const withVariable = (done: Performed, { configuration: { resultVariableName: name } }: LeaveBlock, value: { readonly status: string; readonly [key: string]: string }): Performed =>
  name === undefined ? done : { ...done, variable: { name, value } };

/** The message is whole. */
function taken(block: LeaveBlock, text: string, context: FlowContext, scope: Scope): Performed {
  const { id: blockId, configuration } = block;
  const hours = hoursOf(block, context, scope);
  const thanks = fillText(scope, configuration.thanks ?? '');
  const left: RunCommand = {
    kind: 'left-message', blockId, queueId: fillText(scope, configuration.queueId), text, ...(hours?.opensAt === undefined ? {} : { opensAt: hours.opensAt }),
    ...(thanks === '' ? {} : { thanked: true }),
  };
  const commands: readonly RunCommand[] = [left, ...(thanks === '' ? [] : [{ kind: 'say', blockId, text: thanks } as const])];
  const next = hours === undefined ? undefined : whenOpen(block, context, scope);
  const done = next ?? ends('left', { kind: 'close', blockId });
  return withVariable({ ...done, commands: [...commands, ...done.commands] }, block, { status: 'left', text });
}

/** On to the queue, or another wait for its hours; with a schedule that opens no more, the contact ends and the list keeps the message. */
function whenOpen(block: LeaveBlock, context: FlowContext, scope: Scope): Performed {
  const { id: blockId, configuration } = block;
  const hours = hoursOf(block, context, scope);
  if (!hours || hours.status === 'open') return waits('route', { kind: 'route', blockId, queueId: fillText(scope, configuration.queueId) });
  return hours.opensAt === undefined ? ends('left', { kind: 'close', blockId }) : waits('opening', { kind: 'wait-opening', blockId, at: hours.opensAt });
}
