/**
 * The flow engine: a pure reducer from a run and an input to the next run and what is to be done.
 *
 *   startRun ──► enter block ──► outcome ──► way out ──► enter block …        way out: on[outcome], next, following, end
 *                    │                                        │
 *                    └─► wait (ask, video, route, message, …) ◄─┘──► ended, perhaps on to another flow
 *                              │ stepRun(result | message | deadline)
 *                              └──► outcome … or another wait of the same block
 *
 * Knows order, traps and the cut of endless loops. Does not know time, stores or frames: the caller keeps deadlines,
 * carries commands out and brings results back. Block by block behaviour is in perform.ts.
 */
import { SegueError, type Result } from '../../protocol/index.js';
import type { Block } from './block.js';
import { blockIndex, wayOut, type Flow } from './flow.js';
import { isModest, type Json } from './json.js';
import { goOnLeaving, keepWritten } from './leave-message.js';
import { perform } from './perform.js';
import type { Performed } from './performed.js';
import type { FlowContext, RunCommand, RunInput, RunRule, RunStart, RunState, RunStep } from './run-state.js';
import { scopeOf } from './template.js';

/** Most blocks that a run enters without waiting; over it the run is refused and ends. */
export const maxStepsWithoutWait = 1_000;

/** Starts a run of a flow; `at` comes from `mainEntry` or `upgradeEntry`. */
export function startRun(flow: Flow, at: RunStart, context: FlowContext): RunStep {
  const run: RunState = {
    runId: context.runId,
    flowId: flow.id,
    version: flow.version,
    kind: at.kind,
    confined: at.confined,
    blockId: undefined,
    waiting: 'none',
    variables: { ...flow.variables, ...at.from?.variables },
    ...(at.from === undefined ? {} : { hops: at.from.hops }),
    ...(at.left === undefined ? {} : { left: at.left }),
    ended: false,
  };
  return new Walk(flow, run, context).enter(at.blockId, at.blockId).step();
}

/**
 * Takes a run on by an input. An input that the run does not wait for changes nothing.
 * @throws SegueError `internal` when the flow is not the version that the run began under.
 */
export function stepRun(flow: Flow, run: RunState, input: RunInput, context: FlowContext): RunStep {
  if (flow.id !== run.flowId || flow.version !== run.version) {
    throw new SegueError('internal', `Run ${run.runId} is pinned to ${run.flowId} version ${run.version}, not ${flow.id} version ${flow.version}.`);
  }
  const at = run.blockId === undefined ? undefined : blockIndex(flow).get(run.blockId);
  const block = at === undefined ? undefined : flow.blocks[at];
  if (!block || run.ended) return { run, commands: [] };
  // Something has happened: what was counted since the last wait begins anew.
  const { hops: _since, ...waited } = run;
  const staged = block.type === 'leave-a-message' ? goOnLeaving(block, run, input, context, scopeOf(context, run.variables)) : undefined;
  if (staged) return new Walk(flow, waited, context).goOn(block, staged).step();
  const answer = answerTo(run, input);
  return answer ? new Walk(flow, waited, withUpgrade(context, run, input)).resume(block, answer).step() : { run, commands: [] };
}

/** What a run that is stopped leaves to be done: a message that the customer was still writing is kept. */
export function stopRun(flow: Flow, run: RunState, context: FlowContext): readonly RunCommand[] {
  const block = flow.blocks.find(({ id }) => id === run.blockId);
  return block?.type === 'leave-a-message' ? keepWritten(block, run, scopeOf(context, run.variables)) : [];
}

/** An outcome, with the value for the block's result variable. */
interface Answer {
  readonly outcome: string;
  readonly value: Json;
}

function answerTo(run: RunState, input: RunInput): Answer | undefined {
  if (run.ended || run.blockId === undefined) return undefined;
  if (input.kind === 'message') return run.waiting === 'message' ? { outcome: 'answered', value: answered(input) } : undefined;
  if (input.blockId !== run.blockId) return undefined;
  if (input.kind === 'deadline') return run.waiting === 'message' ? { outcome: 'timeout', value: { status: 'timeout', reason: 'prompt' } } : undefined;
  const waitsForResult = run.waiting === 'ask' || run.waiting === 'video' || run.waiting === 'route';
  return waitsForResult ? { outcome: input.result.status, value: { ...input.result } } : undefined;
}

/** `id` is there for the many that choose one thing. */
function answered({ text, ids }: Extract<RunInput, { kind: 'message' }>): Json {
  const [id] = ids ?? [];
  return { status: 'answered', text, ...(ids === undefined || id === undefined ? {} : { id, ids }) };
}

