/**
 * What a change of state is said as, for people who don't see it: polite for states, assertive only for "Video
 * connected", "Video ended" and a failure. Pure: two moments in, a sentence or nothing out.
 */
import type { Urgency } from '../ui/index.js';
import { enResults, type ResultStrings } from './en-results.js';
import type { ChatStrings } from './en.js';
import type { ChatCard } from './scene.js';

/** What can be heard of a moment. */
export interface Audible {
  readonly call: 'none' | 'connecting' | 'live' | 'recovering';
  readonly card: ChatCard;
  readonly trouble: 'lost' | 'elsewhere' | 'refused' | undefined;
  /** Unread messages while the panel is closed, else 0. */
  readonly unread: number;
  readonly soundBlocked: boolean;
  readonly agent: string;
}

export interface Announcement {
  readonly text: string;
  readonly urgency: Urgency;
}

export function announcement(before: Audible, after: Audible, strings: ChatStrings, results: ResultStrings = enResults): Announcement | undefined {
  return callNews(before, after, strings) ?? cardNews(before, after, strings, results) ?? otherNews(before, after, strings);
}

function callNews(before: Audible, after: Audible, strings: ChatStrings): Announcement | undefined {
  if (after.soundBlocked && !before.soundBlocked) return { text: strings.soundBlocked(after.agent), urgency: 'polite' };
  if (before.call === after.call) return undefined;
  switch (after.call) {
    case 'live':
      return before.call === 'recovering' ? { text: strings.connectedAgain, urgency: 'polite' } : { text: strings.videoConnected, urgency: 'assertive' };
    case 'connecting':
      return { text: strings.connectingYou(after.agent), urgency: 'polite' };
    case 'recovering':
      return { text: strings.reconnecting, urgency: 'polite' };
    case 'none':
      return before.call === 'connecting' || after.card.kind === 'result' ? undefined : { text: strings.videoEndedSaid, urgency: 'assertive' };
  }
}

function cardNews(before: Audible, after: Audible, strings: ChatStrings, results: ResultStrings): Announcement | undefined {
  const { card } = after;
  const same = before.card.kind === card.kind && (card.kind !== 'line' || before.card.kind !== 'line' || before.card.position === card.position);
  if (same) return undefined;
  switch (card.kind) {
    case 'invitation':
      return { text: strings.invites(after.agent), urgency: 'polite' };
    case 'permission':
      return { text: `${strings.browserAsks}. ${strings.chooseAllow}`, urgency: 'polite' };
    case 'connecting':
      return { text: strings.connectingYou(after.agent), urgency: 'polite' };
    case 'line':
      return { text: placeWords(card.position, strings), urgency: 'polite' };
    case 'result': {
      const title = results[card.key].title;
      return title === undefined ? undefined : { text: title, urgency: 'assertive' };
    }
    case 'none':
      return undefined;
  }
}

function otherNews(before: Audible, after: Audible, strings: ChatStrings): Announcement | undefined {
  if (after.trouble === 'lost' && before.trouble !== 'lost') return { text: strings.noConnection, urgency: 'polite' };
  if (after.trouble === undefined && before.trouble === 'lost') return { text: strings.connectedAgain, urgency: 'polite' };
  return after.unread > before.unread ? { text: strings.newMessage(after.unread), urgency: 'polite' } : undefined;
}

/** A place in line in words; without a place, that one waits. */
export function placeWords(position: number | undefined, strings: ChatStrings): string {
  if (position === undefined) return strings.waitingForVideo;
  return position <= 1 ? strings.next : strings.inLine(position);
}
