import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor } from '../../../../src/platform/cli/doctor.js';
import { Obstacle, type Terminal } from '../../../../src/platform/cli/terminal.js';
import { freePort } from '../calls/coturn.js';

const demo = 'demo/segue.config.json';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/segue-doctor-`);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const terminal: Terminal = { say: (line = '') => void lines.push(line), complain: (line) => void lines.push(line), colour: false, attended: false };
  return { code: await doctor(['--port', '0', '--store', folder, ...words], terminal), text: lines.join('\n') };
}

async function withTurn(url: string): Promise<string> {
  const file = join(folder, 'turn.json');
  const config = JSON.parse(await readFile(demo, 'utf8')) as { ice: object };
  await writeFile(file, JSON.stringify({ ...config, ice: { turn: [{ urls: url, secret: 'sesame-1234' }] } }));
  return file;
}

describe('segue-platform doctor', () => {
  it('ends with 0 where nothing is in the way, and says what it could not see', async () => {
    const { code, text } = await run(demo);
    expect(code).toBe(0);
    expect(text).toContain('customers’ networks: not checked');
  });

  it('ends with 1 where a relay is not there, with what mends it under it', async () => {
    const url = `turn:127.0.0.1:${await freePort()}?transport=tcp`;
    const { code, text } = await run(await withTurn(url));
    expect(code).toBe(1);
    expect(text).toMatch(/FAIL {2}turn:.* unreachable: .*\n {6}Start the server/u);
  });

  it('tells programs the same, and nobody a secret', async () => {
    const { code, text } = await run(await withTurn(`turn:127.0.0.1:${await freePort()}?transport=tcp`), '--json');
    const report: unknown = JSON.parse(text);
    expect(report).toMatchObject({ ok: false, segue: expect.any(String) as unknown, findings: expect.arrayContaining([expect.objectContaining({ state: 'bad', check: 'turn-unreachable', mend: expect.any(String) as unknown })]) as unknown });
    expect(code).toBe(1);
    expect(text).not.toContain('sesame');
  });

  it.each([
    [['--tls-cert', 'a.pem'], 'come together'],
    [['--public-origin', 'chat'], '“chat” is no origin'],
    [['--ca', 'none.pem'], '--ca'],
  ])('refuses %j, which makes no sense', async (words, reason) => {
    await expect(run(demo, ...words)).rejects.toMatchObject({ exitCode: 64, message: expect.stringContaining(reason) as unknown });
    await expect(run(demo, ...words)).rejects.toBeInstanceOf(Obstacle);
  });
});
