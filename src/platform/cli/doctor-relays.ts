/**
 * The doctor on STUN and TURN: each URL by its own transport, with the credentials that the platform would mint.
 *
 * Turns what a probe found into sentences: reachable, refused and why, the certificate, the relay's address, what it would let
 * visitors into, its release. Knows no socket: calls/turn-probe.ts does.
 */
import type { Clock } from '../../protocol/clock.js';
import { createMintTurn, turnLifeSeconds } from '../calls/turn.js';
import { reachOf } from '../calls/turn-probe-address.js';
import type { ServedCertificate } from '../calls/turn-probe-line.js';
import { parseIceUrl, probe, type ProbeResult, type ProbeTarget, type ServerFacts } from '../calls/turn-probe.js';
import { urlsOf, type IceConfig, type TurnServer } from '../config/index.js';
import { certificateFindings } from './doctor-certificate.js';
import { coturnFaults } from './doctor-coturn.js';
import { bad, good, unknown, warn, type Finding } from './doctor-finding.js';

export interface RelayOptions {
  readonly clock: Clock;
  /** PEM of authorities of one's own. */
  readonly authorities?: string | undefined;
  /** Default: 3 s. */
  readonly timeoutMs?: number;
}

type Serving = Extract<ProbeResult, { status: 'serves' }>;

export async function checkRelays(ice: IceConfig, options: RelayOptions): Promise<readonly Finding[]> {
  const stun = ice.stun.map((url) => checkStun(url, options));
  const turn = ice.turn.flatMap((server) => urlsOf(server).map((url) => checkTurn(url, server, options)));
  const found = await Promise.all([...stun, ...turn]);
  return [...found.flat(), ...waysMissing(ice)];
}

/** What the configuration alone shows. */
function waysMissing(ice: IceConfig): readonly Finding[] {
  const addresses = ice.turn.flatMap(urlsOf).flatMap((url) => parseIceUrl(url) ?? []);
  if (addresses.length === 0) {
    return [unknown('turn-none', 'TURN', 'none configured: calls through firewalls will fail', 'Run a TURN server and name it in ice.turn, over UDP, TCP and TLS on port 443.')];
  }
  const tls443 = addresses.some(({ transport, port }) => transport === 'tls' && port === 443);
  const plain = addresses.some(({ transport }) => transport === 'udp');
  return [
    ...(tls443 ? [] : [warn('turn-no-443', 'TURN', 'no relay over TLS on port 443: networks that let only web pages through will block calls', 'Add turns:HOST:443?transport=tcp to ice.turn.')]),
    ...(plain ? [] : [warn('turn-no-udp', 'TURN', 'no relay over UDP: every relayed call goes over TCP, where one lost packet stops all', 'Add turn:HOST:3478 to ice.turn.')]),
  ];
}

async function checkStun(url: string, { timeoutMs, authorities }: RelayOptions): Promise<readonly Finding[]> {
  const result = await probe({ url }, timeoutMs, authorities);
  if (result.status === 'serves') return [good('stun', url, `answers from here in ${result.ms} ms`), ...release(url, result)];
  return [bad('stun', url, `${result.status}: ${result.detail}`, 'Check host, port and firewall, or take it out of ice.stun.')];
}

async function checkTurn(url: string, server: TurnServer, options: RelayOptions): Promise<readonly Finding[]> {
  const { timeoutMs, authorities, clock } = options;
  const result = await probe(target(url, server, clock), timeoutMs, authorities);
  const certificate = result.status === 'unreachable' || result.certificate === undefined ? [] : onCertificate(url, result.certificate, clock);
  switch (result.status) {
    case 'unreachable':
      return [bad('turn-unreachable', url, `unreachable: ${result.detail}`, 'Start the server, open the port for this transport in its firewall, and check host and port.')];
    case 'refused':
      return [await onRefusal(url, server, result, options), ...certificate, ...release(url, result)];
    case 'serves':
      return [good('turn', url, `serves from here in ${result.ms} ms`), ...onCredentials(url, server), ...onAddress(url, result), ...onPeers(url, result), ...certificate, ...release(url, result)];
  }
}

/** As the platform gives them to a visitor; `later`: as if this machine's clock were ahead by so many milliseconds. */
function target(url: string, server: TurnServer, clock: Clock, later = 0): ProbeTarget {
  const minting: Clock = { ...clock, now: () => clock.now() + later };
  const [minted] = createMintTurn(() => ({ stun: [], turn: [{ ...server, urls: url }] }), minting)('doctor', 'preflight').iceServers;
  return { url, username: minted?.username ?? '', credential: minted?.credential ?? '' };
}

