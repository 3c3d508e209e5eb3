/**
 * A dry run of a flow with given answers, for `segue-platform try`.
 *
 * Knows how to feed answers to the real engine, what the time is meanwhile, and how one flow hands over to another. Nothing
 * is stored, sent or rung.
 */
import { mainEntry, openingAt, startRun, stepRun, upgradeEntry, wallText, type Flow, type FlowContext, type RunCommand, type RunState, type RunStep, type Schedule } from '../flows/index.js';
import { toInput } from './trial-input.js';
import { wordsOf } from './trial-words.js';

/** What a dry run did. */
export interface FlowTrial {
  /** One line per command of the engine. */
  readonly lines: readonly string[];
  /** The blocks in the order in which they were entered; of another flow as `flow/block`. */
  readonly path: readonly string[];
  /** The block that each answer was for. */
  readonly waitedAt: readonly string[];
  /** Traps that were refused at run time. */
  readonly refused: number;
  /** The block that still waits, when the answers ran out before the flow did. */
  readonly waitsAt?: string;
  /** Answers that nobody asked for: the run had ended. */
  readonly unused?: number;
  readonly variables: RunState['variables'];
}

export interface TryOptions {
  /** `main`: a new contact. `upgrade`: the customer asks for video. Default `main`. */
  readonly entry?: RunState['kind'];
  /** Flows that the first can hand over to. */
  readonly flows?: readonly Flow[];
  readonly schedules?: readonly Schedule[];
  /** When the contact begins, epoch milliseconds. Default 1970. */
  readonly at?: number;
  /** The customer's card as the flow sees it. */
  readonly customer?: FlowContext['customer'];
}

class Dryrun {
  readonly commands: RunCommand[] = [];
  readonly path: string[] = [];
  readonly waitedAt: string[] = [];
  flow: Flow;
  run: RunState;
  /** The flow whose blocks need no name of their flow. */
  readonly #home: string;
  #now: number;
  #upgrade: FlowContext['upgrade'] = { accepted: false };

  constructor(flow: Flow, private readonly options: TryOptions) {
    this.#now = options.at ?? 0;
    const entry = options.entry === 'upgrade' ? upgradeEntry(flow) : { flow, at: mainEntry(flow) };
    this.flow = entry.flow;
    this.#home = entry.flow.id;
    const step = startRun(entry.flow, entry.at, this.#context());
    this.run = step.run;
    this.#take(step);
  }

  feed(answer: string): void {
    const input = toInput(this.run, answer, this.#now);
    if (input.kind === 'deadline') this.#pass();
    if (input.kind === 'result' && this.run.waiting !== 'route') {
      this.#upgrade = { accepted: this.run.waiting === 'ask' && input.result.status === 'accepted', result: input.result };
    }
    this.#take(stepRun(this.flow, this.run, input, this.#context()));
  }

  /** What waits for hours alone needs no answer. */
  settle(): void {
    // A schedule opens at most once between two waits, unless it is changed, which nobody does here.
    while (this.run.waiting === 'opening') this.feed('');
  }

  #context(): FlowContext {
    const { schedules = [], flows, customer = {} } = this.options;
    const now = this.#now;
    return {
      runId: 'try', contact: { id: 'c_try', medium: 'webChat', queueId: 'default' }, customer, upgrade: this.#upgrade,
      hours(scheduleId) {
        const schedule = schedules.find(({ id }) => id === scheduleId);
        if (!schedule) return undefined;
        const opening = openingAt(schedule, now);
        return opening.opensAt === undefined ? opening : { ...opening, opens: wallText(schedule, opening.opensAt) };
      },
      ...(flows ? { hasFlow: (id: string) => flows.some((it) => it.id === id) } : {}),
    };
  }

  /** The deadline of the last wait has come. */
  #pass(): void {
    for (const command of [...this.commands].reverse()) {
      if (command.kind === 'wait-opening') this.#now = command.at;
      if (command.kind === 'wait-message') this.#now += command.timeoutSeconds * 1_000;
      if (command.kind === 'wait-opening' || command.kind === 'wait-message') return;
    }
  }

  #take({ run, commands }: RunStep): void {
    this.run = run;
    this.commands.push(...commands);
    for (const it of commands) if (it.kind === 'entered') this.path.push(run.flowId === this.#home ? it.blockId : `${run.flowId}/${it.blockId}`);
    const over = commands.find((it) => it.kind === 'switch');
    const next = over && this.options.flows?.find(({ id }) => id === over.flowId);
    if (!over || !next) return;
    this.flow = next;
    this.#take(startRun(next, { ...mainEntry(next), kind: run.kind, confined: run.confined, from: over.from }, this.#context()));
  }
}

/**
 * Runs a flow with answers: one per wait, each a result (`accepted`, `timeout:agent`), or for a wait for a message its
 * text, `timeout` letting it run out. @throws SegueError `bad-config` for an answer that is no result.
 */
export function tryFlow(flow: Flow, answers: readonly string[], options: TryOptions = {}): FlowTrial {
  const trial = new Dryrun(flow, options);
  let used = 0;
  trial.settle();
  for (const answer of answers) {
    if (trial.run.ended) break;
    used += 1;
    trial.waitedAt.push(trial.run.blockId ?? '');
    trial.feed(answer);
    trial.settle();
  }
  const { commands, path, waitedAt, run } = trial;
  return {
    lines: commands.map(wordsOf), path, waitedAt, refused: commands.filter((it) => it.kind === 'refused').length, variables: run.variables,
    ...(run.blockId === undefined ? {} : { waitsAt: run.blockId }), ...(used < answers.length ? { unused: answers.length - used } : {}),
  };
}
