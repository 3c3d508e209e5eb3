/**
 * How a page's call runs: which candidates the two ends use, what carries them, and what a picture may take of it.
 *
 * Knows the browser's statistics only; of the connections of a page, the one that media comes through.
 */
import type { Page } from '@playwright/test';

export interface Pair {
  readonly local: string;
  readonly remote: string;
  /** The other end's, as this browser sends to it. */
  readonly remoteAddress: string;
  /** Between this browser and its relay; absent without a relay on this side. */
  readonly relayProtocol?: string;
  /** Of the path itself. */
  readonly protocol: string;
}

/** The nominated pair of the page's newest connected peer connection; undefined while there is none. */
export const selectedPair = (page: Page): Promise<Pair | undefined> =>
  page.evaluate(async () => {
    const pc = window.observed.pcs.filter((it) => it.connectionState === 'connected').pop();
    if (!pc) return undefined;
    const stats = new Map<string, Record<string, unknown>>();
    for (const stat of (await pc.getStats()).values() as Iterable<Record<string, unknown>>) stats.set(String(stat['id']), stat);
    const all = [...stats.values()];
    const transport = all.find((stat) => stat['type'] === 'transport' && stat['selectedCandidatePairId'] !== undefined);
    const pair =
      stats.get(String(transport?.['selectedCandidatePairId'])) ??
      // Firefox says it at the pair.
      all.find((stat) => stat['type'] === 'candidate-pair' && (stat['selected'] === true || (stat['nominated'] === true && stat['state'] === 'succeeded')));
    const local = stats.get(String(pair?.['localCandidateId']));
    const remote = stats.get(String(pair?.['remoteCandidateId']));
    if (!local || !remote) return undefined;
    const relayProtocol = local['relayProtocol'];
    return {
      local: String(local['candidateType']),
      remote: String(remote['candidateType']),
      remoteAddress: String(remote['address'] ?? remote['ip']),
      protocol: String(local['protocol']),
      ...(typeof relayProtocol === 'string' ? { relayProtocol } : {}),
    };
  });

/** The most that the page's newest connected peer connection may spend on its picture, in bits per second. */
export const videoCap = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => {
    const pc = window.observed.pcs.filter((it) => it.connectionState === 'connected').pop();
    const sender = pc?.getTransceivers().find(({ receiver }) => receiver.track.kind === 'video')?.sender;
    return sender?.getParameters().encodings[0]?.maxBitrate;
  });

export const pairWords = (pair: Pair | undefined): string =>
  pair === undefined ? '' : `${pair.local}${pair.relayProtocol === undefined ? '' : ` over ${pair.relayProtocol}`} – ${pair.remote}`;
