/**
 * The script-tag files: what makes segue.js and its chunks one release that a page can pin.
 *
 * segue.js carries the name and the integrity of the shell, the shell those of the other chunks, so that a page which pins
 * segue.js has pinned them all; the chunks ask segue.js for each other; Lit uses its Trusted Types policy. What becomes of
 * all this in a page is src/chat/loader.ts and src/chat/script-tag.ts.
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

/** Lit without the marks of its versions on the window: the script tag's copy is nobody else's business, and `destroy` leaves none. */
export const litWithoutMarks: Plugin = {
  name: 'lit-without-marks',
  transform(code, id) {
    if (!/[\\/]node_modules[\\/](@lit[\\/]|lit)/.test(id)) return null;
    const unmarked = code
      .replace(/\(\w+\.(lit|reactive)\w+Versions\s*\?\?=\s*\[\]\)\.push\("[^"]*"\)/g, '0')
      .replace(/,\w+\.litPropertyMetadata\s*\?\?=\s*new WeakMap;/, ';const litPropertyMetadata=new WeakMap;');
    return { code: unmarked, map: null };
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

/** The language of a chunk of words. Only the visitors of that language load it, so only the chunk that picks it carries its integrity. */
const languageOf = (id: string | null): string | undefined => /[\\/]src[\\/]chat[\\/]languages[\\/](\w\w)\.ts$/.exec(id ?? '')?.[1];

/** Lets segue.js fetch the chunks, so that their integrity is checked. */
export const importThroughLoader: Plugin = {
  name: 'import-through-loader',
  renderDynamicImport({ targetModuleId }) {
    const language = languageOf(targetModuleId);
    return {
      left: '(globalThis[Symbol.for("segue.import")]||(u=>import(u)))(new URL(',
      right: `,import.meta.url).href${language === undefined ? '' : `,"integrity of ${language}"`})`,
    };
  },
};

const integrities = new Map<string, string>();
const integrity = (content: string): string => `sha384-${createHash('sha384').update(content).digest('base64')}`;

/**
 * Writes the other chunks' integrities into the shell. Rollup's hash in the shell's name covers them already: it covers the
 * names of the chunks that the shell imports, and theirs cover what is in them.
 */
export const rememberIntegrity: Plugin = {
  name: 'remember-integrity',
  generateBundle(_options, bundle: OutputBundle) {
    const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
    const words = new Map(chunks.flatMap(({ facadeModuleId, code }) => [[languageOf(facadeModuleId), integrity(code)] as const]));
    for (const chunk of chunks) chunk.code = chunk.code.replace(/"integrity of (\w\w)"/g, (_, language: string) => JSON.stringify(words.get(language)));
    for (const { fileName, code, isEntry } of chunks) if (!isEntry) integrities.set(fileName, integrity(code));
    const others = chunks.filter(({ isEntry, facadeModuleId }) => !isEntry && languageOf(facadeModuleId) === undefined);
    const table = JSON.stringify(Object.fromEntries(others.map(({ fileName }) => [fileName, integrities.get(fileName)])));
    for (const shell of chunks.filter(({ isEntry }) => isEntry)) {
      if (!shell.code.includes('__SEGUE_CHUNKS__')) throw new Error('the shell does not ask for the table of chunks');
      shell.code = shell.code.replace('__SEGUE_CHUNKS__', () => table);
      integrities.set(shell.fileName, integrity(shell.code));
    }
  },
};

/** Tells segue.js which shell is its own. */
export function shellOfRelease(): Plugin {
  return {
    name: 'shell-of-release',
    transform(code, id) {
      if (id !== at('src/chat/loader.ts')) return null;
      const [file, hash] = [...integrities].find(([name]) => name.startsWith('shell.')) ?? [];
      if (file === undefined) throw new Error('there is no shell');
      return { code: code.replace(/\b__SEGUE_SHELL__\b(?!:)/g, () => JSON.stringify(file)).replace(/\b__SEGUE_INTEGRITY__\b(?!:)/g, () => JSON.stringify(hash)), map: null };
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
