/**
 * How long agents are at what: each change of presence ends a stretch of time, and each quarter of an hour counts what goes on.
 *
 *   on queue ├──────┼──► break, Lunch ├──┼──────┼──► on queue ├──
 *                 quarter           quarter  quarter
 *
 * Knows up to when an agent's present stretch is counted (`counted` of their row), so that intervals that are over are
 * complete. Nobody's time counts while the platform does not run: the last quarter before a crash is lost. Does not know what
 * changes a presence (presence.ts).
 */
import type { Unit } from '../contacts/unit.js';
import { maybeInt } from '../contacts/columns.js';
import { addEmissions, finest, startOf } from '../record/cell-store.js';
import { begun, seriesOf, spent, type Work } from '../record/presence-series.js';
import { allPresences, type PresenceRow } from './presence-store.js';

/** What an agent's time counts as; undefined while they are not there. */
export function workOf({ online, missed, choice, onQueue, reason }: PresenceRow): Work | undefined {
  if (!online) return undefined;
  if (missed) return { state: 'not-responding' };
  if (choice === 'available') return { state: onQueue ? 'on-queue' : 'available' };
  return { state: choice, ...(reason === undefined ? {} : { reason }) };
}

async function setCounted({ tx }: Unit, agentId: string, until: number | undefined): Promise<void> {
  await tx.run('UPDATE presence SET counted = ? WHERE agent_id = ?', [until ?? null, agentId]);
}

/** Counts what went on up to now. */
async function count(unit: Unit, agentId: string, work: Work): Promise<void> {
  const row = await unit.tx.get('SELECT counted FROM presence WHERE agent_id = ?', [agentId]);
  const since = row && maybeInt(row, 'counted');
  if (since !== undefined) await addEmissions(unit.tx, spent(agentId, work, since, unit.now));
}

/** An agent's presence has changed, perhaps in nothing that counts. */
export async function tally(unit: Unit, before: PresenceRow, after: PresenceRow): Promise<void> {
  const { agentId } = after;
  const [was, is] = [workOf(before), workOf(after)];
  if (was && is && seriesOf(was) === seriesOf(is)) return;
  if (was) await count(unit, agentId, was);
  if (is) await addEmissions(unit.tx, [begun(agentId, is, unit.now)]);
  if (was || is) await setCounted(unit, agentId, is && unit.now);
}

/** A quarter is over. */
export async function tallyAll(unit: Unit): Promise<void> {
  for (const row of await allPresences(unit.tx)) {
    const work = workOf(row);
    if (!work) continue;
    await count(unit, row.agentId, work);
    await setCounted(unit, row.agentId, unit.now);
  }
  await unit.arm('tally', 'all', startOf(unit.now, finest) + finest);
}

/** The platform runs again: from here on. */
export async function resumeTally(unit: Unit): Promise<void> {
  await unit.tx.run('UPDATE presence SET counted = ? WHERE online = 1', [unit.now]);
  await unit.arm('tally', 'all', startOf(unit.now, finest) + finest);
}
