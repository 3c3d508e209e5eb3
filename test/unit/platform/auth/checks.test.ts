import { describe, expect, it } from 'vitest';
import { Checks } from '../../../../src/platform/auth/checks.js';

/** Checks that end when the test says so. */
function make(atOnce: number, waiting: number) {
  const checks = new Checks({ atOnce, waiting });
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const start = (name: string) =>
    checks.run(
      () =>
        new Promise<string>((resolve, reject) => {
          begun.push(name);
          ends.set(name, (error) => (error ? reject(error) : resolve(name)));
        }),
    );
  return { start, begun, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}
const turn = () => new Promise(setImmediate);

describe('the way to a check', () => {
  it('lets so many through at once, and the next in the order in which they came', async () => {
    const { start, begun, end } = make(2, 8);
    const all = ['a', 'b', 'c', 'd'].map(start);
    await turn();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    await turn();
    end('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('says when to try again once too many wait, and takes more when there is room', async () => {
    const { start, begun, end } = make(1, 1);
    const first = start('a');
    const second = start('b');
    await expect(start('c')).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 5_000 });
    end('a');
    await first;
    const third = start('d');
    await turn();
    end('b');
    await second;
    await turn();
    end('d');
    expect(await third).toBe('d');
    expect(begun).toEqual(['a', 'b', 'd']);
  });

  it('goes on after a check that failed', async () => {
    const { start, end } = make(1, 1);
    const first = start('a');
    const second = start('b');
    await turn();
    end('a', new Error('out of memory'));
    await expect(first).rejects.toThrow('out of memory');
    await turn();
    end('b');
    expect(await second).toBe('b');
  });
});
