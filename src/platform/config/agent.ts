/**
 * Agents, skills and what makes an agent qualified for a medium of a queue.
 *
 * Knows schemas and one pure question: do skills and entitlement suffice? Whether the agent is free, on queue or even
 * signed in is presence (src/platform/routing). Passwords are hashes only; the auth room makes and checks them.
 */
import * as v from 'valibot';
import { IdSchema, NameSchema, type ContactMedium } from '../../protocol/index.js';
import { skillsFor, type Queue } from './queue.js';

/** What a licence can cover. */
export const entitlements = ['video'] as const;
export const EntitlementSchema = v.picklist(entitlements);

/** Roles of people; the auth room's table grants scopes by role. */
export const agentRoles = ['agent', 'supervisor', 'administrator'] as const;
export type AgentRole = (typeof agentRoles)[number];

export const SkillSchema = v.strictObject({ id: IdSchema, name: v.exactOptional(NameSchema) });
export type Skill = v.InferOutput<typeof SkillSchema>;

/** Media that agents are rung for; voice is a reserved word. */
const routedMedia = ['webChat', 'videoChat'] as const satisfies readonly ContactMedium[];
export type RoutedMedium = (typeof routedMedia)[number];

const Slots = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(25));

const RoutedMedia = v.array(v.picklist(routedMedia));
/** Which other media ring at an agent who has contacts of a medium. */
const InterruptedBySchema = v.strictObject({
  /** Default: video. */
  webChat: v.exactOptional(RoutedMedia),
  /** Default: chat. Empty: whoever is in a call is rung for no other contact's chat. */
  videoChat: v.exactOptional(RoutedMedia),
});

export const AgentSchema = v.strictObject({
  id: IdSchema,
  name: NameSchema,
  /** Shown to customers, for example "Machine specialist". */
  title: v.exactOptional(NameSchema),
  login: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  /** A hash that the auth room understands; never a password. Without one this agent cannot sign in by password. */
  passwordHash: v.exactOptional(v.pipe(v.string(), v.maxLength(512))),
  roles: v.optional(v.array(v.picklist(agentRoles)), ['agent']),
  skills: v.optional(v.array(v.strictObject({ id: IdSchema, level: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 1) })), []),
  /** Contacts at once by medium; a video slot includes that contact's chat. */
  capacity: v.optional(v.strictObject({ webChat: v.optional(Slots, 3), videoChat: v.optional(Slots, 1), interruptedBy: v.exactOptional(InterruptedBySchema) }), {}),
  entitlements: v.optional(v.array(EntitlementSchema), []),
  /** Default: the built-in layout, whose video pane opens by itself. */
  layoutId: v.exactOptional(IdSchema),
  /** `auto`: the desk joins a kept contact's video by itself where its rules allow; `ask`: always a click. */
  joinOnUpgrade: v.optional(v.picklist(['auto', 'ask']), 'auto'),
  /** Seconds of "Joining… / Not now" before an automatic join. Default 0. */
  joinDelaySeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(30)), 0),
});
export type Agent = v.InferOutput<typeof AgentSchema>;

/** Whether an agent's skills and entitlement suffice for a medium in a queue; members only. */
export const qualified = (agent: Agent, queue: Queue, medium: ContactMedium): boolean => queue.members.includes(agent.id) && suffices(agent, queue, medium);

/** The same, member or not. */
export function suffices(agent: Agent, queue: Queue, medium: ContactMedium): boolean {
  if (!hasSlot(agent, medium)) return false;
  if (medium === 'videoChat' && !agent.entitlements.includes('video')) return false;
  return skillsFor(queue, medium).every((need) => agent.skills.some((has) => has.id === need.skillId && has.level >= need.level));
}

const hasSlot = (agent: Agent, medium: ContactMedium): boolean => medium !== 'voiceChat' && agent.capacity[medium] > 0;

const interruptedByDefault: { readonly [M in RoutedMedium]: readonly RoutedMedium[] } = { webChat: ['videoChat'], videoChat: ['webChat'] };

/** Whether an agent with so many contacts of each medium may be rung for one more: a slot of the medium, and nothing in hand that it must not interrupt. */
export function hasRoomFor(agent: Agent, used: { readonly [M in RoutedMedium]: number }, medium: RoutedMedium): boolean {
  const { capacity } = agent;
  return (
    used[medium] < capacity[medium] &&
    routedMedia.every((other) => other === medium || used[other] === 0 || (capacity.interruptedBy?.[other] ?? interruptedByDefault[other]).includes(medium))
  );
}
