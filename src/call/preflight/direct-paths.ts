/**
 * What this network offers without a relay: a local address, and the one that a STUN server sees.
 *
 * Gathers candidates and connects to nobody. What it tells of addresses is masked.
 */
import type { Clock } from '../../protocol/index.js';
import type { DirectResult } from './check-report.js';
import { maskAddress } from './masked-address.js';
import type { Connect } from './relay-pair.js';

export interface DirectOptions {
  readonly servers: readonly RTCIceServer[];
  readonly connect: Connect;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly cancelled: Promise<unknown>;
}

/** The fields of a candidate line (RFC 8839) that matter here. */
function read(line: string): { readonly address: string; readonly type: string } {
  const [, , , , address = '', , , type = ''] = line.split(' ');
  return { address, type };
}

/** A URL that the browser does not take is no reason not to look for local addresses. */
function connectWith(servers: readonly RTCIceServer[], connect: Connect): RTCPeerConnection {
  try {
    return connect({ iceServers: [...servers] });
  } catch {
    return connect({ iceServers: [] });
  }
}

/** Never rejects. */
export async function findDirectPaths({ servers, connect, clock, timeoutMs, cancelled }: DirectOptions): Promise<DirectResult> {
  const pc = connectWith(servers, connect);
  const seen: { readonly address: string; readonly type: string }[] = [];
  try {
    await new Promise<void>((resolve) => {
      const stop = clock.after(timeoutMs, resolve);
      const end = (): void => {
        stop();
        resolve();
      };
      void cancelled.then(end);
      pc.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate !== null && candidate.candidate !== '') seen.push(read(candidate.candidate));
        if (candidate === null || seen.some(({ type }) => type === 'srflx')) end();
      });
      pc.createDataChannel('check');
      pc.createOffer().then((offer) => pc.setLocalDescription(offer)).catch(end);
    });
  } finally {
    pc.close();
  }
  const outside = seen.find(({ type }) => type === 'srflx');
  const host = seen.some(({ type }) => type === 'host');
  if (servers.length === 0) return { host, stun: { status: 'not-configured' } };
  return { host, stun: outside ? { status: 'seen', address: maskAddress(outside.address) } : { status: 'nothing-new' } };
}
