/** Addresses as STUN messages carry them (RFC 8489 14.2), and which of them lead nowhere useful. IPv4 is what is encoded. */
import { isIPv4 } from 'node:net';
import { stunMagic } from './stun-message.js';

const family = { v4: 1, v6: 2 } as const;

/** The address in a XOR-MAPPED or XOR-RELAYED one; undefined for what is none. */
export function decodeXorAddress(value: Buffer | undefined, transaction: Buffer): string | undefined {
  if (value === undefined) return undefined;
  const key = Buffer.alloc(4);
  key.writeUInt32BE(stunMagic);
  const mask = Buffer.concat([key, transaction]);
  const plain = Buffer.from(value.subarray(4).map((byte, index) => byte ^ (mask[index] ?? 0)));
  if (value[1] === family.v4 && plain.length === 4) return plain.join('.');
  if (value[1] !== family.v6 || plain.length !== 16) return undefined;
  return Array.from({ length: 8 }, (_, index) => plain.readUInt16BE(index * 2).toString(16)).join(':');
}

/** A XOR-PEER-ADDRESS of port 9, the one that discards. */
export function encodePeer(address: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes[1] = family.v4;
  bytes.writeUInt16BE(9 ^ (stunMagic >>> 16), 2);
  bytes.writeUInt32BE(address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), 4);
  for (let index = 0; index < 4; index++) bytes[4 + index] = (bytes[4 + index] ?? 0) ^ ((stunMagic >>> (24 - 8 * index)) & 0xff);
  return bytes;
}

const privateRanges = [/^10\./, /^192\.168\./, /^172\.(1[6-9]|2\d|3[01])\./, /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, /^169\.254\./, /^f[cd][0-9a-f]{2}:/i, /^fe[89ab][0-9a-f]:/i];

/** Who can reach it: nobody else, one's own network, or everybody. */
export function reachOf(address: string): 'loopback' | 'private' | 'public' {
  if (/^127\./.test(address) || /^0\./.test(address) || /^(0:){7}[01]$/.test(address) || address === '::1') return 'loopback';
  return privateRanges.some((range) => range.test(address)) && (isIPv4(address) || address.includes(':')) ? 'private' : 'public';
}
