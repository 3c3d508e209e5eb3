import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeXorAddress, encodePeer, reachOf } from '../../../../src/platform/calls/turn-probe-address.js';

describe('addresses in STUN', () => {
  it.each(['127.0.0.1', '169.254.169.254', '10.0.0.1', '203.0.113.200'])('%s is what was written', (address) => {
    expect(decodeXorAddress(encodePeer(address), randomBytes(12))).toBe(address);
  });

  it('of IPv6 are masked with the transaction, too', () => {
    // RFC 5769 2.3.
    const transaction = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');
    const value = Buffer.from('0002a1470113a9faa5d3f179bc25f4b5bed2b9d9', 'hex');
    expect(decodeXorAddress(value, transaction)).toBe('2001:db8:1234:5678:11:2233:4455:6677');
  });

  it('that are none are not guessed at', () => {
    for (const value of [undefined, Buffer.alloc(0), Buffer.from([0, 1, 2]), Buffer.from([0, 9, 0, 0, 1, 2, 3, 4])]) expect(decodeXorAddress(value, randomBytes(12))).toBeUndefined();
  });
});

describe('who reaches an address', () => {
  it.each([
    ['127.0.0.1', 'loopback'], ['127.8.8.8', 'loopback'], ['0.0.0.0', 'loopback'], ['::1', 'loopback'], ['0:0:0:0:0:0:0:1', 'loopback'],
    ['10.1.2.3', 'private'], ['172.16.0.1', 'private'], ['172.31.9.9', 'private'], ['192.168.1.1', 'private'], ['100.64.0.1', 'private'], ['169.254.1.1', 'private'], ['fd00::2', 'private'], ['fe80::1', 'private'],
    ['172.32.0.1', 'public'], ['100.128.0.1', 'public'], ['203.0.113.9', 'public'], ['2001:db8::1', 'public'],
  ])('%s: %s', (address, reach) => {
    expect(reachOf(address)).toBe(reach);
  });
});
