/**
 * From the platform's ICE servers to what there is to try: one URL for each way to a relay, and the STUN servers.
 *
 * Pure. Which URLs the platform keeps is protocol/ice.ts' matter.
 */
import type { IceServer } from '../../protocol/index.js';
import { routes, type Route } from './check-report.js';

export interface RelayTarget {
  readonly server: RTCIceServer;
  readonly port: number;
}

export interface RelayPlan {
  readonly relays: { readonly [R in Route]: RelayTarget | undefined };
  /** What tells a side its own address: STUN servers, else the relay over UDP, which does so, too. */
  readonly direct: readonly RTCIceServer[];
}

interface Flat {
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

const flatten = (servers: readonly IceServer[]): readonly Flat[] =>
  servers.flatMap(({ urls, ...rest }) => (typeof urls === 'string' ? [urls] : urls).map((url) => ({ ...rest, url })));

function routeOf(url: string): Route | undefined {
  if (/^turns:/i.test(url)) return 'tls';
  if (!/^turn:/i.test(url)) return undefined;
  return /[?&]transport=tcp/i.test(url) ? 'tcp' : 'udp';
}

/** The standards' defaults where the URL names none. */
function portOf(url: string): number {
  const named = /:(\d{1,5})(?:\?|$)/.exec(url)?.[1];
  return named === undefined ? (/^(turns|stuns):/i.test(url) ? 5349 : 3478) : Number(named);
}

const toServer = ({ url, ...rest }: Flat): RTCIceServer => ({ urls: url, ...rest });

export function planRelays(servers: readonly IceServer[]): RelayPlan {
  const flat = flatten(servers);
  const target = (route: Route): RelayTarget | undefined => {
    const own = flat.filter(({ url }) => routeOf(url) === route);
    // Of TLS, 443 gets through where nothing else does.
    const best = own.find(({ url }) => route === 'tls' && portOf(url) === 443) ?? own[0];
    return best && { server: toServer(best), port: portOf(best.url) };
  };
  const [udp, tcp, tls] = routes.map(target);
  const stun = flat.filter(({ url }) => /^stuns?:/i.test(url)).map(toServer);
  return { relays: { udp, tcp, tls }, direct: stun.length > 0 ? stun : udp ? [udp.server] : [] };
}
