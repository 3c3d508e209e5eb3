/**
 * The order of codecs that a transceiver is negotiated with.
 *
 * Knows that redundant audio (RED, RFC 2198) is worth its bytes where both sides have it. Leaves the browser's order where
 * it cannot be set.
 */
import type { MediaKind } from './engine-port.js';

/** Before an offer or an answer is made. */
export function preferCodecs(transceiver: RTCRtpTransceiver, kind: MediaKind): void {
  try {
    const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs;
    if (codecs && kind === 'audio') transceiver.setCodecPreferences(redFirst(codecs));
  } catch {
    // The browser's own order is a good one.
  }
}

export function redFirst<C extends { readonly mimeType: string }>(codecs: readonly C[]): C[] {
  const isRed = ({ mimeType }: C): boolean => mimeType.toLowerCase() === 'audio/red';
  return [...codecs.filter(isRed), ...codecs.filter((codec) => !isRed(codec))];
}
