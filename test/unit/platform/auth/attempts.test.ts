import { describe, expect, it } from 'vitest';
import { Attempts } from '../../../../src/platform/auth/attempts.js';

const make = () => {
  const clock = { time: 1_000_000, now: () => clock.time, after: () => () => undefined };
  return { clock, attempts: new Attempts({ clock, allowed: 3, forgetMs: 1_000 }) };
};

describe('the brake on guessing', () => {
  it('holds after the allowed failures and lets one more through as each is forgotten', () => {
    const { clock, attempts } = make();
    for (let n = 0; n < 3; n += 1) {
      expect(attempts.waitMs('a')).toBe(0);
      attempts.count('a');
    }
    expect(attempts.waitMs('a')).toBe(1_000);
    clock.time += 1_000;
    expect(attempts.waitMs('a')).toBe(0);
    attempts.count('a');
    expect(attempts.waitMs('a')).toBe(1_000);
  });

  it('holds each key apart', () => {
    const { attempts } = make();
    for (let n = 0; n < 5; n += 1) attempts.count('a');
    expect(attempts.waitMs('b')).toBe(0);
  });

  it('takes one failure back, or all of them', () => {
    const { attempts } = make();
    for (let n = 0; n < 4; n += 1) attempts.count('a');
    attempts.uncount('a');
    expect(attempts.waitMs('a')).toBe(1_000);
    attempts.clear('a');
    expect(attempts.waitMs('a')).toBe(0);
    attempts.uncount('never');
    expect(attempts.waitMs('never')).toBe(0);
  });

  it('forgets everything in time', () => {
    const { clock, attempts } = make();
    for (let n = 0; n < 5; n += 1) attempts.count('a');
    clock.time += 5_000;
    for (let n = 0; n < 2; n += 1) attempts.count('a');
    expect(attempts.waitMs('a')).toBe(0);
  });
});
