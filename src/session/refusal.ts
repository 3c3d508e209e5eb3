/**
 * A refusal of the platform as an error: of a `nack`, or of an HTTP answer.
 *
 * Knows that a newer platform may have codes that this version does not: those count as a fault of the platform's own.
 */
import { SegueError, isErrorCode } from '../protocol/index.js';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

export const refusalError = ({ code, message, retryAfterMs }: Refusal): SegueError =>
  new SegueError(isErrorCode(code) ? code : 'internal', message, retryAfterMs === undefined ? {} : { retryAfterMs });
