import { describe, expect, it } from 'vitest';
import { fullForAgent, fullForGuest, givesWay, type UnsentShares } from '../../../../src/platform/attachments/shares.js';
import { edgeLimits } from '../../../../src/platform/edge/edge-limits.js';

const MB = 1_048_576;
const shares: UnsentShares = { bytes: edgeLimits.unsentBytes, guestPercent: edgeLimits.unsentGuestPercent, addressPercent: edgeLimits.unsentAddressPercent };
const nothing = { agents: 0, guests: 0, address: 0, own: 0 };

describe('a guest’s share', () => {
  it('is one message, of ten files as large as the deployment takes', () => {
    expect(fullForGuest({ ...nothing, guests: 90 * MB, address: 90 * MB, own: 90 * MB }, shares, 10 * MB, 10 * MB)).toBeUndefined();
    expect(fullForGuest({ ...nothing, guests: 91 * MB, address: 91 * MB, own: 91 * MB }, shares, 10 * MB, 10 * MB)).toBe('own');
  });

  it('has room for the largest file that any deployment takes', () => {
    expect(fullForGuest(nothing, shares, 200 * MB, 200 * MB)).toBeUndefined();
  });

  it('is within that of their address, and of all guests', () => {
    expect(fullForGuest({ ...nothing, guests: 503 * MB, address: 503 * MB }, shares, 10 * MB, 10 * MB)).toBe('address');
    expect(fullForGuest({ ...nothing, guests: 1_527 * MB }, shares, 10 * MB, 10 * MB)).toBe('guests');
    expect(fullForGuest({ ...nothing, guests: 1_526 * MB }, shares, 10 * MB, 10 * MB)).toBeUndefined();
  });

  it('is no more than agents have left', () => {
    expect(fullForGuest({ ...nothing, agents: shares.bytes - 7 }, shares, 7, 10 * MB)).toBeUndefined();
    expect(fullForGuest({ ...nothing, agents: shares.bytes - 7 }, shares, 8, 10 * MB)).toBe('address');
  });
});

it('agents have all that is left, which is a quarter at least', () => {
  const guests = (shares.bytes / 4) * 3;
  expect(fullForAgent({ agents: 0, guests }, shares, shares.bytes / 4)).toBe(false);
  expect(fullForAgent({ agents: 1, guests }, shares, shares.bytes / 4)).toBe(true);
});

it('nobody gives way to one who would have as much', () => {
  expect([givesWay({ id: 'a', bytes: 3 }, 2), givesWay({ id: 'a', bytes: 3 }, 3)]).toEqual([true, false]);
});
