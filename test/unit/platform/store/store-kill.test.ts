import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { openStore } from '../../../../src/platform/store/store.js';
import { bundle } from '../bundle.js';

const migrations = [{ version: 1, sql: 'CREATE TABLE fact (n INTEGER PRIMARY KEY)' }];

/** A process that writes facts in groups and prints each number only after its promise resolved. */
const writer = (source: string, folder: string) => `
  import { openStore } from ${JSON.stringify(source)};
  const store = await openStore({ folder: ${JSON.stringify(folder)}, migrations: ${JSON.stringify(migrations)} });
  let n = 0;
  for (;;) {
    const group = Array.from({ length: 7 }, () => ++n);
    await Promise.all(group.map((it) => store.transaction((tx) => tx.run('INSERT INTO fact (n) VALUES (?)', [it])).then(() => process.stdout.write(it + '\\n'))));
  }
`;

it('has every acknowledged work after the process was killed in mid-write', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segue-kill-'));
  const source = new URL('../../../../src/platform/store/store.ts', import.meta.url).pathname;
  await writeFile(join(folder, 'writer.ts'), writer(source, join(folder, 'store')));
  const program = await bundle(join(folder, 'writer.ts'));
  const child = spawn(process.execPath, [program.file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged >= 500) child.kill('SIGKILL');
  }
  await exited;
  const store = await openStore({ folder: join(folder, 'store'), migrations });
  const row = await store.transaction((tx) => tx.get('SELECT count(*) AS many, max(n) AS last FROM fact WHERE n <= ?', [acknowledged]));
  await store.close();
  await rm(folder, { recursive: true });
  await program.remove();
  expect(acknowledged).toBeGreaterThanOrEqual(500);
  expect(row).toEqual({ many: acknowledged, last: acknowledged });
}, 30_000);
