/**
 * `segue-platform lint` and `try`: the traps of a configuration, and a dry run of one of its flows.
 *
 * Knows how to call lint and print; the rules and the flow engine are elsewhere.
 */
import { parseArgs } from 'node:util';
import { SegueError } from '../../protocol/error.js';
import { formatFindings, hasErrors, lint, tryFlow } from '../lint/index.js';
import { readConfigFile } from './config-file.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';

export const lintHelp = `segue-platform lint segue.config.json [--json]

  Finds what would go wrong before a customer does. Ends with 0, or with 1 when there is an error among the findings.`;

export const tryHelp = `segue-platform try FLOW [ANSWER …] --config segue.config.json [--upgrade]

  Runs a flow without anybody: each ANSWER is a result (accepted, declined, timeout:agent, …) or the text of a message,
  in the order in which blocks wait. --upgrade: begin where a customer's click on video begins.`;

export async function lintCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...words], options: { json: { type: 'boolean' } }, allowPositionals: true });
  const [file = 'segue.config.json'] = positionals;
  const findings = lint(await readConfigFile(file));
  terminal.say(values.json === true ? JSON.stringify(findings, null, 2) : formatFindings(findings, { file, colour: terminal.colour }));
  return hasErrors(findings) ? exitCodes.findings : exitCodes.done;
}

export async function tryCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = { config: { type: 'string' }, upgrade: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [flowId, ...answers] = positionals;
  if (flowId === undefined) throw new Obstacle(exitCodes.usage, tryHelp);
  const { flows } = await readConfigFile(values.config ?? 'segue.config.json');
  const flow = flows.find((it) => it.id === flowId);
  if (!flow) throw new Obstacle(exitCodes.badConfig, `There is no flow “${flowId}”; there are: ${flows.map((it) => it.id).join(', ') || 'none'}.`);
  try {
    const trial = tryFlow(flow, answers, { entry: values.upgrade === true ? 'upgrade' : 'main' });
    for (const line of trial.lines) terminal.say(line);
    if (trial.waitsAt !== undefined) terminal.say(`It waits at ${trial.waitsAt}.`);
    return trial.refused > 0 ? exitCodes.findings : exitCodes.done;
  } catch (error) {
    if (error instanceof SegueError) throw new Obstacle(exitCodes.usage, error.message);
    throw error;
  }
}
