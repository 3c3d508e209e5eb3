/**
 * Rules on people: each medium of a queue needs members with skills, the entitlement and a slot.
 *
 * Knows who could take a contact in principle; who is on queue right now is presence.
 */
import type { ContactMedium } from '../../protocol/index.js';
import { qualified, queueName, skillsFor, type Agent, type Queue, type SegueConfig } from '../config/index.js';
import { queueFinding, type Finding } from './finding.js';

/** Fewer qualified members than this are few. */
const enough = 2;

const membersOf = (config: SegueConfig, queue: Queue): readonly Agent[] => config.agents.filter((it) => queue.members.includes(it.id));
const ableIn = (config: SegueConfig, queue: Queue, medium: ContactMedium): readonly Agent[] => membersOf(config, queue).filter((it) => qualified(it, queue, medium));

/** Whether somebody qualifies once a contact has waited and less is asked for. */
const laterAble = (config: SegueConfig, queue: Queue, medium: ContactMedium): boolean =>
  (queue.relaxation ?? []).some((step) => ableIn(config, { ...queue, skillRequirements: { ...queue.skillRequirements, ...step.skillRequirements } }, medium).length > 0);

export function staffingRules(config: SegueConfig): readonly Finding[] {
  return config.queues.flatMap((queue, at) =>
    queue.mediaTypes.flatMap((medium, n) => {
      const able = ableIn(config, queue, medium);
      if (medium === 'voiceChat' || able.length >= enough) return [];
      const secondary = config.queues.find((it) => it.id === queue.secondaryQueueId && it.mediaTypes.includes(medium));
      const elsewhere = secondary ? ableIn(config, secondary, medium).length : 0;
      const rule = able.length === 0 && elsewhere === 0 && !laterAble(config, queue, medium) ? 'nobody-qualified' : 'few-qualified';
      const message = `Queue “${queueName(queue)}”, ${medium}: ${able.length} of ${queue.members.length} members qualify${lacking(config, queue, medium)}.`;
      return [queueFinding(rule, ['queues', at, 'mediaTypes', n], message, queue.id, medium)];
    }));
}

/** What the members who do not qualify lack, in words. */
function lacking(config: SegueConfig, queue: Queue, medium: ContactMedium): string {
  const words = membersOf(config, queue)
    .filter((agent) => !qualified(agent, queue, medium))
    .map((agent) => `${agent.name} lacks ${gaps(agent, queue, medium).join(' and ')}`);
  return words.length > 0 ? ` (${words.slice(0, 5).join('; ')}${words.length > 5 ? '; …' : ''})` : '';
}

function gaps(agent: Agent, queue: Queue, medium: ContactMedium): readonly string[] {
  const skills = skillsFor(queue, medium)
    .filter((need) => !agent.skills.some((has) => has.id === need.skillId && has.level >= need.level))
    .map((need) => `skill ${need.skillId} at level ${need.level}`);
  const entitlement = medium === 'videoChat' && !agent.entitlements.includes('video') ? ['the video entitlement'] : [];
  const slot = medium !== 'voiceChat' && agent.capacity[medium] === 0 ? [`a ${medium} slot`] : [];
  return [...skills, ...entitlement, ...slot];
}
