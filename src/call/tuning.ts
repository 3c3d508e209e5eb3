/**
 * Tuning: a rung of adaptation as a sender's parameters, and how a sender is told.
 *
 * Knows the ladder of rates and sizes, what a camera and a screen care for, and that browsers differ in what they take:
 * a parameter that one refuses costs that parameter, never the picture.
 */
import type { Rung } from './adaptation.js';

/** `smooth`: a camera, better soft than jerky. `sharp`: a screen or something that is shown, better slow than soft. */
export type Picture = 'smooth' | 'sharp';

export interface Tuning {
  readonly active: boolean;
  readonly maxKbps: number;
  /** By how much width and height are divided. */
  readonly scale: number;
  readonly preference: RTCDegradationPreference;
}

const kbps: Readonly<Record<Picture, Readonly<Record<Rung, number>>>> = {
  smooth: { 0: 1_500, 1: 700, 2: 350, 3: 150, 4: 150 },
  sharp: { 0: 2_500, 1: 1_000, 2: 500, 3: 250, 4: 250 },
};
const scales: Readonly<Record<Rung, number>> = { 0: 1, 1: 1.5, 2: 2, 3: 4, 4: 4 };
/** Over TCP everything waits for what was lost: less to wait for keeps the sound in time. */
const tunnelKbps = 600;

/** @param tunnel The relay is reached over TCP or TLS. */
export const tuningOf = (rung: Rung, picture: Picture, tunnel: boolean): Tuning => ({
  active: rung < 4,
  maxKbps: Math.min(kbps[picture][rung], tunnel ? tunnelKbps : Infinity),
  scale: picture === 'sharp' ? 1 : scales[rung],
  preference: picture === 'sharp' ? 'maintain-resolution' : 'balanced',
});

/** What a track says of itself goes before what it is. */
export function pictureOf(track: MediaStreamTrack | null, screen: boolean): Picture {
  const hint = track && 'contentHint' in track ? track.contentHint : '';
  if (hint === 'detail' || hint === 'text') return 'sharp';
  return screen && hint !== 'motion' ? 'sharp' : 'smooth';
}

/** Tells encoders what the picture is, where nobody has yet. */
export function hint(track: MediaStreamTrack, picture: Picture): void {
  if ('contentHint' in track && track.contentHint === '') track.contentHint = picture === 'sharp' ? 'detail' : 'motion';
}

/** @returns Whether the sender took it; before it is negotiated it does not. */
export async function tune(sender: RTCRtpSender, tuning: Tuning): Promise<boolean> {
  // Each try reads anew: parameters are good for one turn only.
  return (await attempt(sender, tuning, tuning.preference)) || attempt(sender, tuning, undefined);
}

async function attempt(sender: RTCRtpSender, { active, maxKbps, scale }: Tuning, preference: RTCDegradationPreference | undefined): Promise<boolean> {
  try {
    const parameters = sender.getParameters();
    const encoding = parameters.encodings[0];
    if (!encoding) return false;
    Object.assign(encoding, { active, maxBitrate: maxKbps * 1_000, scaleResolutionDownBy: scale });
    if (preference) parameters.degradationPreference = preference;
    await sender.setParameters(parameters);
    return true;
  } catch {
    return false;
  }
}

/** Sound goes before the picture, on the way and in what a browser shares out. */
export async function favour(sender: RTCRtpSender | undefined): Promise<void> {
  try {
    const parameters = sender?.getParameters();
    const encoding = parameters?.encodings[0];
    if (!sender || !parameters || !encoding) return;
    Object.assign(encoding, { priority: 'high', networkPriority: 'high' });
    await sender.setParameters(parameters);
  } catch {
    // A browser that has no priorities.
  }
}
