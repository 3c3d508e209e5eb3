/** The testing kit as its users have it: the packed tarball in a project of their own, with that project's Vitest and Playwright. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, firefox } from '../setup/browsers.js';
import { freePort } from '../setup/platform.js';
import { cdn, execute, root } from './built.js';
import { dependencies, kitFiles } from './kit-project.js';

let project = '';
let server: PreviewServer;

/** A program of an installed package; what it wrote is the failure's message. */
async function run(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return execute('env', ['-u', 'VITEST', '-u', 'NODE_ENV', '-u', 'FORCE_COLOR', 'NO_COLOR=1', ...words, process.execPath, join(project, 'node_modules', file), ...args], project).then(
    ({ stdout }) => stdout,
    (error: unknown) => {
      throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error));
    },
  );
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'segue-kit-'));
  const { stdout } = await execute('npm', ['pack', root, '--pack-destination', project, '--silent'], root);
  const files = {
    ...kitFiles(await readFile(join(root, 'README.md'), 'utf8'), { chromium: chromium(), firefox: firefox() }),
    'package.json': JSON.stringify({ name: 'app', private: true, type: 'module', dependencies: { ...dependencies, 'segue-chat': `file:./${stdout.trim()}` } }),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, file)), { recursive: true });
    await writeFile(join(project, file), text);
  }
  await cp(cdn, join(project, 'public/cdn'), { recursive: true });
  await execute('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', '--ignore-scripts'], project);
  await build({ root: project, configFile: false, logLevel: 'error' });
  server = await preview({ root: project, configFile: false, preview: { host: '127.0.0.1', port: await freePort(), strictPort: true } });
});

afterAll(async () => {
  await server.close();
  await rm(project, { recursive: true, force: true });
});

describe('segue-chat/testing from its tarball', () => {
  it('has types that fit Playwright and Vitest', async () => {
    expect(await run('typescript/bin/tsc', ['-p', '.'])).toBe('');
  });

  it("plays README's ten lines in the project's own Vitest", async () => {
    expect(await run('vitest/vitest.mjs', ['run'])).toMatch(/Tests\s+1 passed/);
  });

  it("plays README's page test in the project's own Playwright, in Chromium and Firefox, and what it says beside it", async () => {
    const said = await run('@playwright/test/cli.js', ['test'], { APP: server.resolvedUrls?.local[0] ?? '' });
    expect(said).toMatch(/7 passed/);
  });
});
