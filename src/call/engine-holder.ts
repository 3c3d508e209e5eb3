/**
 * Holds the engine before it is there: loads the call chunk once, and keeps what is meant for it in order until then.
 *
 * Knows loading and its failure (the next click tries again). Does not know what the engine does.
 */
import type { CallEngine, CallEngineModule, EngineOptions } from './engine-port.js';

export class EngineHolder {
  /** The engine, once loaded. */
  present: CallEngine | undefined;
  private loading: Promise<void> | undefined;
  private readonly waiting: ((engine: CallEngine) => void)[] = [];
  private element: HTMLVideoElement | undefined;

  constructor(
    private readonly load: () => Promise<CallEngineModule>,
    private readonly options: EngineOptions,
  ) {}

  /** Loads; rejects if that fails, and a later call tries anew. */
  prepare(): Promise<void> {
    this.loading ??= this.load().then(
      (module) => this.arrive(module.createEngine(this.options)),
      (error: unknown) => {
        this.loading = undefined;
        this.waiting.length = 0;
        throw error;
      },
    );
    return this.loading;
  }

  /** Now, or once it is there; never, if nothing loads it. */
  use(task: (engine: CallEngine) => void): void {
    if (this.present) task(this.present);
    else if (this.loading) this.waiting.push(task);
  }

  /** The element outlives calls, and may come before the engine does. */
  attach(element: HTMLVideoElement | undefined): void {
    this.element = element;
    this.present?.attach(element);
  }

  private arrive(engine: CallEngine): void {
    this.present = engine;
    engine.attach(this.element);
    for (const task of this.waiting.splice(0)) task(engine);
  }
}
