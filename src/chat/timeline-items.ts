/**
 * The contact's timeline in the customer's words: messages and quiet lines, in order, own pending messages last. Pure.
 * Knows which events a customer reads about and which stay silent; runs and days are ui/transcript-rows' matter.
 */
import type { Attachment, TimelineEvent } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { minutesAndSeconds, saidWith, timeOfDay, type TranscriptItem } from '../ui/index.js';
import { videoIcon, videoOffIcon } from '../ui/icons.js';
import type { ChatStrings } from './en.js';
import { firstName } from './names.js';
import type { VideoPart } from './video-part.js';

export interface TimelineWords {
  readonly strings: ChatStrings;
  /** Words for how an upgrade ended; without them that line is left out. */
  readonly resultLine?: VideoPart['resultLine'] | undefined;
  /** Words for what is about the visit: a message left, a rating. */
  readonly visitLine?: ((event: TimelineEvent) => Line | undefined) | undefined;
  /** Files of messages are drawn; without that their names are said. */
  readonly files?: boolean;
  /** Name of the shop: author of what a flow says. */
  readonly shop: string;
  readonly locale?: string | undefined;
}

/** What earlier events leave behind for later lines. */
interface Past {
  agent: string | undefined;
  hadAgent: boolean;
  readonly liveCalls: Set<string>;
  readonly callOf: Map<string, string>;
}

type Line = { readonly text: string; readonly icon?: string };

export function timelineItems(model: ContactModel, words: TimelineWords): readonly TranscriptItem[] {
  const past: Past = { agent: undefined, hadAgent: false, liveCalls: new Set(), callOf: new Map() };
  const items: TranscriptItem[] = [];
  for (const event of model.events) {
    const item = event.kind === 'message' ? messageItem(event, model, words) : lineItem(event, past, words);
    if (item !== undefined) items.push(item);
  }
  for (const { id, text, attachments, at, state } of model.pending) {
    items.push({ kind: 'message', key: id, side: 'own', author: '', text: said({ text, attachments }, words), at, delivery: state });
  }
  return items;
}

function messageItem(event: Extract<TimelineEvent, { kind: 'message' }>, model: ContactModel, words: TimelineWords): TranscriptItem {
  const own = event.actor.kind === 'customer';
  const base = { kind: 'message', key: event.data.messageId, text: said(event.data, words), at: Date.parse(event.at) } as const;
  if (!own) return { ...base, side: 'other', author: event.actor.kind === 'flow' ? words.shop : (event.actor.name ?? words.shop) };
  const { agent, desk = 0 } = model.snapshot.read;
  return { ...base, side: 'own', author: '', delivery: event.seq <= agent ? 'read' : event.seq <= desk ? 'delivered' : 'sent' };
}

const said = (message: { readonly text: string; readonly attachments?: readonly Attachment[] | undefined }, words: TimelineWords): string =>
  words.files === true ? message.text : saidWith(message.text, message.attachments);

function lineItem(event: TimelineEvent, past: Past, words: TimelineWords): TranscriptItem | undefined {
  const line = lineOf(event, past, words);
  return line === undefined ? undefined : { kind: 'line', key: `event ${event.seq}`, at: Date.parse(event.at), ...line };
}

function lineOf(event: TimelineEvent, past: Past, words: TimelineWords): Line | undefined {
  const { strings, locale } = words;
  const time = timeOfDay(Date.parse(event.at), locale);
  switch (event.kind) {
    case 'agent.joined':
      return joined(event.data.agent.name, past, strings);
    case 'agent.left':
      return event.data.reason === 'declined' || event.data.reason === 'offline' ? { text: strings.left(event.data.agent) } : undefined;
    case 'assist.joined':
      return { text: strings.joined(event.data.agent) };
    case 'assist.left':
      // Who becomes the owner joins in the same breath.
      return event.data.reason === 'owner' ? undefined : { text: strings.leftChat(event.data.agent) };
    case 'queue.entered':
      return event.data.medium === 'videoChat' ? { text: strings.inLineSince({ time }), icon: videoIcon } : undefined;
    case 'upgrade.asked':
      return event.actor.kind === 'customer' ? { text: strings.askedForVideo, icon: videoIcon } : undefined;
    case 'upgrade.answered':
      return event.data.accepted && event.actor.kind === 'customer' ? { text: strings.acceptedVideo, icon: videoIcon } : undefined;
    case 'contact.closed':
      return { text: event.data.reason === 'agent' || event.data.reason === 'blocked' ? strings.agentEndedChat({ name: past.agent ?? words.shop }) : strings.chatEnded({ time }) };
    default:
      return callLine(event, past, words, time) ?? words.visitLine?.(event);
  }
}

function callLine(event: TimelineEvent, past: Past, words: TimelineWords, time: string): Line | undefined {
  const { strings } = words;
  switch (event.kind) {
    case 'media-upgrade':
      past.callOf.set(event.data.upgradeId, event.data.callId);
      return undefined;
    case 'call.live': {
      const again = past.liveCalls.has(event.data.callId);
      past.liveCalls.add(event.data.callId);
      return again ? undefined : { text: strings.videoStarted({ time }), icon: videoIcon };
    }
    case 'call.interrupted':
      return past.liveCalls.has(event.data.callId) ? { text: strings.connectionDropped } : undefined;
    case 'media.restored': {
      if (!past.liveCalls.has(event.data.callId)) return undefined;
      return { text: strings.videoEnded(minutesAndSeconds(event.data.durationMs)), icon: videoIcon };
    }
    case 'upgrade.ended':
      return endLine(event, past, words, time);
    default:
      return undefined;
  }
}

function joined(name: string, past: Past, strings: ChatStrings): Line | undefined {
  if (past.agent === name) return undefined;
  const line = past.hadAgent ? { text: strings.takesOver({ name }) } : { text: strings.joined({ name }) };
  past.agent = name;
  past.hadAgent = true;
  return line;
}

function endLine(event: Extract<TimelineEvent, { kind: 'upgrade.ended' }>, past: Past, words: TimelineWords, time: string): Line | undefined {
  const callId = past.callOf.get(event.data.upgradeId);
  const names = { agent: firstName(past.agent ?? words.strings.someone), shop: words.shop };
  const text = words.resultLine?.(event.data.result, { wasLive: callId !== undefined && past.liveCalls.has(callId) }, names, time);
  return text === undefined ? undefined : { text, icon: videoOffIcon };
}
