/**
 * From the platform's ICE servers and policy to the configuration of one peer connection.
 *
 * Knows who hides behind relays and which servers each way through firewalls leaves. Never adds a server of its own:
 * simple-peer's default ones belong to third parties. Which URLs to keep where there are many is the protocol's (ice.ts).
 */
import { chooseIceUrls, type IceServer } from '../protocol/ice.js';
import type { Turn } from './engine-port.js';
import type { Way } from './machine-state.js';
import type { Side } from './machine-step.js';

type Flat = Omit<IceServer, 'urls'> & { readonly urls: string };

const flatten = (servers: readonly IceServer[]): Flat[] =>
  servers.flatMap(({ urls, ...rest }) => [urls].flat().map((url) => ({ urls: url, ...rest })));

export const isTurn = (url: string): boolean => /^turns?:/.test(url);
const isTls = (url: string): boolean => url.startsWith('turns:');

/** Whether the policy leaves this side nothing but relays. */
export const relaysOnly = ({ policy }: Turn, side: Side): boolean => policy === 'relay' || (policy === 'hide-agent' && side === 'agent');

/** What a way leaves of the servers: where there is no relay by TLS, any relay; where there is none, everything. */
function serversOf(way: Way, servers: readonly Flat[]): readonly Flat[] {
  const tls = servers.filter(({ urls }) => isTls(urls));
  const relays = servers.filter(({ urls }) => isTurn(urls));
  return way === 'tls' && tls.length > 0 ? tls : way !== 'all' && relays.length > 0 ? relays : servers;
}

/** `way` is a retry's; the policy holds for every way. */
export function iceConfiguration(turn: Turn, side: Side, way: Way): RTCConfiguration {
  const all = flatten(turn.iceServers);
  const servers = serversOf(way, all);
  const chosen = chooseIceUrls(servers.map(({ urls }) => urls));
  const retry = way !== 'all' && all.some(({ urls }) => isTurn(urls));
  return {
    iceServers: chosen.flatMap((url) => servers.find(({ urls }) => urls === url) ?? []),
    iceTransportPolicy: retry || relaysOnly(turn, side) ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
  };
}

/** Other servers and credentials for what a connection gathers from now on. Firefox before 119 cannot: its next attempt has them. */
export function reconfigure(pc: RTCPeerConnection, { iceServers, iceTransportPolicy }: RTCConfiguration): void {
  try {
    pc.setConfiguration({ ...pc.getConfiguration(), ...(iceServers ? { iceServers } : {}), ...(iceTransportPolicy ? { iceTransportPolicy } : {}) });
  } catch {
    // The restart goes on with the servers it has.
  }
}
