/**
 * `npm test`: everything that shows that Segue works, one tier after the other, on a fresh clone too.
 *
 *   node test/run.mjs [--deep] [tier …]      lint types unit element build e2e network package
 *
 * Lint, types and the build count as one test each. What this machine can't run is skipped by name, with the reason.
 * The last line is `N passed, N failed, N skipped`; the exit code is 1 if anything failed.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle, build, buildIfStale, checkNode, install, root, run } from '../build/prepare.mjs';
import { missingFor } from './setup/machine.mjs';
import { fromPlaywright, fromVitest } from './setup/reports.mjs';

const results = join(root, 'test/.results');
const bin = (path) => join(root, 'node_modules', path);
const deep = process.argv.includes('--deep') || process.env.SEGUE_DEPTH === 'deep';
const env = { SEGUE_DEPTH: deep ? 'deep' : 'ci', ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
/** Longer than any tier should take; a hanging browser ends here. */
const timeout = (deep ? 90 : 40) * 60_000;

const one = ({ code, output }, what) =>
  code === 0 ? { passed: 1, failures: [], skips: [] } : { passed: 0, failures: [`${what}\n${output.trimEnd()}`], skips: [] };

const node = (args) => run(process.execPath, args, { env, timeout });

async function vitest(project) {
  const report = join(results, `${project.replace('*', '')}.json`);
  const args = [bin('vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.ts', '--project', project];
  const { code } = await run(process.execPath, [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { show: true, env, timeout });
  return fromVitest(report, code);
}

async function playwright(config, name) {
  const report = join(results, `${name}.json`);
  const args = [bin('@playwright/test/cli.js'), 'test', '--config', config, '--reporter=list,json'];
  const { code } = await run(process.execPath, args, { show: true, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }, timeout });
  return fromPlaywright(report, code);
}

/** In the order in which they run. `built` needs dist; `folder` holds the tier's tests. */
const tiers = {
  lint: { run: async () => one(await node([bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']), 'lint') },
  types: { run: async () => one(await node([bin('typescript/bin/tsc'), '-b']), 'types') },
  unit: { folder: 'test/unit', run: () => vitest('unit') },
  element: { folder: 'test/element', run: () => vitest('element-*') },
  build: { run: async () => one(await build(), 'build') },
  e2e: { folder: 'test/e2e', built: true, run: () => playwright('test/playwright.config.ts', 'e2e') },
  network: { folder: 'test/network', built: true, run: () => playwright('test/playwright.network.config.ts', 'network') },
  package: { folder: 'test/package', built: true, run: () => vitest('package') },
};

const say = (line) => process.stdout.write(`${line}\n`);
const skipped = (reason) => ({ passed: 0, failures: [], skips: [reason] });

const hasTests = (folder) =>
  existsSync(join(root, folder)) && readdirSync(join(root, folder), { recursive: true }).some((file) => /\.(test|e2e)\.ts$/.test(String(file)));

async function runTier(name, buildFailed) {
  const tier = tiers[name];
  if (tier.folder && !hasTests(tier.folder)) return skipped(`${name}: there are no tests in ${tier.folder}`);
  if (tier.built && buildFailed) return skipped(`${name}: the build failed`);
  const missing = await missingFor(name, say);
  if (missing) return skipped(`${name}: ${missing}`);
  if (tier.built) await buildIfStale(say);
  return tier.run();
}

async function runTiers(names) {
  const total = { passed: 0, failures: [], skips: [] };
  for (const [index, name] of names.entries()) {
    say(`\n── ${name} (${index + 1} of ${names.length})`);
    const start = performance.now();
    const result = await runTier(name, total.failures.some((failure) => failure.startsWith('build\n')));
    total.passed += result.passed;
    total.failures.push(...result.failures);
    total.skips.push(...result.skips);
    // A runner has shown its failures at length.
    for (const failure of result.failures) say(`✗ ${tiers[name].folder ? failure.split('\n')[0] : failure}`);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(`── ${name}: ${result.passed} passed, ${result.failures.length} failed, ${result.skips.length} skipped in ${seconds} s`);
  }
  return total;
}

function summarize({ passed, failures, skips }) {
  if (skips.length > 0) say(`\nSkipped:\n${skips.map((skip) => `  ${skip}`).join('\n')}`);
  if (failures.length > 0) say(`\nFailed:\n${failures.map((failure) => `  ✗ ${failure.split('\n')[0]}`).join('\n')}`);
  say(`\n${passed} passed, ${failures.length} failed, ${skips.length} skipped`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

try {
  checkNode();
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const unknown = asked.filter((name) => !(name in tiers));
  if (unknown.length > 0) throw new Obstacle(`There is no tier "${unknown[0]}". The tiers are: ${Object.keys(tiers).join(' ')}`);
  await install((line) => say(`${line} …`));
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  summarize(await runTiers(asked.length > 0 ? Object.keys(tiers).filter((name) => asked.includes(name)) : Object.keys(tiers)));
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  summarize({ passed: 0, failures: [error.message], skips: [] });
}
