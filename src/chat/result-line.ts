/** The quiet line in the transcript for how an upgrade ended. Pure. */
import type { Result } from '../protocol/index.js';
import type { Names, ResultStrings } from './en-results.js';
import { resultKey, withNames, type ResultContext } from './results.js';

/** `time`: when it ended, in words. Undefined where the call speaks for itself. */
export function resultLine(result: Result, context: ResultContext, names: Names, time: string, { results }: ResultStrings): string | undefined {
  const key = resultKey(result, context);
  if (key === undefined) return undefined;
  const line = withNames(results[key].line, names);
  return key === 'media-lost' ? `${line} · ${time}` : line;
}
