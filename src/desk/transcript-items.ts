/**
 * The agent's reading of a contact: events and unsent messages in the order and the words of the desk's transcript.
 * Pure. Knows which events are worth a line to an agent; drawing, runs and days are the shared transcript's matter.
 */
import type { TimelineEvent } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import type { Delivery, TranscriptItem } from '../ui/index.js';
import { checkIcon, circleAlertIcon, clockIcon, usersRoundIcon, videoIcon, videoOffIcon } from '../ui/icons.js';
import { arrowLeftRightIcon, userIcon, workflowIcon } from '../ui/desk-icons.js';
import { callOf, flowBefore, invitedBy, leastWaitMs, waitBeforeJoin, waitBeforeVideo } from './contact-facts.js';
import { firstName, fullName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enNotes } from './en-notes.js';
import { enTransfer } from './en-transfer.js';
import { endingSentence } from './ending-words.js';
import { helpLine } from './help-lines.js';
import { noteKey } from './notes.js';
import { goalBefore, goalOf } from './transfer-state.js';
import { wait } from './duration.js';

export interface Reading {
  /** Id of the agent who reads. */
  readonly agentId: string;
  /** Whether the customer of a call had no connection when it ended. */
  readonly gone: (callId: string) => boolean;
  readonly strings: DeskStrings;
}

interface Line {
  readonly text: string;
  readonly icon?: string;
}

/** Messages and lines of a contact, oldest first, what is not yet acknowledged last. */
export function transcriptItems(model: ContactModel, reading: Reading): readonly TranscriptItem[] {
  const items = model.events.map((_event, index) => eventItem(index, model, reading));
  return [...items.filter((item) => item !== undefined), ...pendingItems(model, reading)];
}

/** What the event at a position is worth, or undefined. Of other events only earlier ones count. */
export function eventItem(index: number, model: ContactModel, reading: Reading): TranscriptItem | undefined {
  const event = model.events[index];
  if (event === undefined) return undefined;
  switch (event.kind) {
    case 'message':
      return messageItem(event, index, model, reading);
    case 'contact.note':
      return noteItem(event, reading);
    default:
      return lineItem(event, index, model, reading);
  }
}

export function pendingItems({ pending }: ContactModel, { strings }: Reading): readonly TranscriptItem[] {
  return pending.map(({ id, text, at, state }) => ({ kind: 'message', key: id, side: 'own', author: strings.youAre, text, at, delivery: state }));
}

type MessageEvent = Extract<TimelineEvent, { kind: 'message' }>;

function messageItem(event: MessageEvent, index: number, model: ContactModel, { agentId, strings }: Reading): TranscriptItem {
  const { snapshot } = model;
  const base = { kind: 'message', key: event.data.messageId, text: event.data.text, at: Date.parse(event.at) } as const;
  if (event.actor.kind === 'customer') {
    return { ...base, side: 'other', author: fullName(event.actor.name ?? snapshot.customer.name, strings.visitor(model.contactId)) };
  }
  if (event.actor.kind !== 'agent' && event.actor.kind !== 'supervisor') return { ...base, side: 'other', author: strings.automatic(flowBefore(model.events, index)) };
  const author = event.actor.id === agentId ? strings.youAre : (event.actor.name ?? strings.product);
  const delivery: Delivery = event.seq <= snapshot.read.customer ? 'read' : 'sent';
  return { ...base, side: 'own', author, delivery };
}

/** On the other side: it is no message of the agent's, and has no delivery. */
function noteItem({ seq, at, actor, data }: Extract<TimelineEvent, { kind: 'contact.note' }>, { agentId, strings }: Reading): TranscriptItem {
  const author = enNotes.by(actor.id === agentId ? strings.youAre.toLowerCase() : (actor.name ?? strings.product));
  return { kind: 'message', key: noteKey(seq), side: 'other', author, text: data.text, at: Date.parse(at) };
}

function lineItem(event: TimelineEvent, index: number, model: ContactModel, reading: Reading): TranscriptItem | undefined {
  const line = lineOf(event, index, model, reading);
  if (line === undefined) return undefined;
  return { kind: 'line', key: `event ${event.seq}`, at: Date.parse(event.at), ...line };
}

