import { describe, expect, it } from 'vitest';
import { callTime } from '../../../src/desk/call-time.js';

const call = { upgradeId: 'u', callId: 'c', attempt: 1, since: 10_000 };

describe('the time on a call’s clock', () => {
  it.each([
    ['before the first frame', { kind: 'connecting', ...call }, undefined],
    ['in the call', { kind: 'live', ...call }, '1:05'],
    ['while it recovers', { kind: 'recovering', ...call, generation: 1, waitsFor: 'path', until: 0 }, '1:05'],
    ['while it is rebuilt', { kind: 'rebuilding', ...call, waitsFor: 'path', until: 0 }, '1:05'],
    ['without a call', { kind: 'idle' }, undefined],
  ] as const)('%s', (_when, state, time) => {
    expect(callTime(state, 75_000)).toBe(time);
  });
});
