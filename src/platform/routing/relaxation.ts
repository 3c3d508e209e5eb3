/**
 * Relaxation: what a queue asks of an agent, by how long a contact has waited.
 *
 * Pure over the configuration and an age in milliseconds, so that a restart changes nothing: the age comes from the
 * contact's own wait. A step replaces the requirements of the media it names; the last one holds to the end.
 */
import type { Queue } from '../config/index.js';

const ms = (seconds: number): number => seconds * 1_000;
const steps = (queue: Queue): NonNullable<Queue['relaxation']> => queue.relaxation ?? [];

/** How many steps a wait has reached. */
export const stepsReached = (queue: Queue, waitedMs: number): number => steps(queue).filter(({ afterSeconds }) => ms(afterSeconds) <= waitedMs).length;

/** The queue as it stands for a contact that has waited so long. */
export function relaxed(queue: Queue, waitedMs: number): Queue {
  const reached = steps(queue).slice(0, stepsReached(queue, waitedMs));
  if (reached.length === 0) return queue;
  return { ...queue, skillRequirements: reached.reduce((all, { skillRequirements }) => ({ ...all, ...skillRequirements }), queue.skillRequirements) };
}

/** The age at which the next step comes, in milliseconds of waiting; undefined after the last. */
export function nextStepAt(queue: Queue, waitedMs: number): number | undefined {
  const next = steps(queue)[stepsReached(queue, waitedMs)];
  return next && ms(next.afterSeconds);
}
