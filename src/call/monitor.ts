/**
 * The monitor that comes with the in-call chunk: measures, adapts and looks for trouble, once a second.
 *
 * Knows how its parts work together for one call over all its connections.
 */
import type { CallHealth } from './call-health.js';
import type { LoadedMonitor, MonitorOptions } from './call-monitor.js';

class Monitor implements LoadedMonitor {
  readonly health: CallHealth = { quality: undefined, troubles: [], adaptation: 'full', keepVideo: () => undefined };

  constructor(private readonly options: MonitorOptions) {}

  take(): void {
    this.options.changed();
  }

  summary(): ReturnType<LoadedMonitor['summary']> {
    return { freezes: 0, audioOnlyMs: 0 };
  }

  close(): void {
    // Nothing to let go of.
  }
}

export const createMonitor = (options: MonitorOptions): LoadedMonitor => new Monitor(options);
