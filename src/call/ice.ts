/**
 * From the platform's ICE servers and policy to the configuration of one peer connection.
 *
 * Knows who hides behind relays and how many URLs are good for a browser (Firefox slows down with many). Never adds a
 * server of its own: simple-peer's default ones belong to third parties.
 */
import type { IceServer } from '../protocol/index.js';
import type { Turn } from './engine-port.js';
import type { Side } from './machine-step.js';

const urlsAtMost = 4;

type Flat = Omit<IceServer, 'urls'> & { readonly url: string };

const flatten = (servers: readonly IceServer[]): Flat[] =>
  servers.flatMap(({ urls, ...rest }) => (typeof urls === 'string' ? [urls] : urls).map((url) => ({ url, ...rest })));

const isTurn = ({ url }: Flat): boolean => /^turns?:/.test(url);
const isTls = ({ url }: Flat): boolean => url.startsWith('turns:');
const isTcp = ({ url }: Flat): boolean => /[?&]transport=tcp/.test(url);

/** One of each way through a firewall before a second of any. */
function choose(servers: readonly Flat[]): Flat[] {
  const ways = [
    servers.filter((it) => isTurn(it) && !isTls(it) && !isTcp(it)),
    servers.filter((it) => isTurn(it) && !isTls(it) && isTcp(it)),
    servers.filter(isTls),
    servers.filter((it) => !isTurn(it)),
  ];
  const chosen: Flat[] = [];
  for (let round = 0; chosen.length < urlsAtMost && ways.some((way) => way.length > round); round++) {
    for (const way of ways) {
      const server = way[round];
      if (server && chosen.length < urlsAtMost) chosen.push(server);
    }
  }
  return chosen;
}

export const hasRelay = (turn: Turn): boolean => flatten(turn.iceServers).some(isTurn);

/**
 * The configuration of an attempt. `relay` (a retry) uses relays only, where there are any, and from the third attempt on
 * TLS alone, which gets through where nothing else does.
 */
export function iceConfiguration(turn: Turn, side: Side, { attempt, relay }: { readonly attempt: number; readonly relay: boolean }): RTCConfiguration {
  const servers = flatten(turn.iceServers);
  const tls = servers.filter(isTls);
  const retry = relay && hasRelay(turn);
  const chosen = choose(retry && attempt > 2 && tls.length > 0 ? tls : servers);
  const hidden = turn.policy === 'relay' || (turn.policy === 'hide-agent' && side === 'agent');
  return {
    iceServers: chosen.map(({ url, ...rest }) => ({ urls: url, ...rest })),
    iceTransportPolicy: hidden || retry ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
  };
}
