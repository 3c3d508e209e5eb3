/**
 * A line that grows while nobody accepts: the oldest sign that a queue has too few agents, or none who look.
 *
 * Knows when it is one: a contact joins a line in which somebody has waited longer than the queue promises, nobody was
 * accepted in all that time, and there are a few of them. Said once per such time: it is over when somebody is accepted.
 */
import { int } from '../contacts/columns.js';
import type { Unit } from '../contacts/unit.js';
import { skillsFor } from '../config/index.js';
import type { Tx } from '../store/sql.js';
import { isOpenSubject } from './alert-store.js';
import type { StoredEventOf } from './stored-event.js';

/** Fewer contacts than that are no rising line, only long waits. */
export const fewest = 3;

/** Somebody of the queue's line was accepted. */
export async function noteAnswer(tx: Tx, { at, data }: StoredEventOf<'queue.left'>): Promise<void> {
  if (data.outcome !== 'connected') return;
  await tx.run('INSERT INTO queue_answers (queue_id, at) VALUES (?, ?) ON CONFLICT (queue_id) DO UPDATE SET at = excluded.at', [data.queueId, at]);
}

/** A contact has joined a line. */
export async function watchLine(unit: Unit, { contactId, data: { queueId, medium } }: StoredEventOf<'queue.entered'>): Promise<void> {
  const queue = unit.config.queue(queueId);
  const row = await unit.tx.get('SELECT count(*) AS waiting, coalesce(min(since), 0) AS first FROM waiting WHERE queue_id = ?', [queueId]);
  if (!queue || !row || int(row, 'waiting') < fewest) return;
  const waitedMs = unit.now - int(row, 'first');
  const answer = await unit.tx.get('SELECT at FROM queue_answers WHERE queue_id = ?', [queueId]);
  const quietMs = answer ? unit.now - int(answer, 'at') : waitedMs;
  if (Math.min(waitedMs, quietMs) < queue.waitSeconds * 1_000) return;
  const skills = skillsFor(queue, medium).map(({ skillId }) => skillId);
  const alert = { kind: 'waits-rising', contactId, queueId, medium, waiting: int(row, 'waiting'), waitedMs, skills } as const;
  if (!(await isOpenSubject(unit.tx, alert))) unit.alert(alert);
}
