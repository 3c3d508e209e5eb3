/**
 * Statistics of one connection at one moment, flat and typed: counters since its beginning, and what is true now.
 *
 * Knows webrtc-stats as Chromium, Firefox and Safari tell it from the floor on, and trusts no member to be there. Several
 * streams of a kind are one here. Judges nothing.
 */
import type { MediaKind } from './engine-port.js';

export interface FlowCounters {
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
  readonly jitterMs: number | undefined;
}

export interface OutCounters extends FlowCounters {
  /** Loss in per cent as the other side last reported it; `lost` and `jitterMs` are its report, too. */
  readonly reportedLoss: number | undefined;
}

export interface PictureCounters {
  /** Decoded ones coming in, encoded ones going out. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number | undefined;
  readonly freezes: number;
  readonly frozenMs: number;
}

export interface MediaPath {
  readonly local: string;
  readonly remote: string;
  readonly relayProtocol?: 'udp' | 'tcp' | 'tls';
}

export interface Counters {
  /** Milliseconds, of any fixed origin. */
  readonly at: number;
  readonly audio: { readonly in: FlowCounters; readonly out: OutCounters };
  readonly video: { readonly in: FlowCounters & PictureCounters; readonly out: OutCounters & PictureCounters };
  /** Sound energy so far, as heard here and as captured; undefined where the browser does not tell. */
  readonly energy: { readonly in: number | undefined; readonly out: number | undefined };
  readonly rttMs: number | undefined;
  /** What the browser believes it may send; Chromium only. */
  readonly availableKbps: number | undefined;
  readonly path: MediaPath | undefined;
}

type Stat = Readonly<Record<string, unknown>>;

const number = (stat: Stat | undefined, key: string): number | undefined => {
  const value = stat?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};
const word = (stat: Stat | undefined, key: string): string | undefined => {
  const value = stat?.[key];
  return typeof value === 'string' ? value : undefined;
};
const thousand = (value: number | undefined): number | undefined => (value === undefined ? undefined : value * 1_000);
const sum = (stats: readonly Stat[], key: string): number => stats.reduce((total, stat) => total + (number(stat, key) ?? 0), 0);
/** The largest of what is told; undefined where nothing is. */
const most = (stats: readonly Stat[], key: string): number | undefined =>
  stats.reduce<number | undefined>((largest, stat) => {
    const value = number(stat, key);
    return value === undefined ? largest : Math.max(largest ?? value, value);
  }, undefined);

const isStat = (value: unknown): value is Stat => typeof value === 'object' && value !== null;

/** The part of RTCStatsReport that is needed: a map's `forEach`. */
export interface StatsReport {
  forEach(task: (stat: unknown, id: string) => void): void;
}

export function countersOf(report: StatsReport, at: number): Counters {
  const stats: Stat[] = [];
  report.forEach((stat) => isStat(stat) && stats.push(stat));
  const of = (type: string, kind?: MediaKind): Stat[] =>
    stats.filter((stat) => stat['type'] === type && (kind === undefined || (stat['kind'] ?? stat['mediaType']) === kind));
  const { rttMs, availableKbps, path } = pairOf(stats);
  return {
    at,
    audio: { in: inbound(of('inbound-rtp', 'audio')), out: outbound(of('outbound-rtp', 'audio'), of('remote-inbound-rtp', 'audio')) },
    video: {
      in: { ...inbound(of('inbound-rtp', 'video')), ...picture(of('inbound-rtp', 'video'), 'framesDecoded') },
      out: {
        ...outbound(of('outbound-rtp', 'video'), of('remote-inbound-rtp', 'video')),
        ...picture(of('outbound-rtp', 'video'), 'framesEncoded'),
      },
    },
    energy: { in: most(of('inbound-rtp', 'audio'), 'totalAudioEnergy'), out: most(of('media-source', 'audio'), 'totalAudioEnergy') },
    rttMs: reportedRtt(of('remote-inbound-rtp')) ?? rttMs,
    availableKbps,
    path,
  };
}

const inbound = (streams: readonly Stat[]): FlowCounters => ({
  bytes: sum(streams, 'bytesReceived'),
  packets: sum(streams, 'packetsReceived'),
  lost: sum(streams, 'packetsLost'),
  jitterMs: thousand(most(streams, 'jitter')),
});

function outbound(streams: readonly Stat[], reports: readonly Stat[]): OutCounters {
  const fraction = most(reports, 'fractionLost');
  return {
    bytes: sum(streams, 'bytesSent'),
    packets: sum(streams, 'packetsSent'),
    lost: sum(reports, 'packetsLost'),
    jitterMs: thousand(most(reports, 'jitter')),
    reportedLoss: fraction === undefined ? undefined : fraction * 100,
  };
}

const picture = (streams: readonly Stat[], frames: 'framesDecoded' | 'framesEncoded'): PictureCounters => ({
  frames: sum(streams, frames),
  width: most(streams, 'frameWidth') ?? 0,
  height: most(streams, 'frameHeight') ?? 0,
  fps: most(streams, 'framesPerSecond'),
  freezes: sum(streams, 'freezeCount'),
  frozenMs: sum(streams, 'totalFreezesDuration') * 1_000,
});

/** Of the reports the newest, for sound's come seldom; undefined where a report tells no time under way. */
function reportedRtt(reports: readonly Stat[]): number | undefined {
  const told = reports.filter((report) => (number(report, 'roundTripTime') ?? 0) > 0);
  const newest = told.reduce<Stat | undefined>((best, report) => ((number(report, 'timestamp') ?? 0) > (number(best, 'timestamp') ?? -1) ? report : best), undefined);
  return thousand(number(newest, 'roundTripTime'));
}

function pairOf(stats: readonly Stat[]): Pick<Counters, 'rttMs' | 'availableKbps' | 'path'> {
  const chosen = stats.map((stat) => (stat['type'] === 'transport' ? word(stat, 'selectedCandidatePairId') : undefined)).filter((id) => id !== undefined);
  const pairs = stats.filter((stat) => stat['type'] === 'candidate-pair');
  const pair =
    pairs.find((stat) => chosen.includes(word(stat, 'id') ?? '')) ??
    // Firefox before it had `transport`; then whoever tells neither.
    pairs.find((stat) => stat['selected'] === true) ??
    pairs.find((stat) => stat['nominated'] === true && stat['state'] === 'succeeded');
  const available = number(pair, 'availableOutgoingBitrate');
  return {
    rttMs: thousand(number(pair, 'currentRoundTripTime')),
    availableKbps: available === undefined ? undefined : available / 1_000,
    path: pathOf(stats, pair),
  };
}

function pathOf(stats: readonly Stat[], pair: Stat | undefined): MediaPath | undefined {
  const candidate = (key: string): Stat | undefined => pair && stats.find((stat) => stat['id'] === pair[key]);
  const own = candidate('localCandidateId');
  const [local, remote] = [word(own, 'candidateType'), word(candidate('remoteCandidateId'), 'candidateType')];
  if (local === undefined || remote === undefined) return undefined;
  const protocol = word(own, 'relayProtocol');
  const relays = local === 'relay' && (protocol === 'udp' || protocol === 'tcp' || protocol === 'tls');
  return { local, remote, ...(relays ? { relayProtocol: protocol } : {}) };
}
