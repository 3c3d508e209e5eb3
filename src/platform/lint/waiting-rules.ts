/**
 * Rules on waiting: a queue's bounds, steps and second queue, and schedules, that never come to anything as they are written.
 *
 * Knows settings that contradict each other. Whether what they name exists is reference-rules.ts's.
 */
import { queueName, type Queue, type SegueConfig } from '../config/index.js';
import type { Schedule } from '../flows/index.js';
import { finding, type Finding, type Keys } from './finding.js';

export const waitingRules = (config: SegueConfig): readonly Finding[] => [
  ...config.queues.flatMap((queue, at) => [...secondary(config, queue, ['queues', at]), ...bounds(queue, ['queues', at])]),
  ...config.schedules.flatMap((it, at) => (opens(it) ? [] : [finding('schedule-never-open', ['schedules', at, 'weekly'], `Schedule “${it.id}” has no hours.`)])),
];

function secondary({ queues }: SegueConfig, queue: Queue, path: Keys): readonly Finding[] {
  const here: Keys = [...path, 'secondaryQueueId'];
  if (queue.secondaryQueueId === queue.id) return [finding('secondary-same', here, `Queue “${queueName(queue)}” is its own secondary queue.`)];
  const other = queues.find((it) => it.id === queue.secondaryQueueId);
  if (!other || queue.mediaTypes.some((medium) => other.mediaTypes.includes(medium))) return [];
  return [finding('secondary-other-media', here, `Queue “${queueName(other)}” takes ${other.mediaTypes.join(' and ') || 'nothing'}, “${queueName(queue)}” has ${queue.mediaTypes.join(' and ') || 'nothing'}.`)];
}

function bounds(queue: Queue, path: Keys): readonly Finding[] {
  const { maxWaitSeconds: most, ringSeconds, relaxation = [], afterMaxWait, secondaryQueueId } = queue;
  const name = queueName(queue);
  const lost = afterMaxWait === 'secondary-queue' && secondaryQueueId === undefined;
  return [
    ...(lost ? [finding('max-wait-nowhere', [...path, 'afterMaxWait'], `Queue “${name}” sends on to a secondary queue and has none.`)] : []),
    ...(most !== undefined && ringSeconds > most ? [finding('ring-longer-than-wait', [...path, 'ringSeconds'], `Queue “${name}” rings ${ringSeconds} s in a wait of ${most} s.`)] : []),
    ...relaxation.flatMap((step, n) =>
      most !== undefined && step.afterSeconds >= most
        ? [finding('relaxation-too-late', [...path, 'relaxation', n, 'afterSeconds'], `Queue “${name}” relaxes after ${step.afterSeconds} s of a wait of ${most} s.`)]
        : []),
  ];
}

const opens = ({ weekly, holidays }: Schedule): boolean => [...Object.values(weekly), ...holidays.map(({ hours }) => hours)].some((hours) => hours.length > 0);