/** What an ask or a video came to is the upgrade's state from this very step on, whatever the caller's snapshot says. */
function withUpgrade(context: FlowContext, run: RunState, input: RunInput): FlowContext {
  if (input.kind !== 'result' || run.waiting === 'route') return context;
  const result: Result = input.result;
  return { ...context, upgrade: { accepted: run.waiting === 'ask' && result.status === 'accepted', result } };
}

const withoutStage = ({ written: _lines, ...run }: RunState): RunState => run;
const withoutLeft = ({ left: _text, ...run }: RunState): RunState => run;

/** One walk through a flow, from an entry or an answer to the next wait or the end. */
class Walk {
  private readonly commands: RunCommand[] = [];
  private readonly index: ReadonlyMap<string, number>;
  private steps = 0;

  constructor(
    private readonly flow: Flow,
    private run: RunState,
    private readonly context: FlowContext,
  ) {
    this.index = blockIndex(flow);
  }

  step(): RunStep {
    return { run: this.run, commands: this.commands };
  }

  resume(block: Block, answer: Answer): this {
    const name = 'resultVariableName' in block.configuration ? block.configuration.resultVariableName : undefined;
    if (name !== undefined) this.set(name, answer.value);
    return this.leave(block, answer.outcome);
  }

  /** Another stage of a block that waited already. */
  goOn(block: Block, done: Performed): this {
    const target = this.follow(block, done);
    return target === undefined ? this : this.enter(target, block.id);
  }

  /** Enters blocks until one waits or the run ends; `from` is the block whose way leads here. */
  enter(blockId: string, from: string): this {
    let target: string | undefined = blockId;
    let source = from;
    while (target !== undefined) {
      const block = this.find(target);
      if (!block) return this.refuse(source, 'dangling-target', `There is no block “${target}”; the flow ends here.`).end();
      if ((this.steps += 1) > maxStepsWithoutWait) {
        return this.refuse(block.id, 'step-limit', `The flow went through ${maxStepsWithoutWait} blocks without waiting; it ends here.`).end();
      }
      this.commands.push({ kind: 'entered', blockId: block.id, blockType: block.type });
      source = block.id;
      target = this.follow(block, perform(block, this.run, this.context));
    }
    return this;
  }

  /** Applies what a block did; returns the block to enter next, if the walk goes on. */
  private follow(block: Block, done: Performed): string | undefined {
    this.commands.push(...done.commands);
    // Once: another block of the kind asks for another message.
    if (done.commands.some(({ kind }) => kind === 'left-message')) this.run = withoutLeft(this.run);
    if (done.variable && isModest(done.variable.value)) this.set(done.variable.name, done.variable.value);
    else if (done.variable) this.refuse(block.id, 'variable-limit', `The value for “${done.variable.name}” is too large; it keeps what it was.`);
    switch (done.kind) {
      case 'waits':
        this.run = { ...withoutStage(this.run), blockId: block.id, waiting: done.waiting, ...(done.written === undefined ? {} : { written: done.written }) };
        return undefined;
      case 'ends':
        this.commands.push({ kind: 'left', blockId: block.id, outcome: done.outcome });
        this.end();
        return undefined;
      case 'switches':
        this.commands.push({ kind: 'left', blockId: block.id, outcome: 'transferred' });
        this.end();
        this.handOver(block.id, done.flowId);
        return undefined;
      case 'leaves':
        return this.wayFrom(block, done.outcome);
    }
  }

  private handOver(blockId: string, flowId: string): void {
    const { variables, hops = 0, left } = this.run;
    this.commands.push({ kind: 'switch', blockId, flowId, from: { variables, hops: hops + 1 }, ...(left === undefined ? {} : { left }) });
  }

  private leave(block: Block, outcome: string): this {
    const target = this.wayFrom(block, outcome);
    return target === undefined ? this : this.enter(target, block.id);
  }

  private wayFrom(block: Block, outcome: string): string | undefined {
    const way = wayOut(this.flow, this.index.get(block.id) ?? -1, outcome);
    if (way.kind === 'end') {
      this.commands.push({ kind: 'left', blockId: block.id, outcome });
      this.end();
      return undefined;
    }
    this.commands.push({ kind: 'left', blockId: block.id, outcome, next: way.blockId });
    return way.blockId;
  }

  private find(blockId: string): Block | undefined {
    const at = this.index.get(blockId);
    return at === undefined ? undefined : this.flow.blocks[at];
  }

  private set(name: string, value: Json): void {
    this.run = { ...this.run, variables: { ...this.run.variables, [name]: value } };
  }

  private refuse(blockId: string, rule: RunRule, message: string): this {
    this.commands.push({ kind: 'refused', blockId, rule, message });
    return this;
  }

  private end(): this {
    this.run = { ...withoutStage(this.run), blockId: undefined, waiting: 'none', ended: true };
    this.commands.push({ kind: 'ended' });
    return this;
  }
}
