/**
 * `segue-platform simulate`: how long customers would wait, before they do.
 *
 * Knows how to read a scenario and print what came of it; the run is in ../routing/simulate.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SegueError } from '../../protocol/error.js';
import { reportText } from '../routing/simulate/report-text.js';
import { parseScenario, type Scenario } from '../routing/simulate/scenario.js';
import { simulationJsonSchema } from '../routing/simulate/scenario-schema.js';
import { simulate } from '../routing/simulate/simulate.js';
import { readConfigFile, readText } from './config-file.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';

export const simulateHelp = `segue-platform simulate scenario.json [--config segue.config.json] [--seed N] [--json] [--out FILE]

  Runs the platform's own routing on contacts that a scenario makes up: who comes when, how long conversations last, who
  is there to answer. Prints waits, what was given up, and how busy the agents were. The same seed gives the same run.

  --config FILE  queues and agents that the scenario names are taken from there
  --seed N       instead of the scenario's
  --json         the report as JSON
  --out FILE     the JSON report into a file as well
  --schema       print the scenario's JSON Schema and end`;

const options = { config: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' }, out: { type: 'string' }, schema: { type: 'boolean' } } as const;

export async function simulateCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  if (values.schema === true) {
    terminal.say(JSON.stringify(simulationJsonSchema(), undefined, 2));
    return exitCodes.done;
  }
  const [file] = positionals;
  if (file === undefined) throw new Obstacle(exitCodes.usage, simulateHelp);
  const scenario = await readScenario(file, values.seed);
  const config = values.config === undefined ? undefined : await readConfigFile(values.config);
  const started = performance.now();
  try {
    const report = await simulate(scenario, config ? { config } : {});
    if (values.out !== undefined) await writeFile(values.out, `${JSON.stringify(report, undefined, 2)}\n`);
    if (values.json === true) terminal.say(JSON.stringify(report, undefined, 2));
    else for (const line of [...(scenario.name === undefined ? [] : [scenario.name]), ...reportText(report)]) terminal.say(line);
    if (values.json !== true) terminal.say(`\nSimulated in ${((performance.now() - started) / 1_000).toFixed(1)} s.`);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof SegueError && error.code === 'bad-config') throw new Obstacle(exitCodes.badConfig, `${file}: ${error.message}`);
    throw error;
  }
}

async function readScenario(file: string, seed: string | undefined): Promise<Scenario> {
  const text = await readText(file);
  try {
    const value: unknown = JSON.parse(text);
    return parseScenario(seed !== undefined && typeof value === 'object' && value !== null ? { ...value, seed: Number(seed) } : value);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Obstacle(exitCodes.badConfig, `${file} is not JSON.`);
    if (error instanceof SegueError) throw new Obstacle(exitCodes.badConfig, `${file}: ${error.message}`);
    throw error;
  }
}
