/**
 * Type-checked lint for all of the source; for what runs in browsers, also the floor: Chrome/Edge 90, Firefox 90,
 * Safari 14 (package.json, "browserslist"). Syntax is compiled down to the floor, APIs are not: using one is an error.
 */
import compat from 'eslint-plugin-compat';
import esX from 'eslint-plugin-es-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const browserRooms = ['protocol', 'session', 'call', 'ui', 'chat', 'desk', 'testing'];
const browserFiles = [...browserRooms.map((room) => `src/${room}/**/*.ts`), 'src/*.ts', 'demo/**/*.ts'];

/** Not in every browser of the floor, and so used only where a check has found it. */
const guarded = ['BroadcastChannel', 'document.featurePolicy', 'navigator.locks', 'navigator.permissions', 'navigator.connection', 'WeakRef', 'structuredClone', 'createImageBitmap'];

/** Newer than the floor and unknown to the rules below. */
const afterFloor = [
  { object: 'AbortSignal', property: 'timeout', message: 'Chrome 90, Firefox 90 and Safari 14 have no AbortSignal.timeout.' },
  { object: 'AbortSignal', property: 'any', message: 'Chrome 90, Firefox 90 and Safari 14 have no AbortSignal.any.' },
  { object: 'crypto', property: 'randomUUID', message: 'Chrome 90, Firefox 90 and Safari 14 have no crypto.randomUUID.' },
];

const unwanted = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'ExportAllDeclaration', message: 'Name each export.' },
];
const byDefault = [{ selector: 'ExportDefaultDeclaration', message: 'Use a named export.' }];
/** Chrome 90 gets it wrong, and the build leaves optional chaining as it is. */
const faulty = [{ selector: 'ChainExpression CallExpression > SpreadElement', message: 'No spread arguments in an optional chain.' }];

/** What ES2022 and later added to the built-in objects (syntax is esbuild's matter). */
const builtInsAfterFloor = Object.fromEntries(
  Object.keys({
    ...esX.configs['flat/no-new-in-es2022'].rules,
    ...esX.configs['flat/no-new-in-es2023'].rules,
    ...esX.configs['flat/no-new-in-es2024'].rules,
    ...esX.configs['flat/no-new-in-es2025'].rules,
  })
    .filter((rule) => !/class|private|regexp-[dv]-flag|top-level-await|arbitrary-module|import|json-modules|hashbang/.test(rule))
    .map((rule) => [rule, 'error']),
);

export default defineConfig([
  { ignores: ['dist/', 'node_modules/', 'test/.results/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A promise that never settles because its executor threw is worse than a line more.
      'no-async-promise-executor': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-restricted-syntax': ['error', ...unwanted, ...byDefault],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true, IIFEs: true }],
    },
  },
  {
    files: browserFiles,
    ignores: ['src/call/stand-ins/build-plugin.ts'],
    plugins: { compat, 'es-x': esX },
    settings: { polyfills: guarded },
    rules: {
      'no-restricted-properties': ['error', ...afterFloor],
      'no-restricted-syntax': ['error', ...unwanted, ...byDefault, ...faulty],
      'compat/compat': 'error',
      ...builtInsAfterFloor,
    },
  },
  {
    // The command line talks to a person, segue.js to whoever put it on a page twice.
    files: ['src/platform/cli.ts', 'src/platform/cli/**/*.ts', 'src/chat/loader.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    // Configurations are read by their tools as default exports, and so are CommonJS modules.
    files: ['*.config.{ts,js}', 'test/**/*.config.ts', 'src/call/stand-ins/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...unwanted],
    },
  },
  {
    // Rollup calls its own next default deprecated (onlyExplicitManualChunks); without it the call chunk would take Lit along.
    files: ['rollup.config.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    rules: { 'no-undef': 'off', 'no-unused-vars': 'error' },
  },
]);
