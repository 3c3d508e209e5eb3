import { describe, expect, it } from 'vitest';
import { TokenBucket, TokenBuckets } from '../../../../src/platform/edge/token-bucket.js';

const clockAt = (time = 0) => ({ time, now(): number { return this.time; }, after: () => () => undefined });

describe('a token bucket', () => {
  it('gives its burst at once and then its rate, and says how long to wait', () => {
    const clock = clockAt();
    const bucket = new TokenBucket(clock, 4, 2);
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 250]);
    clock.time += 250;
    expect([bucket.take(), bucket.take()]).toEqual([0, 250]);
  });

  it('never holds more than its burst, and does not mind a clock that goes back', () => {
    const clock = clockAt(10_000);
    const bucket = new TokenBucket(clock, 1, 2);
    clock.time += 3_600_000;
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 1_000]);
    clock.time = 0;
    expect(bucket.take()).toBe(1_000);
    clock.time += 1_000;
    expect(bucket.take()).toBe(0);
  });
});

describe('buckets by key', () => {
  it('are apart, and an empty one is not forgotten while thousands of others come and go', () => {
    const clock = clockAt();
    const buckets = new TokenBuckets(clock, 0.001, 1);
    expect([buckets.take('a'), buckets.take('b')]).toEqual([0, 0]);
    for (let n = 0; n < 5_000; n += 1) buckets.take(`stranger ${n}`);
    expect(buckets.take('a')).toBeGreaterThan(0);
  });
});
