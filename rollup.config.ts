/**
 * One build, four results: the npm package (dist/), the script-tag files (dist/cdn), the demo's pages (dist/demo) and the
 * package segue-platform (dist/platform). Declarations come from tsc; what runs in browsers is compiled to the floor.
 *
 * simple-peer is built in without Node's polyfills (src/call/stand-ins). The npm package leaves lit to its user; the
 * script-tag files contain it, with its Trusted Types policy renamed, since a second Lit on the page would throw.
 */
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import alias from '@rollup/plugin-alias';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import terser from '@rollup/plugin-terser';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { videoChunk } from './build/video-chunks.js';
import { compactTemplates } from './build/compact-templates.js';
import { declarations } from './build/declarations.js';
import { editorData } from './build/editor-data.js';
import { customElementsManifest } from './build/elements-manifest.js';
import { frameworkTypes } from './build/framework-types.js';
import { notices } from './build/notices.js';
import { ownKeys } from './build/own-keys.js';
import { platformDependencies, platformPackage } from './build/platform-package.js';
import { at, filesBelow, project } from './build/project.js';
import { codesAsMessages, importThroughLoader, litPolicy, litWithoutMarks, releaseLoader, rememberIntegrity, shellOfRelease } from './build/script-tag.js';
import { simplePeerWithoutPolyfills } from './src/call/stand-ins/build-plugin.js';

/** The browser floor; esbuild compiles private members, class fields and decorators down to it. */
const floor = ['chrome90', 'edge90', 'firefox90', 'safari14'];

/**
 * Syntax of the floor that esbuild would rewrite for one fault each: Safari 14 in destructuring parameters' defaults,
 * Chrome 90 in optional calls with spread arguments. Lint keeps the second out; it is worth a kilobyte.
 */
const sound = { destructuring: true, 'optional-chain': true };

const isOf = (packages: readonly string[]) => (id: string): boolean =>
  packages.some((name) => id === name || id.startsWith(`${name}/`));

/** Entries by output name, as absolute paths. Rollup fails where one is missing. */
const entries = (named: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(named).map(([name, source]) => [name, at(source)]));

function browserPlugins(more: readonly Plugin[] = []): Plugin[] {
  return [
    simplePeerWithoutPolyfills(at('src/call/stand-ins/')),
    ...more,
    ownKeys,
    nodeResolve({ browser: true, exportConditions: ['browser', 'default'] }),
    commonjs(),
    // Libraries too: some ship newer syntax.
    esbuild({ target: floor, supported: sound, include: /\.m?[jt]s$/, exclude: [], loaders: { '.mjs': 'js' } }),
    compactTemplates(floor),
    replace({ preventAssignment: true, values: { __SEGUE_VERSION__: JSON.stringify(project.version) } }),
  ];
}

/** Minifies without touching the names that others call. */
const small = (): Plugin => terser({ module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: false } });

/* ---- the npm package ---- */

const packageBuild: RollupOptions = {
  input: entries({
    index: 'src/index.ts',
    'chat/index': 'src/chat/index.ts',
    'chat/define': 'src/chat/define.ts',
    'desk/index': 'src/desk/index.ts',
    'desk/define': 'src/desk/define.ts',
    'protocol/index': 'src/protocol/index.ts',
    'testing/index': 'src/testing/index.ts',
  }),
  external: isOf(['lit']),
  output: { dir: at('dist'), format: 'es', chunkFileNames: 'chunks/[name].js', minifyInternalExports: false },
  plugins: [clean(), ...browserPlugins(), declarations(), frameworkTypes(), customElementsManifest(), editorData(), notices('dist/THIRD-PARTY.txt')],
};

/** Empties dist, but for what tsc needs to be quick the next time. */
function clean(): Plugin {
  return {
    name: 'clean',
    buildStart() {
      if (!existsSync(at('dist'))) return;
      for (const name of readdirSync(at('dist'))) {
        if (name !== '.types') rmSync(at('dist', name), { recursive: true });
      }
    },
  };
}