/** The line an event is worth, or undefined. */
function lineOf(event: TimelineEvent, index: number, model: ContactModel, reading: Reading): Line | undefined {
  const { strings, agentId } = reading;
  const customer = firstName(model.snapshot.customer.name, strings.visitor(model.contactId));
  switch (event.kind) {
    case 'contact.started':
      return { icon: workflowIcon, text: strings.startedOn(strings.media[event.data.medium].toLowerCase()) };
    case 'queue.entered':
      return { icon: clockIcon, text: strings.queued(event.data.name) };
    case 'agent.joined': {
      const { agent } = event.data;
      if (agent.agentId !== agentId) return { icon: userIcon, text: strings.joined(agent.name) };
      const waited = waitBeforeJoin(model.events, index);
      return { icon: userIcon, text: waited < leastWaitMs ? strings.youJoined : strings.youJoinedAfter(customer, wait(waited)) };
    }
    case 'agent.left':
      return event.data.agent.agentId === agentId ? undefined : { icon: userIcon, text: strings.left(event.data.agent.name) };
    case 'assist.invited':
    case 'assist.answered':
    case 'assist.joined':
    case 'assist.left': {
      const text = helpLine(event, agentId);
      return text === undefined ? undefined : { icon: usersRoundIcon, text };
    }
    case 'contact.moved':
      return { icon: arrowLeftRightIcon, text: strings.moved(event.data.from.name, event.data.to.name) };
    case 'transfer.asked':
      return { icon: arrowLeftRightIcon, text: enTransfer.asked(goalOf(event.data)) };
    case 'transfer.ended': {
      const goal = goalBefore(model.events, index);
      // The move itself is the next line.
      if (goal === undefined || event.data.outcome === 'accepted') return undefined;
      return { icon: circleAlertIcon, text: enTransfer.endedLine(goal, event.data.outcome) };
    }
    case 'call.interrupted':
      return { icon: circleAlertIcon, text: strings.interrupted };
    case 'contact.closed':
      return { icon: checkIcon, text: strings.closedBy[event.data.reason] };
    default:
      return upgradeLine(event, model, reading, customer);
  }
}

function upgradeLine(event: TimelineEvent, model: ContactModel, { strings, agentId, gone }: Reading, customer: string): Line | undefined {
  switch (event.kind) {
    case 'upgrade.asked':
      return { icon: videoIcon, text: askedBy(event, strings, agentId, customer) };
    case 'upgrade.captured':
      return event.data.outcome === 'ready' ? { icon: checkIcon, text: strings.allowed(customer) } : undefined;
    case 'media-upgrade': {
      const waited = waitBeforeVideo(model.events, event.data.upgradeId);
      return { icon: videoIcon, text: waited === undefined || waited < leastWaitMs ? strings.videoStartedPlain : strings.videoStarted(customer, wait(waited)) };
    }
    case 'media.restored': {
      const seconds = Math.round(event.data.durationMs / 1000);
      return { icon: videoOffIcon, text: strings.videoEnded(Math.floor(seconds / 60), seconds % 60) };
    }
    case 'upgrade.ended': {
      if (event.data.result.status === 'cancelled' && event.data.result.by === 'agent' && invitedBy(model.events, event.data.upgradeId) === agentId) return { icon: videoOffIcon, text: strings.tookBack };
      const callId = callOf(model.events, event.data.upgradeId);
      const sentence = endingSentence(event.data.result, customer, strings.endings, callId !== undefined && gone(callId));
      return sentence === undefined ? undefined : { icon: circleAlertIcon, text: sentence };
    }
    default:
      return undefined;
  }
}

function askedBy(event: TimelineEvent, strings: DeskStrings, agentId: string, customer: string): string {
  switch (event.actor.kind) {
    case 'customer':
      return strings.customerAsked(customer);
    case 'agent':
    case 'supervisor':
      return event.actor.id === agentId ? strings.youInvited(customer) : strings.agentInvited(event.actor.name ?? strings.product, customer);
    default:
      return strings.flowAsked(customer);
  }
}
