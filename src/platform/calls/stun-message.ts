/**
 * STUN messages (RFC 8489) as far as a check of a TURN server needs them (RFC 8656).
 *
 * Knows the header, a few attributes and MESSAGE-INTEGRITY with long-term credentials. Does not know sockets.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';

export const stunTypes = { binding: 0x0001, allocate: 0x0003, refresh: 0x0004, createPermission: 0x0008 } as const;
export const stunAttributes = {
  username: 0x0006, messageIntegrity: 0x0008, errorCode: 0x0009, lifetime: 0x000d, xorPeerAddress: 0x0012, realm: 0x0014, nonce: 0x0015,
  xorRelayedAddress: 0x0016, requestedTransport: 0x0019, xorMappedAddress: 0x0020, software: 0x8022,
} as const;

export const stunMagic = 0x2112a442;
const magic = stunMagic;
const headerLength = 20;

export interface StunAnswer {
  readonly transaction: Buffer;
  readonly success: boolean;
  /** With an error: its number, such as 401. */
  readonly error?: number;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

export interface StunCredentials {
  readonly username: string;
  readonly credential: string;
  readonly realm: string;
  readonly nonce: Buffer;
}

export type StunAttribute = readonly [type: number, value: Buffer];

function encodeAttribute([type, value]: StunAttribute): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function header(type: number, length: number, transaction: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(length, 2);
  head.writeUInt32BE(magic, 4);
  return Buffer.concat([head, transaction]);
}

/** A request; with credentials it is signed. */
export function encodeRequest(type: number, attributes: readonly StunAttribute[], credentials?: StunCredentials): { readonly bytes: Buffer; readonly transaction: Buffer } {
  const transaction = randomBytes(12);
  const signed: readonly StunAttribute[] = credentials
    ? [
        ...attributes,
        [stunAttributes.username, Buffer.from(credentials.username)],
        [stunAttributes.realm, Buffer.from(credentials.realm)],
        [stunAttributes.nonce, credentials.nonce],
      ]
    : attributes;
  const body = Buffer.concat(signed.map(encodeAttribute));
  if (!credentials) return { bytes: Buffer.concat([header(type, body.length, transaction), body]), transaction };
  const key = createHash('md5').update(`${credentials.username}:${credentials.realm}:${credentials.credential}`).digest();
  // The length in the header counts the integrity attribute (24 bytes) that is being computed.
  const covered = Buffer.concat([header(type, body.length + 24, transaction), body]);
  const integrity = encodeAttribute([stunAttributes.messageIntegrity, createHmac('sha1', key).update(covered).digest()]);
  return { bytes: Buffer.concat([covered, integrity]), transaction };
}

/** Bytes of the whole message that a buffer begins with; undefined while the header is not there or it is no STUN. */
export const messageLength = (bytes: Buffer): number | undefined => (bytes.length < headerLength ? undefined : headerLength + bytes.readUInt16BE(2));

/** An answer; undefined for what is none. */
export function decodeAnswer(bytes: Buffer): StunAnswer | undefined {
  if (bytes.length < headerLength || bytes.readUInt32BE(4) !== magic) return undefined;
  const answerClass = bytes.readUInt16BE(0) & 0x0110;
  if (answerClass !== 0x0100 && answerClass !== 0x0110) return undefined;
  const attributes = new Map<number, Buffer>();
  for (let at = headerLength; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  const error = attributes.get(stunAttributes.errorCode);
  const transaction = bytes.subarray(8, headerLength);
  const success = answerClass === 0x0100;
  return error && error.length >= 4 ? { transaction, success, attributes, error: (error[2] ?? 0) * 100 + (error[3] ?? 0) } : { transaction, success, attributes };
}
