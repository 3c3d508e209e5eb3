import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createMetrics } from '../../../../src/platform/edge/metrics.js';
import { startPlatform } from '../../../../src/platform/platform.js';

setFlagsFromString('--expose-gc');
// What the flag has put into every new context.
const collect = runInNewContext('gc') as () => void;

/** Until nothing holds it any more. */
async function untilGone(it: WeakRef<object>): Promise<void> {
  collect();
  while (it.deref() !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
}

/** What a platform's metrics are asked of, which nobody else holds. */
function asked(): WeakRef<object> {
  const domain = { contacts: new Map(), lines: new Map(), agents: new Map(), alerts: new Map() };
  createMetrics(() => Promise.resolve(domain));
  return new WeakRef(domain);
}

async function openedAndClosed(): Promise<WeakRef<object>> {
  const { core, close } = await startPlatform({ folder: ':memory:', port: 0, host: '127.0.0.1', log: { level: 'silent' } });
  await close();
  return new WeakRef(core);
}

it('hold nothing of a platform that is closed', async () => {
  await untilGone(asked());
});

it('a platform that is closed is held by nothing', async () => {
  await untilGone(await openedAndClosed());
});

it('are those of the platform and of its process', async () => {
  const text = await createMetrics().text();
  expect(text).toContain('segue_sockets');
  expect(text).toContain('segue_process_resident_memory_bytes');
});
