/**
 * Rules on the network: calls need relays that get through corporate networks.
 *
 * Knows `ice` as configured and says nothing where no queue takes video. Reaching the servers is `doctor`'s matter.
 */
import { urlsOf, type SegueConfig } from '../config/index.js';
import { finding, type Finding } from './finding.js';

/** Most STUN and TURN URLs together that start a call without delay. */
const mostUrls = 4;

/** RFC 7065: `turns` is TLS over TCP unless it says UDP; `turn` is UDP unless it says TCP. */
const passesWithoutUdp = (url: string): boolean => (url.startsWith('turns:') ? !/[?&]transport=udp\b/i.test(url) : /[?&]transport=tcp\b/i.test(url));

export function networkRules(config: SegueConfig): readonly Finding[] {
  if (!config.queues.some((queue) => queue.mediaTypes.includes('videoChat'))) return [];
  const { ice } = config;
  const turn = ice.turn.flatMap(urlsOf);
  const total = turn.length + ice.stun.length;
  const crowded = total > mostUrls ? [finding('too-many-ice-urls', ['ice'], `There are ${total} STUN and TURN URLs.`)] : [];
  if (turn.length === 0) {
    const relay = ice.policy === 'relay' || ice.policy === 'hide-agent';
    return [...crowded, relay ? finding('relay-without-turn', ['ice', 'policy'], `The policy is “${ice.policy}” and there is no TURN server.`) : finding('no-turn', ['ice', 'turn'], 'There is no TURN server.')];
  }
  return turn.some(passesWithoutUdp) ? crowded : [...crowded, finding('turn-udp-only', ['ice', 'turn'], 'Every TURN URL needs UDP.')];
}
