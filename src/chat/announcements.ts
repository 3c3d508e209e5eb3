/**
 * What a change of state is said as, for people who don't see it: polite for states, assertive only for "Video
 * connected", "Video ended" and a failure. Pure: two moments in, a sentence or nothing out.
 */
import type { Urgency } from '../ui/index.js';
import type { ChatCard } from './chat-card.js';
import type { ChatStrings } from './en.js';

/** What can be heard of a moment. */
export interface Audible {
  readonly call: 'none' | 'connecting' | 'live' | 'recovering';
  readonly card: ChatCard;
  readonly trouble: 'lost' | 'elsewhere' | 'refused' | undefined;
  /** Unread messages while the transcript, or the end of a long one, is out of sight, else 0. */
  readonly unread: number;
  readonly soundBlocked: boolean;
  readonly agent: string;
}

export interface Announcement {
  readonly text: string;
  readonly urgency: Urgency;
}

/** News of video (video-news.ts), once that part of the chat is there. */
export type VideoNews = (before: Audible, after: Audible) => Announcement | undefined;

export function announcement(before: Audible, after: Audible, strings: ChatStrings, video?: VideoNews): Announcement | undefined {
  return video?.(before, after) ?? otherNews(before, after, strings);
}

function otherNews(before: Audible, after: Audible, strings: ChatStrings): Announcement | undefined {
  if (after.trouble === 'lost' && before.trouble !== 'lost') return { text: strings.noConnection, urgency: 'polite' };
  if (after.trouble === undefined && before.trouble === 'lost') return { text: strings.connectedAgain, urgency: 'polite' };
  return after.unread > before.unread ? { text: strings.newMessage({ n: after.unread }), urgency: 'polite' } : undefined;
}
