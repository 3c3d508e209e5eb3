/** A store of yesterday beside files of today. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFiles, type Files } from '../../../../src/platform/attachments/file-store.js';
import { sweepFiles } from '../../../../src/platform/attachments/sweep.js';
import { createLog } from '../../../../src/platform/log.js';
import { World } from '../core/world.js';
import { png } from './samples.js';

const log = createLog({ level: 'silent' });
const picture = png();

let folder: string;
let files: Files;
let world: World;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-sweep-'));
  files = await openFiles(folder);
  world = await World.open({ files });
});
afterEach(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

/** A file that a guest has uploaded. */
async function uploaded(): Promise<string> {
  const { who, contactId } = await world.customer();
  const { attachmentId } = await world.core.attachments.begin(who, contactId);
  const { size, sha256 } = await files.receive(attachmentId, parts(), 10_000);
  await files.keep(attachmentId);
  await world.core.attachments.keep({ attachmentId, name: 'a.png', type: 'image/png', size, sha256 });
  return attachmentId;
}

async function* parts(): AsyncGenerator<Buffer> {
  yield await Promise.resolve(picture);
}

const sweep = () => sweepFiles({ files, desk: world.core.attachments, log });

it('removes files that no row names, whole or not, and nothing else', async () => {
  const known = await uploaded();
  for (const name of ['f_gone', 'f_half.part', 'notes.txt']) await writeFile(join(files.folder, name), 'x');
  expect(await sweep()).toBe(2);
  expect((await readdir(files.folder)).sort()).toEqual([known, 'notes.txt'].sort());
  expect(await sweep()).toBe(0);
});

it('leaves a file alone that is still on its way', async () => {
  const { who, contactId } = await world.customer();
  const { attachmentId } = await world.core.attachments.begin(who, contactId);
  await files.receive(attachmentId, parts(), 10_000);
  expect(await sweep()).toBe(0);
  expect(await readdir(files.folder)).toEqual([`${attachmentId}.part`]);
});

it('looks at more files than fit one look', async () => {
  const known = [await uploaded(), await uploaded()];
  for (let at = 0; at < 600; at += 1) await writeFile(join(files.folder, `f_${at}`), '');
  expect(await sweep()).toBe(600);
  expect((await readdir(files.folder)).sort()).toEqual(known.sort());
});
