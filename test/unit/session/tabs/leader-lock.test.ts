import { expect, it } from 'vitest';
import { LeaderLock } from '../../../../src/session/tabs/leader-lock.js';

/** A lock that another tab has taken; what was asked for and how each asking ends. */
function lockOf() {
  const asked: { readonly steal: boolean; readonly fail: (name: string) => void }[] = [];
  const lock = new LeaderLock({
    name: 'leader', granted: () => undefined, robbed: () => undefined,
    locks: { request: (_name, { steal = false }) => new Promise((_resolve, reject) => asked.push({ steal, fail: (name) => reject(new DOMException('no', name)) })) },
  });
  return { lock, asked };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('waits in the queue again where another tab took the lock before this one had it', async () => {
  const { lock, asked } = lockOf();
  lock.rob();
  asked[0]?.fail('AbortError');
  await settled();
  expect(asked.map(({ steal }) => steal)).toEqual([true, false]);
});

it('asks no more where there are no locks to be had, nor for what it has taken back', async () => {
  const { lock, asked } = lockOf();
  lock.queue();
  asked[0]?.fail('InvalidStateError');
  await settled();
  lock.queue();
  lock.release();
  asked[1]?.fail('AbortError');
  await settled();
  expect(asked).toHaveLength(2);
});
