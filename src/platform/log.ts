/**
 * The platform's log: structured lines of pino.
 *
 * Levels: error = somebody must look; warn = the platform helped itself; info = one line per turn of a life cycle; debug =
 * the rest. Never logged at any level: tokens, secrets, session descriptions, texts of messages.
 */
import { destination, pino, type Logger as PinoLogger } from 'pino';

/** What rooms of the platform are given: four levels and children with bound fields. */
export type Logger = Pick<PinoLogger, 'error' | 'warn' | 'info' | 'debug' | 'child'>;

export interface LogOptions {
  /** Default info; `silent` for tests. */
  readonly level?: 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Whether a line with this message is left out, because somebody tells it in other words. Default: none is. */
  readonly leftOut?: (message: string) => boolean;
}

/** JSON lines to standard error: standard output belongs to what a command says to a person. */
export const createLog = ({ level = 'info', leftOut = () => false }: LogOptions = {}): PinoLogger =>
  pino(
    {
      level,
      base: null,
      hooks: {
        logMethod(args, method) {
          const message = args.find((it) => typeof it === 'string');
          if (message === undefined || !leftOut(message)) method.apply(this, args);
        },
      },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: ['req.headers.authorization', 'req.headers.cookie', 'token', 'password', '*.token', '*.password', '*.credential', '*.secret'], remove: true },
    },
    destination({ fd: 2, sync: true }),
  );
