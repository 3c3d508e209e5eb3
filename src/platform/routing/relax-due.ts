/**
 * A step of relaxation has come: whoever waits is looked at anew, and the next step is waited for.
 *
 * Knows that a place in line and an upgrade that waits have one. What they ask by now follows from their own age.
 */
import type { Unit } from '../contacts/unit.js';
import { videoQueues } from '../upgrades/checks.js';
import { upgradeById } from '../upgrades/upgrade-store.js';
import { armRelaxation } from './line.js';
import { waitingFor } from './waiting-store.js';

/** `key`: the contact in line, or the upgrade. */
export async function relaxDue(unit: Unit, key: string): Promise<void> {
  const waiting = await waitingFor(unit.tx, key);
  const queue = waiting?.queueId === undefined ? undefined : unit.config.queue(waiting.queueId);
  if (waiting && queue) await armRelaxation(unit, key, [queue], waiting.since);
  const stage = waiting ? undefined : (await upgradeById(unit.tx, key))?.stage;
  if (stage && 'find' in stage) await armRelaxation(unit, key, videoQueues(unit.config, stage.find), stage.find.until - stage.find.timeoutSeconds * 1_000);
  unit.stale.routing = true;
}
