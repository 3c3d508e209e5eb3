/**
 * The build as its tests see it: where the parts lie and what they load.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cdn = join(root, 'dist/cdn');

const exportSchema = v.union([v.string(), v.object({ types: v.string(), default: v.string() })]);

const packageSchema = v.object({
  name: v.string(),
  version: v.string(),
  dependencies: v.record(v.string(), v.string()),
  devDependencies: v.optional(v.record(v.string(), v.string()), {}),
  exports: v.record(v.string(), exportSchema),
  bin: v.optional(v.record(v.string(), v.string()), {}),
});

export type Package = v.InferOutput<typeof packageSchema>;

export const packageOf = (folder: string): Package =>
  v.parse(packageSchema, JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')));

/** Public modules of segue-chat by the name that a user imports. */
export function modules(): { readonly name: string; readonly types: string; readonly code: string }[] {
  const { name, exports } = packageOf('.');
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [{ name: name + path.slice(1), types: target.types, code: target.default }],
  );
}

/** The script-tag file of this name, such as `shell` for shell.<hash>.js. */
export function script(name: string): string {
  const file = existsSync(cdn) ? readdirSync(cdn).find((entry) => new RegExp(`^${name}(\\.[\\w-]{8})?\\.js$`).test(entry)) : undefined;
  if (file === undefined) throw new Error(`dist/cdn has no ${name}.js`);
  return join(cdn, file);
}

/** A module and all that it imports statically. */
export function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)) {
    if (path !== undefined) withImports(join(dirname(file), path), seen);
  }
  return seen;
}

/** Bytes on the wire. */
export const gzipped = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

/** JavaScript that browsers get: the npm package without its declarations, and the script-tag files. */
export function browserFiles(): string[] {
  const starts = modules().map(({ code }) => join(root, code));
  const chunks = join(root, 'dist/chunks');
  const shared = existsSync(chunks) ? readdirSync(chunks).map((file) => join(chunks, file)) : [];
  return [...starts, ...shared, ...readdirSync(cdn).filter((file) => file.endsWith('.js')).map((file) => join(cdn, file))];
}

const executed = promisify(execFile);

/** Runs a program; rejects with what it wrote if it fails. */
export const execute = (command: string, args: readonly string[], folder: string): Promise<{ stdout: string; stderr: string }> =>
  executed(command, args, { cwd: folder, encoding: 'utf8', timeout: 240_000 });
