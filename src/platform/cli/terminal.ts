/**
 * What the command says to a person: plain lines, colours only where there is a terminal that wants them.
 *
 * The one place of the platform that prints. The log is something else (../log.ts) and goes to standard error.
 */
export interface Terminal {
  say(line?: string): void;
  /** To standard error. */
  complain(line: string): void;
  readonly colour: boolean;
  /** Whether standard error is a terminal, where a person reads along. */
  readonly attended: boolean;
}

export const terminal: Terminal = {
  say: (line = '') => console.log(line),
  complain: (line) => console.error(line),
  colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  attended: process.stderr.isTTY,
};

/** Exit codes, as in sysexits.h where there is one. */
export const exitCodes = { done: 0, findings: 1, usage: 64, badConfig: 65, unavailable: 69, fault: 70, cannotWrite: 73 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A reason to stop that needs no stack: the user can do something about it. */
export class Obstacle extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}
