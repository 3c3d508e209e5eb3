/**
 * A dry run of a flow with given answers, for `segue-platform try`.
 *
 * Knows how to feed answers to the real engine and what it then did. Nothing is stored, sent or rung.
 */
import { resultReasons, resultStatuses, SegueError, type Result, type ResultStatus } from '../../protocol/index.js';
import { mainEntry, startRun, stepRun, upgradeEntry, type Flow, type FlowContext, type RunCommand, type RunInput, type RunState } from '../flows/index.js';

/** What a dry run did. */
export interface FlowTrial {
  /** One line per command of the engine. */
  readonly lines: readonly string[];
  /** Traps that were refused at run time. */
  readonly refused: number;
  /** The block that still waits, when the answers ran out before the flow did. */
  readonly waitsAt?: string;
}

export interface TryOptions {
  /** `main`: a new contact. `upgrade`: the customer asks for video. Default `main`. */
  readonly entry?: RunState['kind'];
}

const isStatus = (word: string): word is ResultStatus => (resultStatuses as readonly string[]).includes(word);
const moment = '1970-01-01T00:00:00.000Z';

/** `declined` or `timeout:agent`; a status that needs a reason takes its first one. @throws SegueError `bad-config` for other words. */
function toResult(answer: string): Result {
  const [status = '', reason] = answer.split(':');
  if (!isStatus(status)) throw new SegueError('bad-config', `“${answer}” is no result; results are ${resultStatuses.join(', ')}.`);
  return resultOf(status, reason);
}

const pick = <T extends string>(of: readonly [T, ...T[]], reason: string | undefined): T => of.find((it) => it === reason) ?? of[0];

function resultOf(status: ResultStatus, reason: string | undefined): Result {
  const ending = { by: 'platform', at: moment } as const;
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

const words = (command: RunCommand): string => {
  switch (command.kind) {
    case 'entered':
      return `${command.blockId} (${command.blockType})`;
    case 'left':
      return `  ${command.outcome} -> ${command.next ?? 'end'}`;
    case 'refused':
      return `  refused [${command.rule}]: ${command.message}`;
    case 'ended':
      return 'The run has ended; the contact has not.';
    case 'say':
      return `  says: ${command.text}`;
    case 'ask':
      return `  asks for ${command.medium}, ${command.timeoutSeconds} s: ${command.message}`;
    case 'video':
      return `  seeks an agent in ${command.queueId}, ${command.timeoutSeconds} s`;
    case 'route':
      return `  routes to ${command.queueId}`;
    case 'wait-message':
      return `  waits for a message, ${command.timeoutSeconds} s`;
    case 'close':
      return '  ends the contact';
  }
};

function toInput(run: RunState, answer: string): RunInput {
  const blockId = run.blockId ?? '';
  if (run.waiting !== 'message') return { kind: 'result', blockId, result: toResult(answer) };
  return answer === 'timeout' ? { kind: 'deadline', blockId } : { kind: 'message', text: answer };
}

/**
 * Runs a flow with answers: one per wait, each a result (`accepted`, `timeout:agent`), or for a wait for a message its
 * text. @throws SegueError `bad-config` for an answer that is no result.
 */
export function tryFlow(flow: Flow, answers: readonly string[], options: TryOptions = {}): FlowTrial {
  const entry = options.entry === 'upgrade' ? upgradeEntry(flow) : { flow, at: mainEntry(flow) };
  let context: FlowContext = { runId: 'try', contact: { id: 'c_try', medium: 'webChat', queueId: 'default' }, customer: {}, upgrade: { accepted: false } };
  let step = startRun(entry.flow, entry.at, context);
  const done = [...step.commands];
  for (const answer of answers) {
    if (step.run.ended) break;
    const input = toInput(step.run, answer);
    if (input.kind === 'result' && step.run.waiting !== 'route') {
      context = { ...context, upgrade: { accepted: step.run.waiting === 'ask' && input.result.status === 'accepted', result: input.result } };
    }
    step = stepRun(entry.flow, step.run, input, context);
    done.push(...step.commands);
  }
  const trial = { lines: done.map(words), refused: done.filter((it) => it.kind === 'refused').length };
  return step.run.blockId === undefined ? trial : { ...trial, waitsAt: step.run.blockId };
}
