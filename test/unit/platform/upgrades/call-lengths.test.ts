import { describe, expect, it } from 'vitest';
import { migrations } from '../../../../src/platform/contacts/migrations.js';
import { openStore, type Store } from '../../../../src/platform/store/store.js';
import { meanLength, rememberLength } from '../../../../src/platform/upgrades/call-lengths.js';

const lasted = (store: Store, queueId: string, durations: readonly number[]): Promise<void> =>
  store.transaction(async (tx) => {
    for (const [at, durationMs] of durations.entries()) await rememberLength(tx, { queueId, callId: `v_${at}`, endedAt: at, durationMs });
  });

describe('the calls of a queue', () => {
  it('say nothing of the next one before there are three, and nothing of another queue’s', async () => {
    const store = await openStore({ folder: ':memory:', migrations });
    await lasted(store, 'support', [1_000, 2_000]);
    await lasted(store, 'other', [500, 500, 500]);
    expect(await store.transaction((tx) => meanLength(tx, 'support'))).toBeUndefined();
    await store.transaction((tx) => rememberLength(tx, { queueId: 'support', callId: 'v_late', endedAt: 2, durationMs: 6_000 }));
    expect(await store.transaction((tx) => meanLength(tx, 'support'))).toBe(3_000);
    await store.close();
  });

  it('are forgotten behind the last twenty', async () => {
    const store = await openStore({ folder: ':memory:', migrations });
    await lasted(store, 'support', [...Array<number>(10).fill(9_000), ...Array<number>(20).fill(1_000)]);
    expect(await store.transaction((tx) => meanLength(tx, 'support'))).toBe(1_000);
    expect(await store.transaction((tx) => tx.get('SELECT count(*) AS calls FROM call_lengths'))).toEqual({ calls: 20 });
    await store.close();
  });
});
