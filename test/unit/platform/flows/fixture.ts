/** A run held in hand: starts a flow, feeds it, and tells what it did. */
import type { Result, ResultStatus } from '../../../../src/protocol/index.js';
import {
  mainEntry, parseFlow, startRun, stepRun, upgradeEntry, type Flow, type FlowContext, type RunCommand, type RunInput, type RunState,
} from '../../../../src/platform/flows/index.js';
import { flowJson } from '../config/fixtures/given.js';

export const at = '2026-01-01T00:00:00.000Z';

/** A result of a status, with the first reason where it needs one. */
export function result(status: ResultStatus): Result {
  const ending = { by: 'customer', at } as const;
  switch (status) {
    case 'timeout': return { status, reason: 'prompt', ...ending };
    case 'unsupported': return { status, reason: 'not-enabled', ...ending };
    case 'not-allowed': return { status, reason: 'queue', ...ending };
    case 'no-agent': return { status, reason: 'nobody-qualified', ...ending };
    case 'failed': return { status, reason: 'ice-failed', ...ending };
    default: return { status, ...ending };
  }
}

export const context: FlowContext = {
  runId: 'x_1',
  contact: { id: 'c_1', medium: 'webChat', queueId: 'support' },
  customer: { id: 'g_1', name: 'Mia', attributes: { tier: 'gold' } },
  upgrade: { accepted: false },
};

/** A flow of blocks. */
export const flowOf = (...blocks: unknown[]): Flow => parseFlow(flowJson(...blocks));

export class Trial {
  readonly commands: RunCommand[] = [];
  run: RunState;

  constructor(readonly flow: Flow, private context_: FlowContext = context, entry: RunState['kind'] = 'main', left?: string) {
    const start = entry === 'main' ? { flow, at: { ...mainEntry(flow), ...(left === undefined ? {} : { left }) } } : upgradeEntry(flow);
    this.flow = start.flow;
    const step = startRun(start.flow, start.at, context_);
    this.run = step.run;
    this.commands.push(...step.commands);
  }

  /** Feeds an input, through the JSON that a store would keep. */
  feed(input: RunInput, upgrade?: FlowContext['upgrade']): this {
    if (upgrade) this.context_ = { ...this.context_, upgrade };
    const stored = JSON.parse(JSON.stringify(this.run)) as RunState;
    const step = stepRun(this.flow, stored, input, this.context_);
    this.run = step.run;
    this.commands.push(...step.commands);
    return this;
  }

  /** Feeds a result for the block that waits. */
  answer(status: ResultStatus): this {
    return this.feed({ kind: 'result', blockId: this.run.blockId ?? '', result: result(status) });
  }

  /** The blocks that were entered, in order. */
  get path(): readonly string[] {
    return this.commands.flatMap((it) => (it.kind === 'entered' ? [it.blockId] : []));
  }

  /** Commands of a kind. */
  all<K extends RunCommand['kind']>(kind: K): readonly Extract<RunCommand, { kind: K }>[] {
    return this.commands.filter((it): it is Extract<RunCommand, { kind: K }> => it.kind === kind);
  }
}