const aDay = 86_400_000;

async function onRefusal(url: string, server: TurnServer, { code, detail }: Extract<ProbeResult, { status: 'refused' }>, { clock, timeoutMs, authorities }: RelayOptions): Promise<Finding> {
  if (code === undefined) return bad('turn-open', url, detail, 'Switch authentication on: use-auth-secret and static-auth-secret in turnserver.conf.');
  if (code !== 401) return bad('turn-refused', url, `refused: ${detail}`, code === 486 ? 'Raise user-quota and total-quota of the server.' : 'Look into the server’s log.');
  if (!('secret' in server)) return bad('turn-credentials', url, `refused: ${detail}`, 'Check username and credential with the provider.');
  // The same secret with a later end: where that is taken, the clocks differ.
  const later = await probe(target(url, server, clock, aDay), timeoutMs, authorities);
  if (later.status === 'serves') {
    return bad('turn-clock', url, `refused: the credentials are over before they arrive; the server’s clock is at least ${turnLifeSeconds / 60} minutes ahead of this machine’s`, 'Set both clocks by NTP.');
  }
  return bad('turn-secret', url, `refused: ${detail}`, 'The secret in ice.turn must be the static-auth-secret of the server, which needs use-auth-secret.');
}

const onCredentials = (url: string, server: TurnServer): readonly Finding[] =>
  'secret' in server ? [] : [warn('turn-fixed-credentials', url, 'gives every visitor the same credentials, for good', 'Prefer a shared secret (use-auth-secret): then each visitor gets credentials of ten minutes.')];

function onAddress(url: string, { relay }: Serving): readonly Finding[] {
  const reach = relay === undefined ? 'public' : reachOf(relay);
  if (relay === undefined || reach === 'public') return [];
  const mend = 'Give the server its public address: external-ip=PUBLIC/PRIVATE (or relay-ip) in turnserver.conf.';
  return [reach === 'loopback' ? bad('turn-relay-address', url, `relays at ${relay}, which nobody else can reach`, mend) : warn('turn-relay-address', url, `relays at ${relay}, which only its own network reaches`, mend)];
}

/** A relay sends what visitors give it to where they want it: into its own network it must not. */
function onPeers(url: string, { inside = [], relay }: Serving): readonly Finding[] {
  const mend = 'Forbid it: denied-peer-ip for 127.0.0.0-127.255.255.255, 169.254.0.0-169.254.255.255 and your private ranges, and no allow-loopback-peers.';
  const open = inside.filter((peer) => reachOf(peer) === 'loopback');
  const keys = inside.filter((peer) => peer.startsWith('169.254.'));
  const own = inside.filter((peer) => !open.includes(peer) && !keys.includes(peer));
  // A relay inside a private network is there to serve it.
  const isPrivate = relay !== undefined && reachOf(relay) !== 'public';
  return [
    ...(open.length > 0 ? [bad('turn-open-inside', url, `would let visitors through to ${open.join(' and ')}, its own machine`, mend)] : []),
    ...(keys.length > 0 ? [warn('turn-open-metadata', url, `would let visitors through to ${keys.join(' and ')}, where clouds keep a machine’s keys`, mend)] : []),
    ...(own.length > 0 && !isPrivate ? [warn('turn-private-peers', url, 'would let visitors through into private networks (10.0.0.1)', mend)] : []),
  ];
}

const onCertificate = (url: string, { untrusted, otherName, validTo, ownAuthority }: ServedCertificate, clock: Clock): readonly Finding[] => [
  ...(untrusted === undefined ? [] : [bad('turn-certificate-trust', url, `no browser takes its certificate: ${untrusted}`, 'Use a certificate of a public authority with its whole chain (cert=fullchain.pem). For an authority of your own, try again with --ca FILE.')]),
  ...(otherName === undefined ? [] : [bad('turn-certificate-name', url, `its certificate is for ${otherName}`, 'Name the host in ice.turn as the certificate does.')]),
  ...(ownAuthority ? [warn('turn-certificate-authority', url, 'its certificate is of an authority of your own: browsers take it only where that is installed')] : []),
  ...certificateFindings('turn-certificate', url, validTo, clock),
];

function release(url: string, { software }: ServerFacts): readonly Finding[] {
  const known = coturnFaults(software);
  if (known === undefined || known.faults.length === 0) return [];
  const last = known.faults[known.faults.length - 1];
  return [warn('turn-release', url, `says that it is coturn ${known.version}: ${known.faults.map(({ means }) => means).join('; ')}`, `Use coturn ${last?.mended ?? ''} or newer, unless your distribution has mended its ${known.version}; hide the version with no-software-attribute.`)];
}
