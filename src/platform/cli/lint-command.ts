/**
 * `segue-platform lint`: the traps of a configuration or of one flow.
 *
 * Knows how to call lint and print; the rules are elsewhere (src/platform/lint).
 */
import { parseArgs } from 'node:util';
import { formatFindings, hasErrors, lintFlowText, lintText, rules } from '../lint/index.js';
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
