/**
 * `segue-platform try`: a dry run of a flow, from a configuration, a flow's own file or a document.
 *
 * Knows where flows, answers and expectations come from, and prints. The engine is src/platform/flows, the dry run lint/try-flow.ts.
 */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { SegueError } from '../../protocol/error.js';
import { readConfig } from '../config/index.js';
import { FlowDocumentSchema, parseFlow, type Flow, type Schedule } from '../flows/index.js';
import { tryFlow, type FlowTrial } from '../lint/index.js';
import { describeIssue } from '../flows/issue.js';
import { systemClock } from '../system-clock.js';
import { readConfigFile, readText } from './config-file.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';
import { differences, parseScript, wordOf, type TrialScript } from './trial-script.js';

export const tryHelp = `segue-platform try FLOW [ANSWER …] [--config segue.config.json] [--answers script.json] [--at MOMENT] [--upgrade] [--json]

  Runs a flow without anybody and prints its path. FLOW is a flow of the configuration, by its id, or a file: a flow, or a
  document as the platform exports it. Each ANSWER is a result (accepted, declined, timeout:agent, …) or the text of a
  message, in the order in which blocks wait; “timeout” lets a wait for a message run out.

  --config FILE    the configuration with the flow, or, with a flow's file, with the flows and schedules that it names
  --answers FILE   a script: { "answers": ["accepted", { "block": "video", "answer": "completed" }], "path": [...],
                   "variables": {...}, "at": "2026-12-24T09:00:00Z", "customer": {...} }; path and variables are compared
  --at MOMENT      when the contact begins, for business hours (default: now)
  --upgrade        begin where a customer's click on video begins
  --json           lines, path and variables as JSON

  Ends with 0, with 1 where something was refused at run time or went another way than the script says.`;

const options = {
  config: { type: 'string' }, answers: { type: 'string' }, at: { type: 'string' }, upgrade: { type: 'boolean' }, json: { type: 'boolean' },
} as const;

interface Source {
  readonly flow: Flow;
  readonly flows: readonly Flow[];
  readonly schedules: readonly Schedule[];
}

export async function tryCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [name, ...given] = positionals;
  if (name === undefined) throw new Obstacle(exitCodes.usage, tryHelp);
  if (values.answers !== undefined && given.length > 0) throw new Obstacle(exitCodes.usage, 'Answers come from the script or from the command line.');
  const { flow, flows, schedules } = await sourceOf(name, values.config);
  const script = values.answers === undefined ? { answers: given } : await scriptOf(values.answers);
  const trial = run(flow, script, {
    entry: values.upgrade === true ? 'upgrade' : (script.entry ?? 'main'), flows, schedules, at: momentOf(values.at ?? script.at), customer: script.customer ?? {},
  });
  const wrong = values.answers === undefined ? [] : differences(script, trial);
  if (values.json === true) terminal.say(JSON.stringify({ ...trial, differences: wrong }, null, 2));
  else print(trial, wrong, terminal);
  return trial.refused > 0 || wrong.length > 0 ? exitCodes.findings : exitCodes.done;
}

function run(flow: Flow, script: TrialScript, trial: NonNullable<Parameters<typeof tryFlow>[2]>): FlowTrial {
  try {
    return tryFlow(flow, script.answers.map(wordOf), trial);
  } catch (error) {
    if (error instanceof SegueError) throw new Obstacle(exitCodes.usage, error.message);
    throw error;
  }
}

function print({ lines, path, waitsAt }: FlowTrial, wrong: readonly string[], terminal: Terminal): void {
  for (const line of lines) terminal.say(line);
  if (waitsAt !== undefined) terminal.say(`It waits at ${waitsAt}.`);
  terminal.say(`Path: ${path.join(' > ')}`);
  for (const line of wrong) terminal.complain(line);
}

function momentOf(text: string | undefined): number {
  if (text === undefined) return systemClock.now();
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Obstacle(exitCodes.usage, `“${text}” is no moment; one is written as 2026-12-24T09:00:00Z.`);
  return at;
}

async function scriptOf(file: string): Promise<TrialScript> {
  try {
    return parseScript(await readText(file));
  } catch (error) {
    if (error instanceof SegueError) throw new Obstacle(exitCodes.badConfig, `${file}: ${error.message}`);
    throw error;
  }
}

async function sourceOf(name: string, configFile: string | undefined): Promise<Source> {
  if (!name.endsWith('.json')) {
    const { flows, schedules } = await readConfigFile(configFile ?? 'segue.config.json');
    const flow = flows.find((it) => it.id === name);
    if (!flow) throw new Obstacle(exitCodes.badConfig, `There is no flow “${name}”; there are: ${flows.map((it) => it.id).join(', ') || 'none'}.`);
    return { flow, flows, schedules };
  }
  const own = await documentIn(name);
  const [flow] = own.flows;
  if (!flow) throw new Obstacle(exitCodes.badConfig, `${name} has no flow.`);
  if (configFile === undefined) return { ...own, flow };
  const { flows, schedules } = await readConfigFile(configFile);
  // What the file brings comes before what the configuration has of the same name.
  return { flow, flows: [...own.flows, ...flows], schedules: [...own.schedules, ...schedules] };
}

/** A flow, a document, or a configuration with its first flow. */
async function documentIn(file: string): Promise<Pick<Source, 'flows' | 'schedules'>> {
  const text = await readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Obstacle(exitCodes.badConfig, `${file} is not JSON.`);
  }
  const document = v.safeParse(FlowDocumentSchema, value);
  if (document.success) return document.output;
  const config = readConfig(text);
  if (config.ok && config.config.flows.length > 0) return config.config;
  if (typeof value === 'object' && value !== null && 'flows' in value) throw new Obstacle(exitCodes.badConfig, `${file}: ${describeIssue(document.issues, '(document)')}`);
  try {
    return { flows: [parseFlow(value)], schedules: [] };
  } catch (error) {
    if (error instanceof SegueError) throw new Obstacle(exitCodes.badConfig, `${file}: ${error.message}`);
    throw error;
  }
}
