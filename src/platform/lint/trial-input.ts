/**
 * The answers of a dry run: words of a script as inputs of the flow engine.
 *
 * Knows how a word becomes a result with its reason, a message, or a deadline that passes. Does not run a flow (try-flow.ts).
 */
import { resultReasons, resultStatuses, SegueError, type Result, type ResultStatus } from '../../protocol/index.js';
import type { RunInput, RunState } from '../flows/index.js';

const isStatus = (word: string): word is ResultStatus => (resultStatuses as readonly string[]).includes(word);

/** `declined` or `timeout:agent`; a status that needs a reason takes its first one. @throws SegueError `bad-config` for other words. */
export function toResult(answer: string, at: number): Result {
  const [status = '', reason] = answer.split(':');
  if (!isStatus(status)) throw new SegueError('bad-config', `“${answer}” is no result; results are ${resultStatuses.join(', ')}.`);
  return resultOf(status, reason, new Date(at).toISOString());
}

const pick = <T extends string>(of: readonly [T, ...T[]], reason: string | undefined): T => of.find((it) => it === reason) ?? of[0];

function resultOf(status: ResultStatus, reason: string | undefined, at: string): Result {
  const ending = { by: 'platform', at } as const;
  switch (status) {
    case 'timeout':
      return { status, reason: pick(resultReasons.timeout, reason), ...ending };
    case 'unsupported':
      return { status, reason: pick(resultReasons.unsupported, reason), ...ending };
    case 'not-allowed':
      return { status, reason: pick(resultReasons['not-allowed'], reason), ...ending };
    case 'no-agent':
      return { status, reason: pick(resultReasons['no-agent'], reason), ...ending };
    case 'failed':
      return { status, reason: pick(resultReasons.failed, reason), ...ending };
    default:
      return { status, ...ending };
  }
}

/** The word that lets a wait for the customer run out, or a message that is left be whole. */
export const silence = 'timeout';

/** What an answer means to a run that waits. @throws SegueError `bad-config` for an answer that is no result */
export function toInput(run: RunState, answer: string, at: number): RunInput {
  const blockId = run.blockId ?? '';
  if (run.waiting === 'opening') return { kind: 'deadline', blockId };
  if (run.waiting !== 'message' && run.waiting !== 'writing') return { kind: 'result', blockId, result: toResult(answer, at) };
  return answer === silence ? { kind: 'deadline', blockId } : { kind: 'message', text: answer };
}
