/**
 * The order of codecs that a transceiver is negotiated with.
 *
 * Knows that redundant sound (RED, RFC 2198) is worth its bytes where both sides have it, and that a picture goes by a codec
 * which both sides do in hardware, else by the browser's own first: VP8, which everybody does well. The answering side's
 * order decides for both. Leaves the order alone where it cannot be set.
 */
import type { MediaKind } from './engine-port.js';

type Codec = Pick<RTCRtpCodec, 'mimeType'>;

/** What hardware does, best first. */
const candidates = ['video/AV1', 'video/VP9', 'video/H264'] as const;
/** A picture as most calls have it. */
const picture = { width: 1280, height: 720, framerate: 30, bitrate: 1_500_000 } as const;

/** Codecs that this machine does smoothly and without a hot processor, both ways; none before it has said so. */
let efficient: readonly string[] = [];
let asked: Promise<void> | undefined;

/** Asks the machine, once for a page. Takes milliseconds; a connection made before the answer has the browser's order. */
export function askMachine(): Promise<void> {
  return (asked ??= Promise.all(candidates.map(isEfficient)).then((found) => {
    efficient = candidates.filter((_, index) => found[index]);
  }));
}

async function isEfficient(contentType: string): Promise<boolean> {
  try {
    const question = { type: 'webrtc', video: { ...picture, contentType } } as const;
    const { mediaCapabilities } = navigator;
    const infos = await Promise.all([mediaCapabilities.encodingInfo(question), mediaCapabilities.decodingInfo(question)]);
    return infos.every(({ supported, smooth, powerEfficient }) => supported && smooth && powerEfficient);
  } catch {
    // Browsers that do not know calls here are many.
    return false;
  }
}

/** Before an offer or an answer is made. @param offer The other side's, to be answered. */
export function preferCodecs(transceiver: RTCRtpTransceiver, kind: MediaKind, offer?: string): void {
  try {
    const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
    const order = kind === 'audio' ? first(codecs, ['audio/red']) : pictureOrder(codecs, efficient, offer === undefined ? undefined : firstCodec(offer));
    if (order !== codecs) transceiver.setCodecPreferences(order);
  } catch {
    // The browser's own order is a good one.
  }
}

/** An offer begins with what this machine does best; an answer follows it if this machine does it as well, too. */
export function pictureOrder<C extends Codec>(codecs: C[], good: readonly string[], offered: string | undefined): C[] {
  if (offered === undefined) return first(codecs, good);
  return good.some((name) => isNamed(offered, name)) ? first(codecs, [offered]) : first(codecs, ['video/VP8']);
}

/** The same list where there is nothing to move. */
function first<C extends Codec>(codecs: C[], names: readonly string[]): C[] {
  const moved = names.flatMap((name) => codecs.filter(({ mimeType }) => isNamed(mimeType, name)));
  return moved.length === 0 ? codecs : [...moved, ...codecs.filter((codec) => !moved.includes(codec))];
}

const isNamed = (mimeType: string, name: string): boolean => mimeType.toLowerCase() === name.toLowerCase();

/** The first codec of a kind in a description. */
export function firstCodec(sdp: string, kind: MediaKind = 'video'): string | undefined {
  const section = sdp.split(/^m=/m).find((part) => part.startsWith(`${kind} `));
  const payload = section?.split(/\r?\n/, 1)[0]?.split(' ')[3];
  const name = payload === undefined ? undefined : new RegExp(`^a=rtpmap:${payload} ([^/]+)/`, 'm').exec(section ?? '')?.[1];
  return name === undefined ? undefined : `${kind}/${name}`;
}
