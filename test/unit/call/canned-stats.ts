/** Statistics as browsers give them, cut to the members that matter: Chromium 156 and Firefox 153 on one and the same call. */
type Stat = Readonly<Record<string, unknown>>;

export interface Numbers {
  readonly seconds: number;
  /** Multiplies what grows. */
  readonly lostIn?: number;
  readonly fractionLost?: number;
  readonly frozen?: boolean;
}

export type Shape = (numbers: Numbers) => Map<string, Stat>;

const report = (stats: readonly Stat[]): Map<string, Stat> => new Map(stats.map((stat) => [String(stat['id']), stat]));

const inbound = ({ seconds, lostIn = 0, frozen = false }: Numbers): [audio: Stat, video: Stat] => [
  { id: 'ia', type: 'inbound-rtp', kind: 'audio', mediaType: 'audio', jitter: 0.004, packetsLost: lostIn, packetsReceived: 50 * seconds, bytesReceived: 5_000 * seconds, totalAudioEnergy: 0.01 * seconds },
  {
    id: 'iv', type: 'inbound-rtp', kind: 'video', mediaType: 'video', jitter: 0.002, packetsLost: 0, packetsReceived: 100 * seconds, bytesReceived: 100_000 * seconds,
    framesDecoded: frozen ? 30 : 30 * seconds, framesPerSecond: 30, frameWidth: 1280, frameHeight: 720, freezeCount: 1, totalFreezesDuration: 0.4,
  },
];

const outbound = ({ seconds, fractionLost = 0 }: Numbers): Stat[] => [
  { id: 'oa', type: 'outbound-rtp', kind: 'audio', packetsSent: 50 * seconds, bytesSent: 4_000 * seconds },
  { id: 'ov', type: 'outbound-rtp', kind: 'video', packetsSent: 100 * seconds, bytesSent: 90_000 * seconds, framesEncoded: 25 * seconds, frameWidth: 640, frameHeight: 360 },
  { id: 'ra', type: 'remote-inbound-rtp', kind: 'audio', timestamp: 1_000, packetsLost: 0, jitter: 0.005, fractionLost, roundTripTime: 0.2 },
  { id: 'rv', type: 'remote-inbound-rtp', kind: 'video', timestamp: 2_000, packetsLost: 0, jitter: 0.003, fractionLost: 0, roundTripTime: 0.06 },
];

export const chromium: Shape = (numbers) =>
  report([
    { id: 'T01', type: 'transport', selectedCandidatePairId: 'CP2', dtlsState: 'connected' },
    { id: 'CP1', type: 'candidate-pair', nominated: false, state: 'succeeded', localCandidateId: 'L1', remoteCandidateId: 'R1', currentRoundTripTime: 0.5 },
    { id: 'CP2', type: 'candidate-pair', nominated: true, state: 'succeeded', localCandidateId: 'L2', remoteCandidateId: 'R1', currentRoundTripTime: 0.05, availableOutgoingBitrate: 2_000_000 },
    { id: 'L1', type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
    { id: 'L2', type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
    { id: 'R1', type: 'remote-candidate', candidateType: 'srflx' },
    { id: 'SA1', type: 'media-source', kind: 'audio', audioLevel: 0.01, totalAudioEnergy: 0.02 * numbers.seconds },
    ...inbound(numbers),
    ...outbound(numbers),
  ]);

/** No estimate of what may be sent, no loudness of the microphone; old ones tell the pair by `selected`. */
export const firefox: Shape = (numbers) =>
  report([
    { id: 'f1', type: 'candidate-pair', nominated: true, selected: true, state: 'succeeded', localCandidateId: 'l', remoteCandidateId: 'r', currentRoundTripTime: 0 },
    { id: 'l', type: 'local-candidate', candidateType: 'host' },
    { id: 'r', type: 'remote-candidate', candidateType: 'prflx' },
    { id: 'm', type: 'media-source', kind: 'audio', trackIdentifier: '{1}' },
    ...inbound(numbers),
    ...outbound(numbers),
  ]);

/** The least that a browser of the floor tells. */
export const bare: Shape = ({ seconds }) =>
  report([
    { id: 'ia', type: 'inbound-rtp', mediaType: 'audio', packetsReceived: 50 * seconds, bytesReceived: 5_000 * seconds },
    { id: 'oa', type: 'outbound-rtp', mediaType: 'audio', packetsSent: 50 * seconds, bytesSent: 4_000 * seconds },
  ]);