/** What the kit's fixtures put into a page, which imports nothing. */
const inPageBuild: RollupOptions = {
  input: entries({ 'in-page': 'src/testing/in-page.ts' }),
  output: { dir: at('dist/testing'), format: 'iife', inlineDynamicImports: true },
  plugins: browserPlugins(),
};

/* ---- the script-tag files ---- */

const cdnOutput: OutputOptions = {
  dir: at('dist/cdn'),
  format: 'es',
  entryFileNames: '[name].[hash].js',
  chunkFileNames: '[name].[hash].js',
  manualChunks: videoChunk,
  onlyExplicitManualChunks: true,
};

/** Rooms whose modules do nothing by being loaded: what nobody uses of one holds it in no chunk. */
const quietRooms = /[\\/]src[\\/](protocol|session|call|ui)[\\/]/;

const shellBuild: RollupOptions = {
  input: entries({ shell: 'src/chat/script-tag.ts' }),
  treeshake: { moduleSideEffects: (id) => !quietRooms.test(id) },
  // Beside its own export the shell has what the other chunks need of it: one file, not two.
  preserveEntrySignatures: 'allow-extension',
  output: cdnOutput,
  plugins: [...browserPlugins([litPolicy, litWithoutMarks, codesAsMessages]), small(), importThroughLoader, rememberIntegrity, notices('dist/cdn/THIRD-PARTY.txt')],
};

const deskBuild: RollupOptions = {
  input: entries({ desk: 'src/desk/define.ts' }),
  output: { dir: at('dist/cdn'), format: 'es', chunkFileNames: 'desk-[name].[hash].js' },
  plugins: [...browserPlugins([litPolicy, codesAsMessages]), small()],
};

/** The loader comes last, for it carries the shell's name and integrity. */
const loaderBuild: RollupOptions = {
  input: entries({ segue: 'src/chat/loader.ts' }),
  output: { dir: at('dist/cdn'), format: 'iife' },
  plugins: [...browserPlugins([shellOfRelease()]), small(), releaseLoader()],
};

/* ---- the platform ---- */

const platformBuild: RollupOptions = {
  input: entries({ index: 'src/platform/index.ts', cli: 'src/platform/cli.ts' }),
  external: (id) => id.startsWith('node:') || isOf(platformDependencies)(id),
  output: { dir: at('dist/platform'), format: 'es', chunkFileNames: '[name]-[hash].js' },
  plugins: [
    nodeResolve({ exportConditions: ['node', 'default'] }),
    commonjs(),
    esbuild({ target: 'node20' }),
    replace({ preventAssignment: true, values: { __SEGUE_VERSION__: JSON.stringify(project.version) } }),
    platformPackage(),
  ],
};

/* ---- the demo ---- */

const demoFiles = filesBelow(at('demo')).filter((file) => !/(^|[\\/])(tsconfig\.json|segue\.config\.json|start\.mjs)$/.test(file));

/** The demo's imports of the package lead to what was just built, by the names and paths of package.json. */
const builtPackage = alias({
  entries: Object.entries(project.exports).flatMap(([name, target]) =>
    typeof target === 'string' ? [] : [{ find: new RegExp(`^${project.name}${name.slice(1)}$`), replacement: at(target.default) }],
  ),
});

/** Tells `npm start` and `npm test` that all of it was built, and when. */
const stamp: Plugin = {
  name: 'stamp',
  writeBundle() {
    writeFileSync(at('dist/.built'), '');
  },
};

const demoBuild: RollupOptions = {
  input: entries(
    Object.fromEntries(
      demoFiles.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')).map((file) => [file.slice(0, -3), join('demo', file)]),
    ),
  ),
  output: { dir: at('dist/demo'), format: 'es', chunkFileNames: 'chunks/[name].js' },
  plugins: [...browserPlugins([builtPackage]), demoAssets(), stamp],
};

function demoAssets(): Plugin {
  return {
    name: 'demo-assets',
    writeBundle() {
      for (const file of demoFiles.filter((name) => !name.endsWith('.ts'))) cpSync(at('demo', file), at('dist/demo', file));
    },
  };
}

export default [packageBuild, inPageBuild, shellBuild, deskBuild, loaderBuild, platformBuild, demoBuild];
