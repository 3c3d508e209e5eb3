import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute, modules, root } from './built.js';

let folder = '';
let chat = '';
let platform = '';

/** Packs a package and installs it into an empty project, as a user would. */
async function install(name: string, source: string): Promise<string> {
  const project = join(folder, name);
  await mkdir(project);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  await execute('npm', ['pack', source, '--pack-destination', project, '--silent'], root);
  const tarball = (await readdir(project)).find((file) => file.endsWith('.tgz')) ?? '';
  await execute('npm', ['install', `./${tarball}`, '--prefer-offline', '--no-audit', '--no-fund', '--silent'], project);
  return project;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-user-'));
  chat = await install('chat', root);
  platform = await install('platform', join(root, 'dist/platform'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('segue-chat, installed from its tarball,', () => {
  it('brings lit and nothing else', async () => {
    const packages = (await readdir(join(chat, 'node_modules'))).filter((name) => !name.startsWith('.'));
    expect(packages.filter((name) => !['segue-chat', '@types', '@lit', '@lit-labs', 'lit', 'lit-element', 'lit-html'].includes(name))).toEqual([]);
  });

  it('is imported by Node, every path of it', async () => {
    const program = modules().map(({ name }) => `await import('${name}');`).join('\n');
    const { stdout, stderr } = await execute(process.execPath, ['--input-type=module', '--eval', program], chat);
    expect(stdout + stderr).toBe('');
  });

  it.each(['bundler', 'nodenext'])('has types that a strict user can check, with moduleResolution %s', async (resolution) => {
    const name = `user-${resolution}`;
    // The types for a framework are for who has that framework.
    const own = modules().filter((module) => !/\/(react|vue|svelte)$/.test(module.name));
    await writeFile(join(chat, `${name}.ts`), own.map((module, index) => `import * as m${String(index)} from '${module.name}';\nvoid m${String(index)};`).join('\n'));
    await writeFile(
      join(chat, `${name}.json`),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          target: 'es2022',
          module: resolution === 'bundler' ? 'esnext' : 'nodenext',
          moduleResolution: resolution,
          lib: ['es2022', 'dom', 'dom.iterable'],
          types: [],
          skipLibCheck: false,
        },
        files: [`${name}.ts`],
      }),
    );
    const checked = await execute(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', `${name}.json`], chat).then(
      () => '',
      (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
    );
    expect(checked).toBe('');
  });

  it('is bundled by Vite without a polyfill, a shim or a warning', async () => {
    await writeFile(join(chat, 'index.html'), '<script type="module" src="./page.js"></script>');
    await writeFile(join(chat, 'page.js'), "import 'segue-chat/chat/define';\nimport 'segue-chat/desk/define';\nimport * as segue from 'segue-chat';\nconsole.log(segue);\n");
    const warnings: string[] = [];
    const warn = (message: string): void => void warnings.push(message);
    await build({
      root: chat,
      configFile: false,
      customLogger: { info: () => undefined, warn, warnOnce: warn, error: warn, clearScreen: () => undefined, hasErrorLogged: () => false, hasWarned: false },
      build: { outDir: 'out', chunkSizeWarningLimit: 5_000 },
    });
    expect(warnings).toEqual([]);
  });
});

describe('segue-platform, installed from its tarball,', () => {
  it('is imported by Node', async () => {
    const { stdout, stderr } = await execute(process.execPath, ['--input-type=module', '--eval', "await import('segue-platform');"], platform);
    expect(stdout + stderr).toBe('');
  });

  it('lints a configuration by its command', async () => {
    const command = join(platform, 'node_modules/.bin/segue-platform');
    await expect(execute(command, ['lint', join(root, 'demo/segue.config.json')], platform)).resolves.toBeDefined();
  });
});
