/**
 * The interaction: one contact as reporting sees it, chat and video together under one id.
 *
 * Knows the answer of `GET /api/v2/interactions/{contactId}`: its `id` is the contactId and never changes, and its parts
 * tile it from start to end, so that no second of the customer's time is outside.
 */
import type { Actor, AgentCard, Attachment, ContactMedium, EventData } from '../../protocol/index.js';
import { metricsOf, type Metrics } from './metrics.js';
import { segmentsOf, type Segment } from './segment.js';
import type { StoredEvent } from './stored-event.js';
import { moment, upgradesOf, type UpgradeRecord } from './upgrade-record.js';

/** A stretch in one medium; a new call is a new part. Moments are ISO 8601. */
export interface Part {
  readonly medium: ContactMedium;
  readonly startedAt: string;
  /** Of an open contact's last part: now. */
  readonly endedAt: string;
  /** The agent who had the contact last in this part. */
  readonly agentId?: string;
  readonly callId?: string;
}

/** `owner`: the contact was theirs; `assist`: beside its owner; `monitor`: listened in, unseen by the customer. */
export const agentParts = ['owner', 'assist', 'monitor'] as const;
export type AgentPart = (typeof agentParts)[number];

export interface InteractionParticipant {
  readonly kind: 'customer' | 'agent';
  readonly id: string;
  readonly name?: string;
  /** What an agent was to the contact, in the order they became it. */
  readonly roles?: readonly AgentPart[];
  /** First time in the contact. */
  readonly joinedAt: string;
  /** Last time out of it; absent while in it. */
  readonly leftAt?: string;
}

/** A file of the contact, with the message that it came with. */
export interface SentAttachment extends Attachment {
  /** Of the message. */
  readonly seq: number;
  readonly at: string;
  readonly by: Actor['kind'];
}

export interface Interaction {
  /** The contactId. */
  readonly id: string;
  readonly deploymentId: string;
  readonly startedAt: string;
  /** Absent while the contact is open. */
  readonly endedAt?: string;
  readonly closedBy?: EventData<'contact.closed'>['reason'];
  readonly parts: readonly Part[];
  readonly participants: readonly InteractionParticipant[];
  readonly upgrades: readonly UpgradeRecord[];
  /** Agents' notes, in the order they were made; a contact that moved has one of each agent. */
  readonly wrapUps: readonly { readonly agentId: string; readonly codes: readonly string[]; readonly note?: string }[];
  readonly attachments: readonly SentAttachment[];
  /** What the customer agreed to, and took back: the evidence. */
  readonly consents: readonly ConsentRecord[];
  /** Their answers to the form before the chat, in the order they came. */
  readonly answers: EventData<'form.answered'>['answers'];
  readonly ratings: readonly (EventData<'contact.rated'> & { readonly at: string })[];
  readonly metrics: Metrics;
}

export interface ConsentRecord {
  readonly choice: 'given' | 'withdrawn';
  readonly hash: string;
  readonly version?: string;
  /** With `given`: all that was read. */
  readonly text?: string;
  /** When the customer said so. */
  readonly at: string;
}

const toPart = (it: Segment): Part => ({
  medium: it.medium,
  startedAt: moment(it.startedAt),
  endedAt: moment(it.endedAt),
  ...(it.owner === undefined ? {} : { agentId: it.owner }),
  ...(it.callId === undefined ? {} : { callId: it.callId }),
});

/** Segments joined into parts: what differs in owner or place alone is one part. */
function partsOf(segments: readonly Segment[]): readonly Part[] {
  const parts: Part[] = [];
  for (const segment of segments) {
    const next = toPart(segment);
    const last = parts[parts.length - 1];
    if (last && last.medium === next.medium && last.callId === next.callId) {
      parts[parts.length - 1] = { ...last, endedAt: next.endedAt, ...(next.agentId === undefined ? {} : { agentId: next.agentId }) };
    } else {
      parts.push(next);
    }
  }
  return parts;
}

