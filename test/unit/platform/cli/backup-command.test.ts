/** Backups of a real `serve` under load, by command and over HTTP, and what comes back from them. */
import { readdirSync } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aftermath } from '../storm/aftermath.js';
import { Mirror } from '../storm/mirror.js';
import { Participant } from '../storm/participant.js';
import { Random } from '../storm/random.js';
import { runCommand, ServeProcess } from '../storm/serve-process.js';
import { storms } from '../storm/storms.js';

const serve = storms();

const run = (...words: string[]) => runCommand(serve.file, ...words);

/** Somebody who knows only what was acknowledged and heard so far. */
class Witness extends Participant {
  constructor(person: Participant) {
    super(person.name, '', new Random(0));
    for (const [id, it] of person.acked) this.acked.set(id, it);
    for (const [contactId, mirror] of person.mirrors) {
      const seen = new Mirror(person.name);
      for (const [seq, event] of mirror.events) seen.events.set(seq, event);
      this.mirrors.set(contactId, seen);
    }
  }
  protected token(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  protected hear(): void {
    // Nothing is said to a witness.
  }
}

/** A store of its own for a copy. */
async function settle(copy: string, folder: string): Promise<string> {
  await mkdir(folder, { mode: 0o700 });
  await rename(copy, join(folder, 'segue.db'));
  return folder;
}

describe('backup', () => {
  it('copies a store under load whole, with all that was acknowledged before', async () => {
    const raging = await serve.open({ seed: 11 });
    raging.rage(10);
    await raging.until('some work', () => raging.acknowledged > 150);
    const before = raging.people.map((person) => new Witness(person));
    const copy = join(raging.folder, 'copy.db');
    expect(await run('backup', copy, '--store', raging.store)).toMatchObject({ code: 0, text: expect.stringContaining('copied to') as unknown });
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    const { wrong, counts } = await aftermath(await settle(copy, join(raging.folder, 'copied')), before);
    expect(wrong).toEqual({});
    expect(counts.events).toBeGreaterThan(150);
    const then = raging.acknowledged;
    await raging.until('work after it', () => raging.acknowledged > then + 50);
  }, 60_000);

  it('comes over HTTP to an administrator, whole, and to nobody else', async () => {
    const raging = await serve.open({ seed: 12, customers: 3 });
    raging.rage(10);
    await raging.until('some work', () => raging.acknowledged > 100);
    const before = raging.people.map((person) => new Witness(person));
    const fetchCopy = async (token?: string) => fetch(`${raging.origin}/api/v2/platform/backup`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    expect((await fetchCopy()).status).toBe(401);
    expect((await fetchCopy(await raging.signIn('ana'))).status).toBe(403);
    const answer = await fetchCopy(await raging.signIn('ada'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const folder = join(raging.folder, 'copied');
    await mkdir(folder);
    await writeFile(join(folder, 'segue.db'), Buffer.from(await answer.arrayBuffer()));
    expect((await aftermath(folder, before)).wrong).toEqual({});
    await raging.until('no leftovers', () => readdirSync(raging.store).every((name) => !name.startsWith('backup-')));
  }, 60_000);

  it('copies a store that nobody holds, and says what it cannot', async () => {
    const quiet = await serve.open({ seed: 13, customers: 1 });
    await quiet.process?.kill();
    const copy = join(quiet.folder, 'copy.db');
    expect(await run('backup', copy, '--store', quiet.store)).toMatchObject({ code: 0 });
    expect(await run('backup', copy, '--store', quiet.store)).toMatchObject({ code: 73, text: expect.stringContaining('already') as unknown });
    expect(await run('backup', join(quiet.folder, 'none/copy.db'), '--store', quiet.store)).toMatchObject({ code: 73 });
    expect(await run('backup', copy, '--store', join(quiet.folder, 'nowhere'))).toMatchObject({ code: 65, text: expect.stringContaining('no store') as unknown });
    expect(await run('backup')).toMatchObject({ code: 64 });
  }, 60_000);
});

describe('restore', () => {
  it('brings back what a copy holds: people go on where they were', async () => {
    const raging = await serve.open({ seed: 14, customers: 2 });
    raging.rage();
    await raging.until('some work', () => raging.acknowledged > 60);
    const copy = join(raging.folder, 'copy.db');
    const before = raging.people.map((person) => new Witness(person));
    await run('backup', copy, '--store', raging.store);
    expect(await run('restore', copy, '--store', raging.store, '--force')).toMatchObject({ code: 69, text: expect.stringContaining('holds the store') as unknown });
    raging.calm();
    await raging.process?.stop();
    expect(await run('restore', copy, '--store', raging.store)).toMatchObject({ code: 73, text: expect.stringContaining('--force') as unknown });
    expect(await run('restore', copy, '--store', raging.store, '--force')).toMatchObject({ code: 0, text: expect.stringMatching(/kept as .*segue\.db\.before-\d{8}T\d{6}Z/) as unknown });
    expect((await aftermath(raging.store, before)).wrong).toEqual({});
    const { port, store } = raging;
    const again = new ServeProcess({ program: serve.file, port, store, config: join(raging.folder, 'segue.config.json') });
    await again.ready();
    expect((await fetch(`${raging.origin}/readyz`)).status).toBe(200);
    expect(await again.stop()).toBe(0);
  }, 60_000);

  it('refuses what is no copy', async () => {
    const quiet = await serve.open({ seed: 15, customers: 1 });
    const noise = join(quiet.folder, 'noise.db');
    await writeFile(noise, 'noise'.repeat(1_000));
    expect(await run('restore', noise, '--store', join(quiet.folder, 'other'))).toMatchObject({ code: 65, text: expect.stringContaining('no copy of a store') as unknown });
    expect(await run('restore', join(quiet.folder, 'none.db'))).toMatchObject({ code: 65 });
    expect(await run('restore')).toMatchObject({ code: 64 });
  }, 60_000);
});
