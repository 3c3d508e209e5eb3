import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { markEntries } from '../../../../src/protocol/index.js';
import { createCallMetrics } from '../../../../src/platform/edge/call-metrics.js';

function metrics() {
  const registry = new Registry();
  return { measure: createCallMetrics(registry), text: () => registry.metrics() };
}

describe('what Prometheus hears of calls', () => {
  it('is the time to the first frame and to each step, in seconds, by side', async () => {
    const { measure, text } = metrics();
    measure({ kind: 'first-frame', side: 'customer', ms: 1_900, marks: { granted: 240, frame: 1_900 } });
    measure({ kind: 'first-frame', side: 'agent', ms: undefined, marks: {} });
    const lines = await text();
    expect(lines).toContain('segue_call_first_frame_seconds_bucket{le="2",side="customer"} 1');
    expect(lines).toContain('segue_call_first_frame_seconds_sum{side="customer"} 1.9');
    expect(lines).toContain('segue_call_step_seconds_sum{side="customer",step="granted"} 0.24');
    expect(lines).not.toContain('segue_call_first_frame_seconds_sum{side="agent"}');
  });

  it('is how upgrades end, with reason or cause', async () => {
    const { measure, text } = metrics();
    const at = '2026-01-01T12:00:00.000Z';
    measure({ kind: 'upgrade-ended', result: { status: 'completed', by: 'agent', at } });
    measure({ kind: 'upgrade-ended', result: { status: 'failed', reason: 'turn-unreachable', by: 'customer', at } });
    measure({ kind: 'interrupted', side: 'agent', cause: 'media-stalled' });
    measure({ kind: 'interrupted', side: 'agent', cause: undefined });
    const lines = await text();
    expect(lines).toContain('segue_upgrades_ended_total{status="completed",reason=""} 1');
    expect(lines).toContain('segue_upgrades_ended_total{status="failed",reason="turn-unreachable"} 1');
    expect(lines).toContain('segue_call_interruptions_total{side="agent",cause="media-stalled"} 1');
    expect(lines).toContain('segue_call_interruptions_total{side="agent",cause="unknown"} 1');
  });

  it('is by which way a side was reached, how it sounded and what had to be mended', async () => {
    const { measure, text } = metrics();
    const counts = { freezes: 0, audioOnlyMs: 0 };
    measure({ kind: 'summary', side: 'customer', summary: { ...counts, restarts: 2, rebuilds: 1, relayProtocol: 'tls', localCandidate: 'relay', mosAvg: 3.9 } });
    measure({ kind: 'summary', side: 'agent', summary: { ...counts, restarts: 0, rebuilds: 0, localCandidate: 'host' } });
    measure({ kind: 'summary', side: 'agent', summary: { ...counts, restarts: 0, rebuilds: 0 } });
    const lines = await text();
    for (const [side, relay] of [['customer', 'tls'], ['agent', 'none'], ['agent', 'unknown']]) expect(lines).toContain(`segue_call_paths_total{side="${side}",relay="${relay}"} 1`);
    expect(lines).toContain('segue_call_mos_bucket{le="4",side="customer"} 1');
    expect(lines).toContain('segue_call_repairs_total{kind="restart"} 2');
    expect(lines).toContain('segue_call_repairs_total{kind="rebuild"} 1');
  });

  it('stays a bounded number of series, whatever is measured', async () => {
    const { measure, text } = metrics();
    const marks = Object.fromEntries(Object.keys(markEntries).map((step) => [step, 100]));
    const once = (): void => {
      for (const side of ['customer', 'agent'] as const) measure({ kind: 'first-frame', side, ms: 1, marks });
    };
    once();
    const before = (await text()).split('\n').length;
    for (let call = 0; call < 100; call += 1) once();
    expect((await text()).split('\n')).toHaveLength(before);
    expect(before).toBeLessThan(400);
  });
});
