/**
 * Signs of trouble in one second: counters, what both sides say they send, and what was seen and heard in the page.
 *
 * Knows what is normal: a hidden page shows nothing, a still screen sends no frames, a muted element hears nothing. Pure.
 */
import type { Counters } from './counters.js';
import type { MediaModes } from './engine-port.js';
import type { Hearing } from './hearing.js';
import type { Signs } from './trouble.js';

/** What only the page can tell. */
export interface Senses {
  /** Nobody looks: browsers stop drawing, and that is no trouble. */
  readonly hidden: boolean;
  /** Whether the other side's sound is played aloud; without, browsers measure none. */
  readonly audible: boolean;
  readonly ownBlack: boolean | undefined;
  readonly peerBlack: boolean | undefined;
  /** Loudness of this side's microphone, 0 to 1, even while it is muted; undefined where it is not measured. */
  readonly ownLevel: number | undefined;
}

export interface SignSources {
  readonly before: Counters;
  readonly now: Counters;
  readonly own: MediaModes;
  readonly peer: MediaModes | undefined;
  readonly senses: Senses;
  readonly hearing: { readonly own: Hearing; readonly peer: Hearing };
}

/** Louder than a room and a keyboard far away. */
const speechLevel = 0.03;

export function signsOf(sources: SignSources): Signs {
  const { own, peer, senses } = sources;
  const ownPicture = own.video === 'on';
  const peerPicture = peer?.video === 'on';
  return {
    frozen: frozen(sources),
    'own-black': black(ownPicture, senses.hidden, senses.ownBlack),
    'peer-black': black(peerPicture, senses.hidden, senses.peerBlack),
    'own-silent': ownSilent(sources),
    'peer-silent': peerSilent(sources),
    'muted-speech': own.audio === 'off' && senses.ownLevel !== undefined && senses.ownLevel > speechLevel,
  };
}

const black = (sends: boolean, hidden: boolean, seen: boolean | undefined): boolean | undefined => (!sends ? false : hidden ? undefined : seen);

function frozen({ before, now, peer, senses }: SignSources): boolean | undefined {
  if (peer?.video !== 'on' && peer?.video !== 'screen') return false;
  if (senses.hidden) return undefined;
  const [was, is] = [before.video.in, now.video.in];
  if (is.frames !== was.frames) return false;
  const pictureCame = is.bytes > was.bytes;
  // A screen that nobody touches sends nothing; and when nothing at all comes, the connection is the trouble.
  if (!pictureCame && (peer.video === 'screen' || now.audio.in.bytes <= before.audio.in.bytes)) return peer.video === 'screen' ? false : undefined;
  return true;
}

function ownSilent({ before, now, own, senses, hearing }: SignSources): boolean | undefined {
  const grew = growth(before.energy.out, now.energy.out) ?? (senses.ownLevel === undefined ? undefined : senses.ownLevel > 0);
  return hearing.own.silent(own.audio === 'on', grew, now.at);
}

function peerSilent({ before, now, peer, senses, hearing }: SignSources): boolean | undefined {
  const on = peer?.audio === 'on';
  const grew = senses.audible ? growth(before.energy.in, now.energy.in) : undefined;
  const silent = hearing.peer.silent(on, grew, now.at);
  // Silence on purpose still sends a packet now and then. When no picture comes either, the connection is the trouble.
  if (on && now.audio.in.packets === before.audio.in.packets) return now.video.in.bytes > before.video.in.bytes ? true : undefined;
  return silent;
}

const growth = (was: number | undefined, is: number | undefined): boolean | undefined => (was === undefined || is === undefined ? undefined : is > was);
