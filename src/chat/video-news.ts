/** What a change of the call or of its card is said as. Pure: two moments in, a sentence or nothing out. */
import type { Announcement, Audible } from './announcements.js';
import type { ResultStrings } from './en-results.js';
import type { VideoStrings } from './en-video.js';

export function videoNews(before: Audible, after: Audible, strings: VideoStrings, results: ResultStrings['results']): Announcement | undefined {
  return callNews(before, after, strings) ?? cardNews(before, after, strings, results);
}

function callNews(before: Audible, after: Audible, strings: VideoStrings): Announcement | undefined {
  if (after.soundBlocked && !before.soundBlocked) return { text: strings.soundBlocked(after), urgency: 'polite' };
  if (before.call === after.call) return undefined;
  switch (after.call) {
    case 'live':
      return before.call === 'recovering' ? { text: strings.connectedAgain, urgency: 'polite' } : { text: strings.videoConnected, urgency: 'assertive' };
    case 'connecting':
      return { text: strings.connectingYou(after), urgency: 'polite' };
    // The stage says for what it waits, and aloud.
    case 'recovering':
      return undefined;
    case 'none':
      return before.call === 'connecting' || after.card.kind === 'result' ? undefined : { text: strings.videoEndedSaid, urgency: 'assertive' };
  }
}

function cardNews(before: Audible, after: Audible, strings: VideoStrings, results: ResultStrings['results']): Announcement | undefined {
  const { card } = after;
  const same = before.card.kind === card.kind && (card.kind !== 'line' || before.card.kind !== 'line' || before.card.position === card.position);
  if (same) return undefined;
  switch (card.kind) {
    case 'invitation':
      return { text: strings.invites(after), urgency: 'polite' };
    case 'permission':
      return { text: `${strings.browserAsks}. ${strings.chooseAllow}`, urgency: 'polite' };
    case 'connecting':
      return { text: strings.connectingYou(after), urgency: 'polite' };
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

/** A place in line in words; without a place, that one waits. */
export function placeWords(position: number | undefined, strings: VideoStrings): string {
  if (position === undefined) return strings.waitingForVideo;
  return position <= 1 ? strings.next : strings.inLine({ n: position });
}
