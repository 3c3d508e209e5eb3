/**
 * The npm package's declarations: what tsc emits, put beside the code, with the libraries that are built in.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'rollup';
import { at, filesBelow } from './project.js';

/** Declarations of libraries that are built in, so that a user's compiler finds them without installing the library. */
const builtInTypes: Readonly<Record<string, string>> = {
  valibot: 'node_modules/valibot/dist/index.d.mts',
  eventemitter3: 'node_modules/eventemitter3/index.d.ts',
};

/** Puts declarations beside the code. Type errors are told by `npm run types`; the build goes on with what tsc emits. */
export function declarations(): Plugin {
  return {
    name: 'declarations',
    writeBundle() {
      const projects = ['.', 'chat', 'desk', 'testing', 'platform'].map((room) => at('src', room));
      try {
        execFileSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b', ...projects], { stdio: 'pipe' });
      } catch {
        this.warn('there are type errors; `npm run types` names them');
      }
      for (const room of ['index.d.ts', 'protocol', 'session', 'call', 'ui', 'chat', 'desk', 'testing']) {
        copyDeclarations(at('dist/.types', room), at('dist', room), at('dist'));
      }
    },
  };
}

function copyDeclarations(from: string, to: string, packageFolder: string): void {
  if (!existsSync(from)) return;
  const files = from.endsWith('.d.ts') ? [''] : filesBelow(from).filter((file) => file.endsWith('.d.ts'));
  for (const file of files) {
    const target = join(to, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, withBuiltInTypes(readFileSync(join(from, file), 'utf8'), target, packageFolder));
  }
}

function withBuiltInTypes(declaration: string, file: string, packageFolder: string): string {
  return declaration.replace(/(from |import\()(['"])(valibot|eventemitter3)\2/g, (_all, before: string, _quote, name: string) => {
    const source = builtInTypes[name] ?? '';
    const target = join(packageFolder, 'built-in', `${name}.d.ts`);
    if (!existsSync(target)) {
      mkdirSync(dirname(target), { recursive: true });
      cpSync(at(source), target);
    }
    const path = relative(dirname(file), target).replaceAll('\\', '/').replace(/\.d\.ts$/, '.js');
    return `${before}'${path.startsWith('.') ? path : `./${path}`}'`;
  });
}
