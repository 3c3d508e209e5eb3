/**
 * The script-tag files: what makes segue.js and its chunks one release that a page can pin.
 *
 * segue.js carries the names and integrities of the chunks; the chunks ask it for each other; Lit uses its Trusted Types
 * policy. What segue.js does with all this is src/chat/loader.ts.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { OutputBundle, Plugin } from 'rollup';
import { at, project } from './project.js';

/** Lit with the policy that segue.js made, or its own of the same name where there is no segue.js. */
export const litPolicy: Plugin = {
  name: 'lit-policy',
  transform(code, id) {
    if (!/[\\/]lit-html[\\/]lit-html\.js$/.test(id)) return null;
    const renamed = code.replace(
      /(\w+)\.createPolicy\("lit-html",(\{[^}]*\})\)/,
      '((k,g)=>{const p=g[k];delete g[k];return p||$1.createPolicy("segue",$2)})(Symbol.for("segue.policy"),globalThis)',
    );
    if (renamed === code) throw new Error("Lit's Trusted Types policy is no longer where it was");
    return { code: renamed, map: null };
  },
};

/** In the script-tag files an error without words of its own says its code: README.md has the table of meanings. */
export const codesAsMessages: Plugin = {
  name: 'codes-as-messages',
  transform(code, id) {
    if (id !== at('src/protocol/error.ts')) return null;
    const short = code.replace(/, meaning: '.*?' \}/g, ' }').replace('= errorCodes[code].meaning', '= code');
    if (/meaning: '|\.meaning/.test(short) || short === code) throw new Error('the table of error codes is no longer written as it was');
    return { code: short, map: null };
  },
};

/** Lets segue.js fetch the chunks, so that their integrity is checked. */
export const importThroughLoader: Plugin = {
  name: 'import-through-loader',
  renderDynamicImport: () => ({
    left: '(globalThis[Symbol.for("segue.import")]||(u=>import(u)))(new URL(',
    right: ',import.meta.url).href)',
  }),
};

const integrities = new Map<string, string>();
const integrity = (content: string): string => `sha384-${createHash('sha384').update(content).digest('base64')}`;

export const rememberIntegrity: Plugin = {
  name: 'remember-integrity',
  writeBundle(_options, bundle: OutputBundle) {
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') integrities.set(chunk.fileName, integrity(chunk.code));
  },
};

export function chunkTable(): Plugin {
  return {
    name: 'chunk-table',
    transform(code, id) {
      if (!id.startsWith(at('src/chat/')) || !/__SEGUE_(CHUNKS|SHELL)__/.test(code)) return null;
      const shell = [...integrities.keys()].find((file) => file.startsWith('shell.')) ?? '';
      const table = JSON.stringify(Object.fromEntries(integrities));
      return {
        code: code.replace(/\b__SEGUE_CHUNKS__\b(?!:)/g, () => table).replace(/\b__SEGUE_SHELL__\b(?!:)/g, () => JSON.stringify(shell)),
        map: null,
      };
    },
  };
}

/** The fixed copy under a name of its own, and what a page has to write to pin it. */
export function releaseLoader(): Plugin {
  return {
    name: 'release-loader',
    writeBundle(_options, bundle) {
      const loader = bundle['segue.js'];
      if (loader?.type !== 'chunk') return;
      const hash = createHash('sha256').update(loader.code).digest('hex').slice(0, 8);
      const file = `segue.${project.version}.${hash}.js`;
      writeFileSync(at('dist/cdn', file), loader.code);
      integrities.set(file, integrity(loader.code));
      writeFileSync(at('dist/cdn/integrity.json'), `${JSON.stringify(Object.fromEntries(integrities), null, 2)}\n`);
      process.stdout.write(`<script async src="…/${file}" integrity="${integrity(loader.code)}" crossorigin="anonymous"></script>\n`);
    },
  };
}
