/**
 * How a page's call runs: which candidates the two ends use and what carries them.
 *
 * Knows the browser's statistics only; of the connections of a page, the one that media comes through.
 */
import type { Page } from '@playwright/test';

export interface Pair {
  readonly local: string;
  readonly remote: string;
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
      protocol: String(local['protocol']),
      ...(typeof relayProtocol === 'string' ? { relayProtocol } : {}),
    };
  });

export const pairWords = (pair: Pair | undefined): string =>
  pair === undefined ? '' : `${pair.local}${pair.relayProtocol === undefined ? '' : ` over ${pair.relayProtocol}`} – ${pair.remote}`;
