/** What must hold of the record after every step: aggregates are what the timelines add up to, and handle time is its parts. */
import { expect } from 'vitest';
import { metricsOf, postAll, segmentsOf, type StoredEvent } from '../../../../src/platform/record/index.js';
import { cellsFrom, cellsOf } from '../record/book.js';
import type { World } from './world.js';

function expectParts(events: readonly StoredEvent[], now: number): void {
  const segments = segmentsOf(events, now);
  const length = (kind: 'flow' | 'waiting' | 'agent'): number => segments.filter((it) => it.kind === kind).reduce((sum, it) => sum + it.endedAt - it.startedAt, 0);
  const metrics = metricsOf(events, now);
  const { tFlow, tWait, tTalk, tAcw, tHandle, tHeld, nOffered, nConnected } = metrics;
  expect({ tFlow, tWait, tTalk }).toEqual({ tFlow: length('flow'), tWait: length('waiting'), tTalk: length('agent') });
  expect(tHandle).toBe(tTalk + tHeld + tAcw);
  expect(nConnected).toBeLessThanOrEqual(1);
  if (metrics.tAbandon !== undefined) expect([nConnected, nOffered > 0]).toEqual([0, true]);
  expect(metrics.nMediaUpgradeBound).toBeLessThanOrEqual(metrics.nMediaUpgradeRequested);
  expect(metrics.nMediaUpgradeLive).toBeLessThanOrEqual(metrics.nMediaUpgradeBound);
}

/** What is open is still so: a wait goes on, a call is there whose pane nobody saw. */
async function expectAlerts(world: World): Promise<void> {
  const settled = await world.store.transaction((tx) =>
    tx.all(`SELECT kind, subject FROM alerts a WHERE resolved_at IS NULL AND (
      kind = 'long-wait' AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.contact_id = a.contact_id)
      OR kind = 'pane-unconfirmed' AND NOT EXISTS (SELECT 1 FROM upgrades u WHERE u.contact_id = a.contact_id AND u.state IN ('bound', 'live')))`),
  );
  expect(settled).toEqual([]);
}

export async function expectRecord(world: World): Promise<void> {
  await expectAlerts(world);
  const contacts = await world.store.transaction((tx) => tx.all('SELECT id FROM contacts'));
  const timelines = await Promise.all(contacts.map((row) => world.timeline(String(row['id']))));
  for (const events of timelines) expectParts(events, Math.max(world.clock.now(), events[events.length - 1]?.at ?? 0));
  expect(await cellsOf(world.store)).toEqual(cellsFrom(timelines.flatMap((events) => postAll(events).emissions)));
}
