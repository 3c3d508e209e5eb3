/**
 * The line to a STUN or TURN server: UDP, TCP or TLS, with answers one at a time.
 *
 * A certificate that is not trusted does not end the line: what is wrong with it is told, so that the rest can be looked at.
 */
import { createSocket } from 'node:dgram';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, rootCertificates, TLSSocket } from 'node:tls';
import { decodeAnswer, messageLength, type StunAnswer } from './stun-message.js';

export interface IceAddress {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** A server's certificate as a browser would judge it. */
export interface ServedCertificate {
  /** The reason why no browser would take it, in OpenSSL's words. */
  readonly untrusted?: string;
  /** It names other hosts. */
  readonly otherName?: string;
  readonly validTo: Date;
  /** An authority of one's own vouches for it, not one that browsers bring. */
  readonly ownAuthority: boolean;
}

export interface Line {
  ask(bytes: Buffer): void;
  answer(): Promise<StunAnswer | undefined>;
  end(): void;
  readonly certificate?: ServedCertificate | undefined;
}

export interface LineOptions {
  readonly timeoutMs: number;
  /** PEM of authorities that are believed beside the common ones. */
  readonly authorities?: string | undefined;
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

/** UDP loses packets: RFC 8489 asks again at these times, and more often than there is patience for here. */
const resendMs = [500, 1_500] as const;

/** Rejects where nothing listens. */
export const openLine = (address: IceAddress, options: LineOptions): Promise<Line> =>
  address.transport === 'udp' ? openUdp(address, options) : openStream(address, options);

async function openUdp({ host, port }: IceAddress, { timeoutMs }: LineOptions): Promise<Line> {
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
  let again: NodeJS.Timeout[] = [];
  const quiet = (): void => again.splice(0).forEach((timer) => clearTimeout(timer));
  return {
    ask(bytes) {
      quiet();
      socket.send(bytes);
      again = resendMs.map((ms) => setTimeout(() => socket.send(bytes), ms));
    },
    async answer() {
      const answer = await box.take();
      quiet();
      return answer;
    },
    end() {
      quiet();
      socket.close();
    },
  };
}

function connectTo({ host, port, transport }: IceAddress, authorities: string | undefined): Socket {
  if (transport === 'tcp') return connectTcp({ host, port });
  return connectTls({
    host,
    port,
    rejectUnauthorized: false,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(authorities === undefined ? {} : { ca: [...rootCertificates, authorities] }),
  });
}

async function openStream(address: IceAddress, { timeoutMs, authorities }: LineOptions): Promise<Line> {
  const socket = connectTo(address, authorities);
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
    socket.once(address.transport === 'tls' ? 'secureConnect' : 'connect', () => resolve());
  });
  socket.setTimeout(0);
  socket.on('error', () => undefined);
  const certificate = socket instanceof TLSSocket ? judge(socket, address.host, authorities !== undefined) : undefined;
  return { ask: (message) => socket.write(message), answer: () => box.take(), end: () => socket.destroy(), certificate };
}

function judge(socket: TLSSocket, host: string, hasAuthority: boolean): ServedCertificate {
  const certificate = socket.getPeerCertificate(true);
  const name = checkServerIdentity(host, certificate);
  const reason = String(socket.authorizationError);
  // A wrong name is told on its own, below.
  const error = socket.authorized || reason === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : reason;
  return {
    ...(error === undefined ? {} : { untrusted: error }),
    ...(name === undefined ? {} : { otherName: certificate.subjectaltname ?? String(certificate.subject.CN) }),
    validTo: new Date(certificate.valid_to),
    ownAuthority: hasAuthority && error === undefined,
  };
}
