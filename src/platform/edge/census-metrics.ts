/**
 * What Prometheus sees of this moment: open contacts, lines, agents, open alerts.
 *
 * Knows names and labels; asks once per reading, however many gauges there are. What there is none of has no series: a queue
 * without a line, a state that nobody is in; nor anything while the store fails.
 */
import { Gauge, type Registry } from 'prom-client';
import type { Census } from '../record/index.js';

interface Level {
  readonly name: string;
  readonly help: string;
  readonly label: 'state' | 'kind' | 'queue';
  readonly values: (now: Census) => ReadonlyMap<string, number>;
}

const levels: readonly Level[] = [
  { name: 'segue_contacts_open', help: 'Contacts that have not ended, by state.', label: 'state', values: (now) => now.contacts },
  { name: 'segue_agents', help: 'Signed-in agents, by state.', label: 'state', values: (now) => now.agents },
  { name: 'segue_alerts_open', help: 'Open alerts, by kind.', label: 'kind', values: (now) => now.alerts },
  { name: 'segue_queue_waiting', help: 'Contacts in line, by queue.', label: 'queue', values: (now) => lineValues(now, ({ waiting }) => waiting) },
  { name: 'segue_queue_longest_wait_seconds', help: 'The longest wait in line now, by queue.', label: 'queue', values: (now) => lineValues(now, ({ longestMs }) => longestMs / 1_000) },
];

type Line = Census['lines'] extends ReadonlyMap<string, infer L> ? L : never;

const lineValues = (now: Census, of: (line: Line) => number): ReadonlyMap<string, number> => new Map([...now.lines].map(([queue, line]) => [queue, of(line)]));

const nothing: Census = { contacts: new Map(), lines: new Map(), agents: new Map(), alerts: new Map() };

export function addCensus(registry: Registry, census: () => Promise<Census>): void {
  let asking: Promise<Census> | undefined;
  // All gauges of one reading collect at once and share the answer. A store that fails takes no other metric with it.
  const ask = (): Promise<Census> => (asking ??= census().catch(() => nothing).finally(() => (asking = undefined)));
  for (const { name, help, label, values } of levels) {
    const gauge: Gauge = new Gauge({
      name, help, labelNames: [label], registers: [registry],
      async collect() {
        const now = await ask();
        gauge.reset();
        for (const [of, value] of values(now)) gauge.set({ [label]: of }, value);
      },
    });
  }
}
