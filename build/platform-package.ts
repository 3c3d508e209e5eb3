/**
 * The package segue-platform: its package.json, types, schemas, script-tag files (packed, too) and command around what Rollup has written.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'rollup';
import { jsonSchemas } from '../src/platform/config/json-schemas.js';
import { at, project } from './project.js';

/** What segue-platform installs beside itself. */
export const platformDependencies = [
  '@fastify/helmet',
  '@fastify/rate-limit',
  '@fastify/static',
  '@fastify/swagger',
  '@fastify/websocket',
  '@photostructure/sqlite',
  '@valibot/to-json-schema',
  'fastify',
  'jose',
  'pino',
  'prom-client',
  'valibot',
  'ws',
];

export function platformPackage(): Plugin {
  return {
    name: 'platform-package',
    writeBundle() {
      const folder = at('dist/platform');
      writeFileSync(join(folder, 'package.json'), `${JSON.stringify(platformPackageJson(), null, 2)}\n`);
      writeSchemas(join(folder, 'schemas'));
      for (const room of ['platform', 'protocol']) copyPlatformTypes(folder, room);
      for (const file of ['LICENSE', 'CHANGELOG.md']) cpSync(at(file), join(folder, file));
      if (existsSync(at('dist/cdn'))) {
        cpSync(at('dist/cdn'), join(folder, 'cdn'), { recursive: true });
        pack(join(folder, 'cdn'));
      }
      const cli = join(folder, 'cli.js');
      if (existsSync(cli)) {
        const code = readFileSync(cli, 'utf8');
        if (!code.startsWith('#!')) writeFileSync(cli, `#!/usr/bin/env node\n${code}`);
        chmodSync(cli, 0o755);
      }
    },
  };
}

/** Once, as small as it gets: the platform sends these in the place of the scripts beside them. */
function pack(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const code = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(code));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(code, { level: 9 }));
  }
}

/** What the platform serves under /schemas, for editors without a platform at hand. */
function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(jsonSchemas)) writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(schema(), null, 2)}\n`);
}

function copyPlatformTypes(folder: string, room: string): void {
  const from = at('dist/.types', room);
  if (existsSync(from)) cpSync(from, join(folder, 'types', room), { recursive: true });
}

function platformPackageJson(): Record<string, unknown> {
  const { version, license, engines, devDependencies } = project;
  return {
    name: 'segue-platform',
    version,
    description: "Segue's server: contacts, flows, routing and call signaling behind one port, with its command line.",
    license,
    type: 'module',
    engines,
    bin: { 'segue-platform': 'cli.js' },
    exports: {
      '.': { types: './types/platform/index.d.ts', default: './index.js' },
      ...Object.fromEntries(Object.keys(jsonSchemas).map((name) => [`./schemas/${name}.json`, `./schemas/${name}.json`])),
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries(platformDependencies.map((name) => [name, devDependencies[name]])),
  };
}