/** Who comes with an event, and as what. */
function comer(event: StoredEvent): Omit<InteractionParticipant, 'joinedAt'> | undefined {
  switch (event.kind) {
    case 'contact.started': {
      const { customerId: id, name } = event.data.customer;
      return { kind: 'customer', id, ...(name === undefined ? {} : { name }) };
    }
    case 'agent.joined':
    case 'media-upgrade':
      return agentAs('owner', event.data.agent);
    case 'assist.joined':
      return agentAs('assist', event.data.agent);
    case 'monitor.started':
      return agentAs('monitor', event.data.agent);
    default:
      return undefined;
  }
}

const agentAs = (part: AgentPart, { agentId: id, name }: AgentCard): Omit<InteractionParticipant, 'joinedAt'> => ({ kind: 'agent', id, name, roles: [part] });

/** Whom an event takes out of the contact. Who leaves a seat to become the owner, or to assist, stays. */
function goer(event: StoredEvent): string | undefined {
  if (event.kind === 'agent.left') return event.data.agent.agentId;
  const seat = event.kind === 'assist.left' || event.kind === 'monitor.ended';
  return seat && event.data.reason !== 'owner' && event.data.reason !== 'assist' ? event.data.agent.agentId : undefined;
}

function participantsOf(events: readonly StoredEvent[]): readonly InteractionParticipant[] {
  const people = new Map<string, InteractionParticipant>();
  const leave = (key: string, at: number): void => {
    const known = people.get(key);
    if (known && known.leftAt === undefined) people.set(key, { ...known, leftAt: moment(at) });
  };
  for (const event of events) {
    const [came, went] = [comer(event), goer(event)];
    if (came) {
      const key = `${came.kind}:${came.id}`;
      const { leftAt: _again, ...known } = people.get(key) ?? { ...came, joinedAt: moment(event.at) };
      people.set(key, { ...known, ...(came.roles ? { roles: [...new Set([...(known.roles ?? []), ...came.roles])] } : {}) });
    }
    if (went !== undefined) leave(`agent:${went}`, event.at);
    if (event.kind === 'contact.closed') for (const key of people.keys()) leave(key, event.at);
  }
  return [...people.values()];
}

const attachmentsOf = (event: StoredEvent): readonly SentAttachment[] =>
  event.kind === 'message' ? (event.data.attachments ?? []).map((it) => ({ ...it, seq: event.seq, at: moment(event.at), by: event.actor.kind })) : [];

const find = <K extends StoredEvent['kind']>(events: readonly StoredEvent[], kind: K): Extract<StoredEvent, { kind: K }> | undefined =>
  events.find((it): it is Extract<StoredEvent, { kind: K }> => it.kind === kind);

function consentIn(event: StoredEvent): readonly ConsentRecord[] {
  if (event.kind === 'consent.withdrawn') return [{ choice: 'withdrawn', ...event.data, at: moment(event.at) }];
  if (event.kind !== 'consent.given') return [];
  const { givenAt, ...data } = event.data;
  return [{ choice: 'given', ...data, at: givenAt }];
}

/** The interaction of a contact's events in the order of `seq`; undefined for a contact that has not started. */
export function interactionOf(events: readonly StoredEvent[], now: number): Interaction | undefined {
  const started = find(events, 'contact.started');
  if (!started) return undefined;
  const segments = segmentsOf(events, now);
  const closed = find(events, 'contact.closed');
  const end = segments[segments.length - 1]?.endedAt ?? started.at;
  return {
    id: started.contactId,
    deploymentId: started.data.deploymentId,
    startedAt: moment(segments[0]?.startedAt ?? started.at),
    ...(closed ? { endedAt: moment(end), closedBy: closed.data.reason } : {}),
    parts: partsOf(segments),
    participants: participantsOf(events),
    upgrades: upgradesOf(events),
    wrapUps: events.flatMap((it) => (it.kind === 'contact.wrapped' ? [it.data] : [])),
    attachments: events.flatMap(attachmentsOf),
    consents: events.flatMap(consentIn),
    answers: events.flatMap((it) => (it.kind === 'form.answered' ? it.data.answers : [])),
    ratings: events.flatMap((it) => (it.kind === 'contact.rated' ? [{ ...it.data, at: moment(it.at) }] : [])),
    metrics: metricsOf(events, now),
  };
}
