/**
 * The platform's log: structured lines of pino.
 *
 * Levels: error = somebody must look; warn = the platform helped itself; info = one line per turn of a life cycle; debug =
 * the rest. Never logged at any level: tokens, secrets, session descriptions, texts of messages.
 */
import { pino, type Logger as PinoLogger } from 'pino';

/** What rooms of the platform are given: four levels and children with bound fields. */
export type Logger = Pick<PinoLogger, 'error' | 'warn' | 'info' | 'debug' | 'child'>;

export interface LogOptions {
  readonly level?: 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** A logger to standard output; `silent` for tests. */
export const createLog = ({ level = 'info' }: LogOptions = {}): PinoLogger =>
  pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: ['req.headers.authorization', 'req.headers.cookie', 'token', 'password', '*.token', '*.password', '*.credential', '*.secret'], remove: true },
  });
