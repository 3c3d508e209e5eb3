/**
 * Asks a STUN or TURN server whether it would serve: a real Allocate with real credentials, given back at once.
 *
 * What it finds holds for this machine; a customer's network may see something else. Knows RFC 8656's first exchange over
 * UDP, TCP and TLS.
 */
import { createSocket } from 'node:dgram';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { decodeAnswer, encodeRequest, messageLength, stunAttributes, stunTypes, type StunAnswer, type StunAttribute, type StunCredentials } from './stun-message.js';

export type ProbeResult =
  | { readonly status: 'serves' }
  | { readonly status: 'unreachable'; readonly detail: string }
  | { readonly status: 'refused'; readonly detail: string };

export interface ProbeTarget {
  /** `stun:`, `turn:` or `turns:` (RFC 7064, 7065). */
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

interface Line {
  ask(bytes: Buffer): void;
  answer(): Promise<StunAnswer | undefined>;
  end(): void;
}

const udp = Buffer.from([17, 0, 0, 0]);

export async function probe(target: ProbeTarget, timeoutMs = 3_000): Promise<ProbeResult> {
  const address = parseIceUrl(target.url);
  if (!address) return { status: 'unreachable', detail: 'is no STUN or TURN address' };
  let line: Line | undefined;
  try {
    line = await open(address, timeoutMs);
    return address.scheme.startsWith('stun') ? await bind(line) : await allocate(line, target);
  } catch (error) {
    return { status: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    line?.end();
  }
}

export interface IceAddress {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** The parts of an ICE server's URL with the standards' defaults. */
export function parseIceUrl(url: string): IceAddress | undefined {
  const found = /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i.exec(url);
  if (!found) return undefined;
  const [, scheme = '', host = '', port, transport] = found;
  const secure = scheme.endsWith('s');
  return {
    scheme: scheme.toLowerCase(),
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? (secure ? 5349 : 3478) : Number(port),
    transport: secure ? 'tls' : transport?.toLowerCase() === 'tcp' ? 'tcp' : 'udp',
  };
}

const silence: ProbeResult = { status: 'unreachable', detail: 'does not answer' };

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
  return answer.success ? { status: 'serves' } : { status: 'refused', detail: `answers ${answer.error ?? 'an error'}` };
}

async function allocate(line: Line, { username = '', credential = '' }: ProbeTarget): Promise<ProbeResult> {
  const request: readonly StunAttribute[] = [[stunAttributes.requestedTransport, udp]];
  const challenge = await ask(line, stunTypes.allocate, request);
  if (!challenge) return silence;
  if (challenge.success) return { status: 'refused', detail: 'relays for anybody, without credentials: it is an open proxy' };
  const realm = challenge.attributes.get(stunAttributes.realm);
  const nonce = challenge.attributes.get(stunAttributes.nonce);
  if (challenge.error !== 401 || !realm || !nonce) return { status: 'refused', detail: `answers ${challenge.error ?? 'an error'}` };
  const credentials = { username, credential, realm: realm.toString(), nonce };
  const answer = await ask(line, stunTypes.allocate, request, credentials);
  if (!answer) return silence;
  if (!answer.success) return { status: 'refused', detail: answer.error === 401 ? 'refuses the credentials (401)' : `answers ${answer.error ?? 'an error'}` };
  // Given back, so that a check does not use up the user's quota.
  await ask(line, stunTypes.refresh, [[stunAttributes.lifetime, Buffer.alloc(4)]], credentials);
  return { status: 'serves' };
}

/** Answers come one at a time; a message that nobody waited for is kept. */
function mailbox(timeoutMs: number): { put(answer: StunAnswer): void; take(): Promise<StunAnswer | undefined> } {
  const waiting: StunAnswer[] = [];
  let wake: (() => void) | undefined;
  return {
    put(answer) {
      waiting.push(answer);
      wake?.();
    },
    async take() {
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return waiting.shift();
    },
  };
}

const open = (address: IceAddress, timeoutMs: number): Promise<Line> => (address.transport === 'udp' ? openUdp(address, timeoutMs) : openStream(address, timeoutMs));

async function openUdp({ host, port }: IceAddress, timeoutMs: number): Promise<Line> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const box = mailbox(timeoutMs);
  socket.on('message', (bytes) => {
    const answer = decodeAnswer(bytes);
    if (answer) box.put(answer);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, resolve);
  });
  // A closed port answers with ICMP, which is an error of the socket; silence says it as well.
  socket.on('error', () => undefined);
  return { ask: (bytes) => socket.send(bytes), answer: () => box.take(), end: () => socket.close() };
}

async function openStream({ host, port, transport }: IceAddress, timeoutMs: number): Promise<Line> {
  const socket: Socket = transport === 'tls' ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
  const box = mailbox(timeoutMs);
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let length = messageLength(bytes); length !== undefined && bytes.length >= length; length = messageLength(bytes)) {
      const answer = decodeAnswer(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
      if (answer) box.put(answer);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('does not answer')));
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => resolve());
  });
  socket.setTimeout(0);
  socket.on('error', () => undefined);
  return { ask: (message) => socket.write(message), answer: () => box.take(), end: () => socket.destroy() };
}
