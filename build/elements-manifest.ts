/**
 * custom-elements.json: the two public elements as their classes' docblocks tell them, under the paths that a user imports.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Plugin } from 'rollup';
import { at } from './project.js';

export function customElementsManifest(): Plugin {
  return {
    name: 'custom-elements-manifest',
    writeBundle() {
      const rooms = ['chat', 'desk'].filter((room) => existsSync(at('src', room, 'index.ts')));
      if (rooms.length === 0) return;
      const analyzer = { litelement: true, quiet: true, packagejson: false, outdir: 'dist/.types', globs: rooms.map((room) => `src/${room}/**/*.ts`) };
      const config = at('dist/.types/analyzer.config.mjs');
      writeFileSync(config, `export default ${JSON.stringify(analyzer)};\n`);
      const cli = at('node_modules/@custom-elements-manifest/analyzer/cem.js');
      execFileSync(process.execPath, [cli, 'analyze', '--config', relative(at(), config)], { cwd: at(), stdio: 'pipe' });
      writeFileSync(at('dist/custom-elements.json'), publicElements(readFileSync(at('dist/.types/custom-elements.json'), 'utf8')));
    },
  };
}

interface ManifestDeclaration {
  readonly kind: string;
  readonly name: string;
  readonly tagName?: string;
  readonly members?: readonly { readonly privacy?: string; readonly name: string }[];
}

interface ManifestModule {
  readonly path: string;
  readonly declarations?: readonly ManifestDeclaration[];
}

/** Keeps the two public elements and their public members; a part used inside is nobody's business. */
function publicElements(analyzed: string): string {
  const manifest = JSON.parse(analyzed) as { schemaVersion: string; modules: readonly ManifestModule[] };
  const modules = manifest.modules.flatMap((module) => {
    const elements = (module.declarations ?? []).filter(({ tagName }) => tagName === 'segue-chat' || tagName === 'segue-desk');
    return elements.map((element) => {
      const path = `dist/${element.tagName === 'segue-chat' ? 'chat' : 'desk'}/index.js`;
      const members = (element.members ?? []).filter(({ privacy, name }) => privacy === undefined || (privacy === 'public' && !/^[_#]/.test(name)));
      return {
        kind: 'javascript-module',
        path,
        declarations: [{ ...element, members }],
        exports: [
          { kind: 'js', name: element.name, declaration: { name: element.name, module: path } },
          { kind: 'custom-element-definition', name: element.tagName, declaration: { name: element.name, module: path } },
        ],
      };
    });
  });
  return `${JSON.stringify({ schemaVersion: manifest.schemaVersion, readme: 'README.md', modules }, null, 2)}\n`;
}
