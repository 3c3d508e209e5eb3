/** Files on a real disk, which at times takes less than it is given. */
import { mkdtemp, open, readdir, readFile, readlink, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFiles } from '../../../../src/platform/attachments/file-store.js';
import { png } from './samples.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-file-store-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** What every file handle of this process can do. */
async function handles(): Promise<FileHandle> {
  const handle = await open(folder, 'r');
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

const picture = png();

describe('a file that comes', () => {
  it('is whole, though the system takes only a part of it at a time', async () => {
    const files = await openFiles(folder);
    const prototype = await handles();
    const write: (this: FileHandle, chunk: Buffer, from: number, length: number) => Promise<unknown> = prototype.write;
    let calls = 0;
    vi.spyOn(prototype, 'write').mockImplementation(function (this: FileHandle, chunk: unknown, from: unknown = 0, length: unknown = Infinity) {
      calls += 1;
      return write.call(this, chunk as Buffer, Number(from), Math.min(Number(length), (chunk as Buffer).length - Number(from), 7)) as never;
    });
    const { size } = await files.receive('f_1', source(picture), 10_000);
    await files.keep('f_1');
    expect(calls).toBeGreaterThan(picture.length / 8);
    expect(size).toBe(picture.length);
    expect(await readFile(join(files.folder, 'f_1'))).toEqual(picture);
  });

  it('is said to be gone where it was dropped while it came', async () => {
    const files = await openFiles(folder);
    await files.receive('f_1', source(picture), 10_000);
    await files.drop('f_1');
    await expect(files.keep('f_1')).rejects.toMatchObject({ code: 'file-gone' });
    expect(await readdir(files.folder)).toEqual([]);
  });

  it('is refused as a full disk says, and leaves nothing', async () => {
    const files = await openFiles(folder);
    vi.spyOn(await handles(), 'write').mockRejectedValue(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    await expect(files.receive('f_1', source(picture), 10_000)).rejects.toMatchObject({ code: 'storage-full' });
    expect(await readdir(files.folder)).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('the folder of files', () => {
  it('is on disk, with every folder made for it, before a file is promised', async () => {
    const synced: string[] = [];
    const prototype = await handles();
    const { sync } = prototype;
    vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
      synced.push(await readlink(`/proc/self/fd/${this.fd}`));
      return sync.call(this);
    });
    await openFiles(join(folder, 'a', 'b'));
    expect(synced).toEqual([join(folder, 'a', 'b'), join(folder, 'a'), folder]);
    await openFiles(join(folder, 'a', 'b'));
    expect(synced).toHaveLength(3);
  });
});

/** As a request brings it. */
async function* source(content: Buffer): AsyncGenerator<Buffer> {
  for (const part of [content.subarray(0, 10), content.subarray(10)]) yield await Promise.resolve(part);
}
