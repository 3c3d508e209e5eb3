/**
 * The licences of what is built in: every one of them asks that its notice goes along.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rollup';
import { at } from './project.js';

/** Glyphs are copied into the source, so no import tells of them. */
const copied = ['lucide-static'];

const folderOf = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

function noticeOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const text = file === undefined ? `Licence: ${String(license)}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${String(name)} ${String(version)}\n\n${text}\n`;
}

/** Writes the notices of all that this build contains beside it. */
export function notices(file: string): Plugin {
  return {
    name: 'notices',
    writeBundle(_options, bundle) {
      const folders = new Set(copied.map((name) => at('node_modules', name)));
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          // Rollup marks what it wraps with a leading NUL.
          const folder = folderOf.exec(id.replace('\0', ''))?.[1];
          if (folder !== undefined && existsSync(join(folder, 'package.json'))) folders.add(folder);
        }
      }
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), [...folders].sort().map(noticeOf).join(`\n${'-'.repeat(80)}\n\n`));
    },
  };
}
