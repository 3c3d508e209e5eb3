/**
 * Asks a STUN or TURN server whether it would serve: a real Allocate with real credentials, given back at once.
 *
 * What it finds holds for this machine; a customer's network may see something else. Knows RFC 8656's first exchange over
 * UDP, TCP and TLS, and asks with the same allocation which peers the relay would talk to: a permission sends them nothing.
 */
import { performance } from 'node:perf_hooks';
import { encodeRequest, stunAttributes, stunTypes, type StunAnswer, type StunAttribute, type StunCredentials } from './stun-message.js';
import { decodeXorAddress, encodePeer } from './turn-probe-address.js';
import { openLine, type IceAddress, type Line, type LineOptions, type ServedCertificate } from './turn-probe-line.js';

/** What a server that answers tells about itself beside its answer. */
export interface ServerFacts {
  /** As it names itself; servers may keep that to themselves. */
  readonly software?: string | undefined;
  readonly certificate?: ServedCertificate | undefined;
}

export type ProbeResult =
  | (ServerFacts & {
      readonly status: 'serves';
      /** From the first byte to the answer that it serves. */
      readonly ms: number;
      /** Of a TURN server: where the relay is reached by others. */
      readonly relay?: string | undefined;
      /** Peers inside the relay's own network that it would send to. */
      readonly inside?: readonly string[];
    })
  | { readonly status: 'unreachable'; readonly detail: string }
  /** `code`: the server's STUN error, where it gave one. */
  | (ServerFacts & { readonly status: 'refused'; readonly code?: number | undefined; readonly detail: string });

export interface ProbeTarget {
  /** `stun:`, `turn:` or `turns:` (RFC 7064, 7065). */
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

const udp = Buffer.from([17, 0, 0, 0]);

/** The relay itself, the metadata service of clouds, a private network. */
export const insidePeers = ['127.0.0.1', '169.254.169.254', '10.0.0.1'] as const;

export async function probe(target: ProbeTarget, timeoutMs = 3_000, authorities?: string): Promise<ProbeResult> {
  const address = parseIceUrl(target.url);
  if (!address) return { status: 'unreachable', detail: 'is no STUN or TURN address' };
  let line: Line | undefined;
  const options: LineOptions = { timeoutMs, authorities };
  try {
    const began = performance.now();
    line = await openLine(address, options);
    const result = address.scheme.startsWith('stun') ? await bind(line) : await allocate(line, target);
    if (result.status === 'unreachable') return result;
    const { certificate } = line;
    const facts = certificate === undefined ? result : { ...result, certificate };
    return facts.status === 'serves' ? { ...facts, ms: Math.round(performance.now() - began) } : facts;
  } catch (error) {
    return { status: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    line?.end();
  }
}

/** The parts of an ICE server's URL with the standards' defaults. */
export function parseIceUrl(url: string): IceAddress | undefined {
  const found = /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i.exec(url);
  if (!found) return undefined;
  const [, scheme = '', host = '', port, transport] = found;
  const secure = scheme.toLowerCase().endsWith('s');
  return {
    scheme: scheme.toLowerCase(),
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? (secure ? 5349 : 3478) : Number(port),
    transport: secure ? 'tls' : transport?.toLowerCase() === 'tcp' ? 'tcp' : 'udp',
  };
}

const silence: ProbeResult = { status: 'unreachable', detail: 'does not answer' };
const softwareOf = ({ attributes }: StunAnswer): string | undefined => attributes.get(stunAttributes.software)?.toString().replace(/\0+$/, '');
const refusal = (answer: StunAnswer, detail = `answers ${answer.error ?? 'an error'}`): ProbeResult => ({ status: 'refused', code: answer.error, detail, software: softwareOf(answer) });

async function ask(line: Line, type: number, attributes: readonly StunAttribute[], credentials?: StunCredentials): Promise<StunAnswer | undefined> {
  const { bytes, transaction } = encodeRequest(type, attributes, credentials);
  line.ask(bytes);
  for (;;) {
    const answer = await line.answer();
    if (!answer || answer.transaction.equals(transaction)) return answer;
  }
}

async function bind(line: Line): Promise<ProbeResult> {
  const answer = await ask(line, stunTypes.binding, []);
  if (!answer) return silence;
  return answer.success ? { status: 'serves', ms: 0, software: softwareOf(answer) } : refusal(answer);
}

async function allocate(line: Line, { username = '', credential = '' }: ProbeTarget): Promise<ProbeResult> {
  const request: readonly StunAttribute[] = [[stunAttributes.requestedTransport, udp]];
  const challenge = await ask(line, stunTypes.allocate, request);
  if (!challenge) return silence;
  if (challenge.success) return refusal(challenge, 'relays for anybody, without credentials: it is an open proxy');
  const realm = challenge.attributes.get(stunAttributes.realm);
  const nonce = challenge.attributes.get(stunAttributes.nonce);
  if (challenge.error !== 401 || !realm || !nonce) return refusal(challenge);
  const credentials = { username, credential, realm: realm.toString(), nonce };
  const answer = await ask(line, stunTypes.allocate, request, credentials);
  if (!answer) return silence;
  if (!answer.success) return refusal(answer, answer.error === 401 ? 'refuses the credentials (401)' : undefined);
  const inside: string[] = [];
  for (const peer of insidePeers) if ((await ask(line, stunTypes.createPermission, [[stunAttributes.xorPeerAddress, encodePeer(peer)]], credentials))?.success === true) inside.push(peer);
  // Given back, so that a check does not use up the user's quota.
  await ask(line, stunTypes.refresh, [[stunAttributes.lifetime, Buffer.alloc(4)]], credentials);
  const relay = decodeXorAddress(answer.attributes.get(stunAttributes.xorRelayedAddress), answer.transaction);
  return { status: 'serves', ms: 0, relay, inside, software: softwareOf(answer) ?? softwareOf(challenge) };
}
