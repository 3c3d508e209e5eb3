import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWorld } from './office.js';

const hello = { id: 'hello', title: 'Hello', text: 'Hello ${customer.firstName|there}' };
const bye = { id: 'bye', title: 'Bye', text: 'Goodbye', queueIds: ['support'] };

describe('saved replies', () => {
  it('are written whole, and are there after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'segue-replies-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const world = await openWorld({}, folder);
    expect(await world.core.savedReplies.list()).toEqual([]);
    await world.core.savedReplies.put([hello, bye]);
    await world.core.savedReplies.put([bye]);
    await world.stop();
    const again = await openWorld({}, folder);
    expect(await again.core.savedReplies.list()).toEqual([bye]);
    expect((await again.core.config()).savedReplies).toEqual([bye]);
  });

  it('are refused where an id is there twice, and stay as they were', async () => {
    const world = await openWorld();
    await world.core.savedReplies.put([hello]);
    await expect(world.core.savedReplies.put([bye, { ...hello, id: 'bye' }])).rejects.toMatchObject({ code: 'bad-config' });
    expect(await world.core.savedReplies.list()).toEqual([hello]);
  });
});
