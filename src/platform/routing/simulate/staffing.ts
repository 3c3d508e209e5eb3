/**
 * A scenario's people and queues as a configuration that the platform runs.
 *
 * Each queue that contacts come to gets a deployment of its own, whose flow hands them to it; groups become agents with
 * counted ids. What a given configuration has of queues and agents is taken as it is.
 */
import { SegueError } from '../../../protocol/error.js';
import { parseConfig, type SegueConfig } from '../../config/index.js';
import type { Scenario, Staff } from './scenario.js';

/** One agent of the run and the words of their group. */
export interface Worker {
  readonly agentId: string;
  readonly group: Staff;
}

export interface Staffing {
  readonly config: SegueConfig;
  readonly workers: readonly Worker[];
}

/** The deployment through which contacts of the n-th arrivals come. */
export const doorOf = (at: number): string => `door-${at}`;

const idOf = (group: number, at: number): string => `agent-${group + 1}-${at + 1}`;
const wholeDay = (agentIds: string[]): Staff => ({ name: 'everybody', agentIds, queues: [], from: 0, answerSeconds: 0, missShare: 0, backSeconds: 60, wrapUpSeconds: 0 });

/** @throws SegueError `bad-config` for a queue or agent that is not there, or nobody at all */
export function staffed(scenario: Scenario, given?: SegueConfig): Staffing {
  const staff = scenario.staff.length > 0 || !given ? scenario.staff : [wholeDay(given.agents.map(({ id }) => id))];
  const workers = staff.flatMap((group, at) => workersOf(group, at));
  if (workers.length === 0) throw new SegueError('bad-config', 'staff: there is nobody.');
  const config = configOf(scenario, staff, given);
  for (const { agentId, group } of workers) if (!config.agents.some(({ id }) => id === agentId)) throw new SegueError('bad-config', `staff: “${group.name}” names the agent ${agentId}, who is not in the configuration.`);
  for (const queueId of [...scenario.arrivals.map((it) => it.queueId), ...staff.flatMap((it) => it.queues)]) {
    if (!config.queues.some(({ id }) => id === queueId)) throw new SegueError('bad-config', `There is no queue ${queueId}.`);
  }
  return { config, workers };
}

const workersOf = (group: Staff, at: number): Worker[] =>
  (group.agentIds ?? Array.from({ length: group.count ?? 0 }, (_, index) => idOf(at, index))).map((agentId) => ({ agentId, group }));

function configOf(scenario: Scenario, staff: readonly Staff[], given: SegueConfig | undefined): SegueConfig {
  const hired = staff.flatMap((group, at) =>
    group.agentIds ? [] : workersOf(group, at).map(({ agentId }) => ({
      id: agentId, name: agentId, login: agentId, entitlements: ['video'], ...(group.skills ? { skills: group.skills } : {}), ...(group.capacity ? { capacity: group.capacity } : {}),
    })),
  );
  const own = new Set(scenario.queues.map(({ id }) => id));
  const queues = [...scenario.queues, ...(given?.queues ?? []).filter(({ id }) => !own.has(id))];
  const hiredFor = (queueId: string): string[] => staff.flatMap((group, at) => (group.agentIds || !group.queues.includes(queueId) ? [] : workersOf(group, at).map(({ agentId }) => agentId)));
  const doors = scenario.arrivals.map(({ queueId }, at) => ({ id: doorOf(at), queueId }));
  return parseConfig(JSON.stringify({
    deployments: doors.map(({ id, queueId }) => ({ id, origins: ['self'], flowId: id, defaultQueueId: queueId, idleMinutes: 10_080 })),
    flows: doors.map(({ id, queueId }) => ({ id, version: 1, blocks: [{ id: 'start', type: 'web-messaging-trigger' }, { id: 'route', type: 'route-to-queue', configuration: { queueId } }] })),
    queues: queues.map((queue) => ({ ...queue, members: [...queue.members, ...hiredFor(queue.id)] })),
    agents: [...(given?.agents ?? []), ...hired],
    skills: given?.skills ?? [],
  }));
}
