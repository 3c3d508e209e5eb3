/**
 * `segue-platform`: from words to a command, and from what went wrong to a sentence and an exit code.
 */
import { backupCommand, backupHelp, restoreCommand, restoreHelp } from './backup-command.js';
import { doctor, doctorHelp } from './doctor.js';
import { lintCommand, lintHelp } from './lint-command.js';
import { readServeOptions, serveHelp } from './options.js';
import { serve } from './serve.js';
import { simulateCommand, simulateHelp } from './simulate-command.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';
import { tryCommand, tryHelp } from './try-command.js';

interface Command {
  readonly help: string;
  readonly summary: string;
  run(words: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

const commands: Readonly<Record<string, Command>> = {
  serve: { help: serveHelp, summary: 'run the platform', run: async (words, terminal) => serve(readServeOptions(words, process.env), terminal) },
  lint: { help: lintHelp, summary: 'find the traps of a configuration', run: lintCommand },
  try: { help: tryHelp, summary: 'run a flow without anybody', run: tryCommand },
  backup: { help: backupHelp, summary: 'copy the store, also while the platform runs', run: backupCommand },
  restore: { help: restoreHelp, summary: 'put a copy in the store’s place', run: restoreCommand },
  simulate: { help: simulateHelp, summary: 'how long customers would wait', run: simulateCommand },
  doctor: { help: doctorHelp, summary: 'check this machine, the store and the TURN servers', run: doctor },
};

const overview = (): string =>
  ['segue-platform COMMAND', '', ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`), '', 'segue-platform COMMAND --help tells more.'].join('\n');

const wantsHelp = (words: readonly string[]): boolean => words.includes('--help') || words.includes('-h');

/** Runs one command; the exit code is the answer. */
export async function main(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = words;
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const asked = name === undefined || wantsHelp([name]);
    if (asked) terminal.say(overview());
    else terminal.complain(`There is no command “${name}”.\n\n${overview()}`);
    return asked ? exitCodes.done : exitCodes.usage;
  }
  if (wantsHelp(rest)) {
    terminal.say(command.help);
    return exitCodes.done;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    if (error instanceof Obstacle) terminal.complain(error.message);
    else if (error instanceof TypeError && 'code' in error) terminal.complain(`${error.message}\n\n${command.help}`);
    else terminal.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return error instanceof Obstacle ? error.exitCode : error instanceof TypeError && 'code' in error ? exitCodes.usage : exitCodes.fault;
  }
}
