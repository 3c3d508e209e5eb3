/**
 * What the watch needs of a peer connection's statistics, in one flat reading.
 *
 * Knows the few members of webrtc-stats that browsers from the floor on have, and trusts none to be there.
 */

export interface Reading {
  readonly framesDecoded: number;
  readonly audioPackets: number;
  /** All media received, RTCP included where the browser counts it. */
  readonly bytesReceived: number;
}

export const numberOf = (stat: object, key: string): number => {
  const value: unknown = Reflect.get(stat, key);
  return typeof value === 'number' ? value : 0;
};
export const wordOf = (stat: object, key: string): unknown => Reflect.get(stat, key);

export function readingOf(report: RTCStatsReport): Reading {
  const reading = { framesDecoded: 0, audioPackets: 0, bytesReceived: 0 };
  report.forEach((stat: unknown) => {
    if (typeof stat !== 'object' || stat === null || wordOf(stat, 'type') !== 'inbound-rtp') return;
    const kind = wordOf(stat, 'kind') ?? wordOf(stat, 'mediaType');
    reading.bytesReceived += numberOf(stat, 'bytesReceived');
    if (kind === 'video') reading.framesDecoded += numberOf(stat, 'framesDecoded');
    if (kind === 'audio') reading.audioPackets += numberOf(stat, 'packetsReceived');
  });
  return reading;
}
