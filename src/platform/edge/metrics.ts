/**
 * What the edge counts, for Prometheus.
 *
 * Knows names and labels; labels come from closed sets only, so the series are bounded. What is the process's own is collected
 * once, however many platforms it opens and closes: the library never stops what it begins. Does not know the domain's counts,
 * which the core adds to the same registry.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Measure } from '../contacts/measure.js';
import type { Census } from '../record/index.js';
import { createCallMetrics } from './call-metrics.js';
import { addCensus } from './census-metrics.js';

export interface EdgeMetrics {
  /** Of this platform alone. */
  readonly registry: Registry;
  /** All of it as Prometheus reads it, with the process's own. */
  text(): Promise<string>;
  sockets(count: number): void;
  received(type: string): void;
  sent(type: string): void;
  refused(code: string): void;
  closed(code: number): void;
  /** Something an operator should hear of; see contacts/alert.ts. */
  alert(kind: string, queueId: string): void;
  /** How calls came up and went; see contacts/measure.ts. */
  readonly measure: (measure: Measure) => void;
  answered(route: string, method: string, status: number, seconds: number): void;
}

let ofProcess: Registry | undefined;

function processMetrics(): Registry {
  if (ofProcess) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess, prefix: 'segue_' });
  return ofProcess;
}

/** `census`: asked at each reading; without one there are no gauges of the domain. */
export function createMetrics(census?: () => Promise<Census>): EdgeMetrics {
  const registry = new Registry();
  if (census) addCensus(registry, census);
  const own = processMetrics();
  const registers = [registry];
  const sockets = new Gauge({ name: 'segue_sockets', help: 'Sockets open now.', registers });
  const received = new Counter({ name: 'segue_frames_received_total', help: 'Frames from clients, by type.', labelNames: ['type'], registers });
  const sent = new Counter({ name: 'segue_frames_sent_total', help: 'Frames to clients, by type.', labelNames: ['type'], registers });
  const refused = new Counter({ name: 'segue_frames_refused_total', help: 'Frames answered with a nack, by code.', labelNames: ['code'], registers });
  const closed = new Counter({ name: 'segue_sockets_closed_total', help: 'Sockets that the platform closed, by close code.', labelNames: ['code'], registers });
  const alerts = new Counter({ name: 'segue_alerts_total', help: 'Alerts, by kind and queue.', labelNames: ['kind', 'queue'], registers });
  const http = new Histogram({
    name: 'segue_http_seconds', help: 'HTTP answers, by route, method and status.', labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2], registers,
  });
  return {
    registry,
    text: () => Registry.merge([own, registry]).metrics(),
    sockets: (count) => sockets.set(count),
    received: (type) => received.inc({ type }),
    sent: (type) => sent.inc({ type }),
    refused: (code) => refused.inc({ code }),
    closed: (code) => closed.inc({ code: String(code) }),
    measure: createCallMetrics(registry),
    alert: (kind, queue) => alerts.inc({ kind, queue }),
    answered: (route, method, status, seconds) => http.observe({ route, method, status: String(status) }, seconds),
  };
}
