/**
 * The real `serve` on a disk that fills up: a file system of a few megabytes, and a limit of the size of its files.
 *
 * Where neither can be made on this machine the case is left out, by name.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aftermath } from '../storm/aftermath.js';
import { bundleCommand, type Program } from '../storm/serve-process.js';
import { Storm, type StormOptions } from '../storm/storm.js';

const runs = (command: string, ...words: string[]): boolean => spawnSync(command, words, { stdio: 'ignore' }).status === 0;
const mount = (folder: string): boolean => runs('mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder);
const unmount = (folder: string): boolean => runs('umount', '-l', folder);

/** Whether this machine lets us mount a file system of a few megabytes in memory. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'segue-disk-'));
  const may = mount(folder);
  if (may) unmount(folder);
  rmSync(folder, { recursive: true });
  return may;
}
const disks = mayMount();
const limits = runs('prlimit', '--version');

let program: Program;
let storm: Storm | undefined;
beforeAll(async () => {
  program = await bundleCommand();
});
let disk: string;
beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'segue-disk-'));
  if (disks) mount(disk);
});
afterEach(async () => {
  await storm?.end();
  storm = undefined;
  if (disks) unmount(disk);
  rmSync(disk, { recursive: true });
});
afterAll(() => program.remove());

interface Squeeze {
  readonly options: Omit<StormOptions, 'seed' | 'program'>;
  readonly fill: (storm: Storm) => void;
  readonly room: (storm: Storm) => void;
}

const readiness = async (storm: Storm): Promise<number> => (await fetch(`${storm.origin}/readyz`)).status;

/** Works, fills up, says so, has room again and goes on. */
async function squeeze({ options, fill, room }: Squeeze): Promise<void> {
  storm = await Storm.open({ seed: 7, program: program.file, customers: 4, ...options });
  const raging = storm;
  storm.rage();
  await storm.until('some work', () => raging.acknowledged > 100);
  // What the store makes of its own log is filled up too.
  for (let ready = 200; ready !== 503; ready = await readiness(storm)) fill(storm);
  expect((await fetch(`${storm.origin}/healthz`)).status).toBe(200);
  await storm.until('refusals', () => raging.customers.some(({ passed }) => passed.has('storage-full')));
  const before = storm.acknowledged;
  room(storm);
  await storm.until('work again', () => raging.acknowledged > before + 50);
  expect(await readiness(storm)).toBe(200);
  storm.calm();
  await storm.settled();
  expect(storm.process?.output).toContain('the store cannot write');
  expect(storm.process?.output).toContain('the store can write again');
  expect(await storm.process?.stop()).toBe(0);
  expect((await aftermath(storm.store, storm.people)).wrong).toEqual({});
}

/** Takes what is left of the disk, to the last byte. */
const fillUp = (): void => void spawnSync('sh', ['-c', `cat /dev/zero >> ${join(disk, 'filler')}`], { stdio: 'ignore' });
const empty = (): void => rmSync(join(disk, 'filler'));

describe('serve on a disk without room', () => {
  it.skipIf(!disks)('says storage-full, breaks nothing and goes on when there is room: a file system of 8 MiB', async () => {
    await squeeze({ options: { store: join(disk, 'store') }, fill: fillUp, room: empty });
  }, 120_000);

  it.skipIf(!disks)('does not come up on one that is full, says why, and comes up when there is room', async () => {
    storm = await Storm.open({ seed: 8, program: program.file, customers: 1, store: join(disk, 'store') });
    await storm.process?.kill();
    fillUp();
    await storm.begin({ early: true });
    expect(await storm.process?.ended()).toBe(73);
    expect(storm.process?.output).toContain('disk full');
    empty();
    await storm.begin();
    await storm.settled();
  }, 120_000);

  it.skipIf(!limits)('and so with a limit of the files’ size', async () => {
    const limit = (storm: Storm, bytes: string): void => void execFileSync('prlimit', ['--pid', String(storm.process?.pid), `--fsize=${bytes}:unlimited`]);
    await squeeze({ options: {}, fill: (it) => limit(it, '4096'), room: (it) => limit(it, 'unlimited') });
  }, 120_000);
});
