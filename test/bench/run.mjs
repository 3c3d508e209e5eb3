/**
 * `npm run bench`: how long calls take and how big their code is, against the budgets and beside a bare connection.
 *
 *   node test/bench/run.mjs [--rounds 20] [--cuts 5] [--delay 20] [--loopback] [chromium] [firefox]
 *   node test/bench/run.mjs --platform [--small]     the server by itself: sockets, messages, assignments, binds
 *   node test/bench/run.mjs --desk [chromium] [firefox]   the desk with a full inbox and a long conversation, on the source
 *   node test/bench/run.mjs --page [--small]         a page with the tag and without, and a conversation of 10,000 messages
 *
 * Needs root for network namespaces; `--loopback`, or a machine without them, measures calls on loopback and no more. A
 * missed budget is a line of the report and no failure: the exit code is 1 only if something could not be measured.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Obstacle, buildIfStale, checkNode, install, root, run } from '../../build/prepare.mjs';
import { missingFor } from '../setup/machine.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const folder = join(root, 'test/.results/bench');

async function measure(projects, env) {
  const args = [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'test/playwright.bench.config.ts', ...projects.map((name) => `--project=${name}`)];
  return (await run(process.execPath, args, { show: true, env })).code;
}

async function ofPlatform(env) {
  const code = await measure(['platform'], env);
  if (code === 0) say(`The report is in ${join('test/.results/bench', 'platform-report.md')}, with platform-report.json.`);
  process.exitCode = code === 0 ? 0 : 1;
}

async function ofDesk(makes) {
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.ts', ...makes.map((make) => `--project=bench-desk-${make}`)];
  const { code } = await run(process.execPath, args, { show: true });
  if (code === 0) say(`The report is in ${join('test/.results/bench', 'desk-report-*.md')}.`);
  process.exitCode = code === 0 ? 0 : 1;
}

async function ofPage(env) {
  await buildIfStale(say);
  const missing = await missingFor('e2e', say);
  if (missing) throw new Obstacle(missing);
  const code = await measure(['page'], env);
  if (code === 0) say(`The report is in ${join('test/.results/bench', 'page-report.md')}, with page-report.json.`);
  process.exitCode = code === 0 ? 0 : 1;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string' }, cuts: { type: 'string' }, delay: { type: 'string' }, loopback: { type: 'boolean' }, platform: { type: 'boolean' }, desk: { type: 'boolean' }, page: { type: 'boolean' }, small: { type: 'boolean' } },
  });
  checkNode();
  await install((line) => say(`${line} …`));
  if (values.platform) return ofPlatform(values.small ? { BENCH_SMALL: '1' } : {});
  if (values.desk) return ofDesk(positionals.length > 0 ? positionals : ['chromium']);
  if (values.page) return ofPage(values.small ? { BENCH_SMALL: '1' } : {});
  await buildIfStale(say);
  const browsers = await missingFor('e2e', say);
  if (browsers) throw new Obstacle(browsers);
  const missing = values.loopback ? 'asked for' : await missingFor('network', say);
  if (missing) say(`On loopback (${missing}): neither calls without UDP nor cuts are measured.`);
  // The reports of the platform, the desk and a page are of other runs.
  for (const name of existsSync(folder) ? readdirSync(folder) : []) if (!/^(platform|desk|page)-/.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  const env = {
    ...(missing ? { BENCH_LOOPBACK: '1' } : {}),
    ...(values.rounds ? { BENCH_ROUNDS: values.rounds } : {}),
    ...(values.cuts ? { BENCH_CUTS: values.cuts } : {}),
    ...(values.delay ? { BENCH_DELAY: values.delay } : {}),
  };
  const code = await measure(positionals.length > 0 ? positionals : ['chromium', 'firefox'], env);
  if (existsSync(join(folder, 'report.md'))) say(`The report is in ${join('test/.results/bench', 'report.md')}, with report.json and report.svg.`);
  process.exitCode = code === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  say(error.message);
  process.exitCode = 1;
}
