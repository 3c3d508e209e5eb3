/**
 * A dry run in words: one line for each thing that the engine said is to be done.
 */
import type { RunCommand } from '../flows/index.js';

const moment = (at: number): string => new Date(at).toISOString();

function routeWords({ queueId, secondaryQueueId, timeoutSeconds, priority }: Extract<RunCommand, { kind: 'route' }>): string {
  const more = [
    ...(secondaryQueueId === undefined ? [] : [`then ${secondaryQueueId}`]), ...(timeoutSeconds === undefined ? [] : [`${timeoutSeconds} s at most`]),
    ...(priority === undefined ? [] : [`priority ${priority}`]),
  ];
  return `  routes to ${[queueId, ...more].join(', ')}`;
}

export function wordsOf(command: RunCommand): string {
  switch (command.kind) {
    case 'entered':
      return `${command.blockId} (${command.blockType})`;
    case 'left':
      return `  ${command.outcome} -> ${command.next ?? 'end'}`;
    case 'refused':
      return `  refused [${command.rule}]: ${command.message}`;
    case 'ended':
      return 'The run has ended; the contact has not.';
    case 'say':
      return `  says: ${command.text}`;
    case 'ask':
      return `  asks for ${command.medium}, ${command.timeoutSeconds} s: ${command.message}`;
    case 'video':
      return `  seeks an agent in ${command.queueId}, ${command.timeoutSeconds} s`;
    case 'route':
      return routeWords(command);
    case 'ring':
      return `  rings ${command.agentId}, ${command.ringSeconds} s`;
    case 'wait-message':
      return `  waits for a message, ${command.timeoutSeconds} s`;
    case 'wait-opening':
      return `  waits until ${moment(command.at)}`;
    case 'left-message':
      return `  keeps for ${command.queueId}: ${command.text}`;
    case 'switch':
      return `goes on in flow ${command.flowId}`;
    case 'close':
      return '  ends the contact';
  }
}
