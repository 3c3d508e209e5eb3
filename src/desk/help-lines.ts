/** What the transcript says of agents who help: a sentence for each event of it that is worth one to the reader. Pure. */
import type { TimelineEvent } from '../protocol/index.js';
import { enHelp } from './en-help.js';

const { lines } = enHelp;

/** `agentId`: who reads. */
export function helpLine(event: TimelineEvent, agentId: string): string | undefined {
  switch (event.kind) {
    case 'assist.invited':
      return invitedLine(event, agentId);
    case 'assist.answered':
      return answeredLine(event, agentId);
    case 'assist.joined':
      return event.data.agent.agentId === agentId ? lines.youJoined : lines.joined(event.data.agent.name);
    case 'assist.left':
      return leftLine(event, agentId);
    default:
      return undefined;
  }
}

function invitedLine({ actor, data: { agent } }: Extract<TimelineEvent, { kind: 'assist.invited' }>, agentId: string): string {
  if (actor.id === agentId) return lines.youAsked(agent.name);
  const by = actor.name ?? agent.name;
  return agent.agentId === agentId ? lines.askedYou(by) : lines.asked(by, agent.name);
}

/** Joining is a line of its own. */
function answeredLine({ data: { agent, outcome } }: Extract<TimelineEvent, { kind: 'assist.answered' }>, agentId: string): string | undefined {
  const own = agent.agentId === agentId;
  switch (outcome) {
    case 'accepted':
      return undefined;
    case 'declined':
      return own ? lines.youDeclined : lines.declined(agent.name);
    case 'timeout':
      return own ? lines.youDidNotAnswer : lines.timeout(agent.name);
    case 'withdrawn':
      return lines.withdrawn(agent.name);
  }
}

/** Who becomes the owner has not left; that they are is another line. */
function leftLine({ data: { agent, reason } }: Extract<TimelineEvent, { kind: 'assist.left' }>, agentId: string): string | undefined {
  if (reason === 'owner') return undefined;
  if (agent.agentId === agentId) return lines.youLeft;
  return reason === 'removed' ? lines.removed(agent.name) : reason === 'offline' ? lines.offline(agent.name) : lines.left(agent.name);
}
