/**
 * Files on disk, beside the store: one each, named by its id, never changed once it is whole.
 *
 *   receive: bytes -> ID.part (counted, hashed, on disk) -> judged by its content -> keep: ID
 *
 * Knows bytes and names of files in one folder, and what a full disk says. Does not know contacts: every file has a row in the
 * store from before its first byte, so that nothing lies here which nobody knows of.
 */
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SegueError } from '../../protocol/error.js';
import { headBytes, sniff, type Sniffed } from './sniff.js';
import { pictureSize, type PictureSize } from './picture-size.js';

/** What came. */
export interface Received {
  readonly size: number;
  /** SHA-256 of the content, in hexadecimal. */
  readonly sha256: string;
  readonly content: Sniffed;
  readonly picture: PictureSize | undefined;
}

export interface Files {
  readonly folder: string;
  /** Writes what comes to disk. Rejects with `file-too-large` (reading no further), `file-empty`, `storage-full`, or as the source does. */
  receive(id: string, source: AsyncIterable<Buffer>, maxBytes: number): Promise<Received>;
  /** What was received is whole and wanted; durable when this resolves. Rejects with `file-gone` where it was dropped meanwhile. */
  keep(id: string): Promise<void>;
  /** Ids of all files that lie here, whole or not. */
  ids(): Promise<ReadonlySet<string>>;
  /** Whether a file lies here, whole. */
  has(id: string): Promise<boolean>;
  /** Removes a file, whole or not; harmless where there is none. */
  drop(id: string): Promise<void>;
  close(): Promise<void>;
}

const noRoom: readonly string[] = ['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'];

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** A disk that takes nothing gets its code. */
function diskError(error: unknown): unknown {
  const full = noRoom.includes(codeOf(error));
  return full ? new SegueError('storage-full', 'The file cannot be written (disk full).', { origin: error }) : error;
}

/** Names that this file gives; what else lies in the folder is somebody else's. */
const ours = /^(f_[\w-]+)(?:\.part)?$/;

/** Files of the store in `folder`; `:memory:` has a folder of its own, which goes with it. */
export async function openFiles(folder: string): Promise<Files> {
  const passing = folder === ':memory:';
  const own = passing ? await mkdtemp(join(tmpdir(), 'segue-files-')) : resolve(folder, 'attachments');
  if (!passing) await makeFolder(own);
  const whole = (id: string): string => join(own, id);
  const part = (id: string): string => `${whole(id)}.part`;
  return {
    folder: own,
    async receive(id, source, maxBytes) {
      try {
        const handle = await open(part(id), 'wx+', 0o600);
        return await write(handle, source, maxBytes).finally(() => handle.close());
      } catch (error) {
        await rm(part(id), { force: true });
        throw diskError(error);
      }
    },
    async keep(id) {
      await rename(part(id), whole(id)).catch((error: unknown) => {
        throw isMissing(error) ? new SegueError('file-gone', undefined, { origin: error }) : diskError(error);
      });
      await syncFolder(own);
    },
    ids: async () => new Set((await readdir(own)).flatMap((name) => ours.exec(name)?.[1] ?? [])),
    has: (id) => access(whole(id)).then(() => true, () => false),
    async drop(id) {
      await rm(part(id), { force: true });
      await rm(whole(id), { force: true });
    },
    close: () => (passing ? rm(own, { recursive: true, force: true }) : Promise.resolve()),
  };
}

async function write(handle: FileHandle, source: AsyncIterable<Buffer>, maxBytes: number): Promise<Received> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw new SegueError('file-too-large');
    hash.update(chunk);
    await writeAll(handle, chunk);
  }
  if (size === 0) throw new SegueError('file-empty');
  await handle.sync();
  const read = async (position: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(length, size)), 0, Math.min(length, size), position);
    return buffer.subarray(0, bytesRead);
  };
  const head = await read(0, headBytes);
  const content = await sniff(head, size, read);
  return { size, sha256: hash.digest('hex'), content, picture: pictureSize(content, head) };
}

/** A system may take less than it was given; what stops it for good it says at the next attempt. */
async function writeAll(handle: FileHandle, chunk: Buffer): Promise<void> {
  for (let from = 0; from < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, from, chunk.length - from);
    from += bytesWritten;
  }
}

/** Nobody else on the machine reads what customers sent. A new folder is on disk before anything in it is promised. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === first || made === dirname(made)) return;
  }
}

/** A name is on disk with its folder; Windows opens no folders, and keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
