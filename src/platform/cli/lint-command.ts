/**
 * `segue-platform lint` and `try`: the traps of a configuration, and a dry run of one of its flows.
 *
 * Knows how to call lint and print; the rules and the flow engine are elsewhere.
 */
import { parseArgs } from 'node:util';
import { SegueError } from '../../protocol/error.js';
import { formatFindings, hasErrors, lintFlowText, lintText, rules, tryFlow } from '../lint/index.js';
import { readConfigFile, readText } from './config-file.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';

export const lintHelp = `segue-platform lint [segue.config.json] [--flow flow.json] [--strict] [--json]
segue-platform lint --rules [--json]

  Finds what would go wrong before a customer does: each finding with its place in the file, why it matters and the mend.

  --flow FILE   only what publishing this flow into the configuration would bring
  --strict      warnings fail too
  --json        findings as a list: rule, severity, file, line, column, path, message, why, mend
  --rules       the table of rules instead

  Ends with 0 without an error, with 1 where there is one (with --strict: any finding), with 64 for a wrong command line,
  with 65 where a file cannot be read or does not fit its schema.`;

export const tryHelp = `segue-platform try FLOW [ANSWER …] --config segue.config.json [--upgrade]

  Runs a flow without anybody: each ANSWER is a result (accepted, declined, timeout:agent, …) or the text of a message,
  in the order in which blocks wait. --upgrade: begin where a customer's click on video begins.`;

const lintOptions = { json: { type: 'boolean' }, strict: { type: 'boolean' }, rules: { type: 'boolean' }, flow: { type: 'string' } } as const;

export async function lintCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...words], options: lintOptions, allowPositionals: true });
  if (values.rules === true) return listRules(values.json === true, terminal);
  const [file = 'segue.config.json', ...rest] = positionals;
  if (rest.length > 0) throw new Obstacle(exitCodes.usage, `One configuration at a time: what is ${rest.join(' ')}?\n\n${lintHelp}`);
  const { kind, findings } =
    values.flow === undefined ? lintText(await readText(file), file) : lintFlowText(await readConfigFile(file), await readText(values.flow), values.flow);
  terminal.say(values.json === true ? JSON.stringify(findings, null, 2) : formatFindings(findings, { colour: terminal.colour }));
  if (kind === 'unfit') return exitCodes.badConfig;
  return hasErrors(findings) || (values.strict === true && findings.length > 0) ? exitCodes.findings : exitCodes.done;
}

function listRules(json: boolean, terminal: Terminal): ExitCode {
  const list = Object.entries(rules).map(([rule, it]) => ({ rule, ...it }));
  terminal.say(json ? JSON.stringify(list, null, 2) : list.map((it) => `${it.severity.padEnd(8)} ${it.rule}\n  why   ${it.why}\n  mend  ${it.mend}`).join('\n\n'));
  return exitCodes.done;
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
