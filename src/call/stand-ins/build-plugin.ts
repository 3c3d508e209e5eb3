/**
 * Builds simple-peer without Node's polyfills: the bundle and the tests use this one plugin, so both run the same code.
 *
 * simple-peer 9.11.1 is one CommonJS file whose `require` lines are all at its head. They become imports; six of them
 * lead to the stand-ins of this folder. Its errors keep their codes and lose their sentences, which nobody is shown. It knows nothing of what simple-peer does, and refuses a version whose head it
 * does not recognise. The shape of the plugin suits Rollup and Vite alike.
 */

const standIns: Readonly<Record<string, string>> = {
  'readable-stream': 'readable-stream.ts',
  buffer: 'buffer.ts',
  randombytes: 'randombytes.ts',
  debug: 'debug.ts',
  'get-browser-rtc': 'get-browser-rtc.ts',
  'err-code': 'err-code.ts',
};

const simplePeer = /[\\/]node_modules[\\/]simple-peer[\\/]index\.js$/;
const queueMicrotask = /[\\/]node_modules[\\/]queue-microtask[\\/]index\.js$/;

export interface SimplePeerPlugin {
  readonly name: string;
  readonly enforce: 'pre';
  readonly resolveId: (source: string, importer: string | undefined) => string | null;
  readonly transform: (code: string, id: string) => { code: string; map: null } | null;
}

/** A module's id without the query that Vite adds. */
const path = (id: string): string => id.split('?')[0] ?? id;

/** @param folder Absolute path of this folder, with its trailing slash. */
export function simplePeerWithoutPolyfills(folder: string): SimplePeerPlugin {
  return {
    name: 'simple-peer-without-polyfills',
    enforce: 'pre',
    resolveId(source, importer) {
      const file = standIns[source];
      return file !== undefined && importer !== undefined && simplePeer.test(path(importer)) ? folder + file : null;
    },
    transform(code, id) {
      if (simplePeer.test(path(id))) return { code: asModule(code), map: null };
      if (queueMicrotask.test(path(id))) return { code: 'export default (task) => queueMicrotask(task);', map: null };
      return null;
    },
  };
}

/** The CommonJS source as an ES module. Throws where something of CommonJS would be left over. */
export function asModule(code: string): string {
  const imports: string[] = [];
  const body = code
    .replace(/^const (.+) = require\('([\w-]+)'\)(.*)$/gm, (_line, target: string, source: string, rest: string) => {
      const name = `required${String(imports.length)}`;
      imports.push(`import ${name} from '${source}';`);
      return `const ${target} = ${name}${rest}`;
    })
    // Log lines that would go nowhere (debug.ts), each a statement of its own on one line or several, and what says them.
    .replace(/^( +)this\._debug\((?:.*|\n[^]*?\n\1)\)$/gm, '')
    .replace(/^( +)_debug \(\) \{\n[^]*?\n\1\}$/m, '')
    .replace(/new Error\((['`]).*?\1\)/g, 'new Error()')
    .replace(/^module\.exports = /m, 'export default ');
  if (imports.length !== 7 || /\brequire\(|\bmodule\.exports\b/.test(body)) {
    throw new Error('simple-peer has changed: its imports are no longer the seven that the stand-ins were made for');
  }
  return `${imports.join('\n')}\n${body}`;
}
