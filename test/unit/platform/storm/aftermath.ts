/**
 * What must hold in the store after any number of kills, and between the store and what each client was told.
 *
 * Reads rows with SQL of its own, not with the platform's code. Each check returns what is wrong, so that a failure tells all.
 */
import { migrations } from '../../../../src/platform/core.js';
import type { Tx } from '../../../../src/platform/store/sql.js';
import { openStore } from '../../../../src/platform/store/store.js';
import { content, type Mirror } from './mirror.js';
import type { Participant } from './participant.js';
import { Stored } from './stored.js';

/** Each query must find nothing. */
const never: Readonly<Record<string, string>> = {
  'a timeline with a hole': 'SELECT contact_id, count(*) AS many, min(seq) AS first, max(seq) AS last FROM events GROUP BY contact_id HAVING min(seq) <> 1 OR max(seq) <> count(*)',
  'a contact that counts otherwise than its timeline': `SELECT c.id, c.seq, c.customer_seq FROM contacts c
    WHERE c.seq <> (SELECT count(*) FROM events e WHERE e.contact_id = c.id) OR c.customer_seq <> coalesce((SELECT max(seq) FROM events e WHERE e.contact_id = c.id AND e.customer = 1), 0)`,
  'a timeline that goes back in time': 'SELECT a.contact_id, a.seq FROM events a JOIN events b ON b.contact_id = a.contact_id AND b.seq = a.seq + 1 WHERE b.at < a.at',
  'a message twice': `SELECT json_extract(data, '$.messageId') AS message, count(*) AS many FROM events
    WHERE kind = 'message' AND json_extract(actor, '$.kind') IN ('customer', 'agent') GROUP BY 1 HAVING count(*) > 1`,
  'a message in a foreign contact': `SELECT contact_id, data FROM events WHERE kind = 'message' AND json_extract(actor, '$.kind') IN ('customer', 'agent')
    AND json_extract(data, '$.text') NOT LIKE '% to ' || contact_id`,
  'a contact that began or ended twice': "SELECT contact_id, kind FROM events WHERE kind IN ('contact.started', 'contact.closed') GROUP BY 1, 2 HAVING count(*) > 1",
  'a contact whose end is not in its timeline, or the reverse': `SELECT id, state FROM contacts c
    WHERE (state IN ('wrap-up', 'closed')) <> EXISTS (SELECT 1 FROM events e WHERE e.contact_id = c.id AND e.kind = 'contact.closed')`,
  'a queued contact in no line': "SELECT id FROM contacts c WHERE state = 'queued' AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.contact_id = c.id)",
  'a connected contact of nobody': "SELECT id FROM contacts WHERE state = 'connected' AND owner_id IS NULL",
  'a contact that nothing moves on': `SELECT id FROM contacts c WHERE state = 'flow' AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.contact_id = c.id AND r.ended = 0)
    AND NOT EXISTS (SELECT 1 FROM upgrades u WHERE u.contact_id = c.id AND u.state <> 'ended')`,
  'a reservation live twice': "SELECT contact_id, count(*) AS many FROM reservations WHERE state = 'pending' GROUP BY 1 HAVING count(*) > 1",
  'a reservation that rings without end': `SELECT id FROM reservations r WHERE state = 'pending'
    AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.kind = 'ring' AND d.key = r.id AND d.due = r.expires_at)`,
  'a ring that holds no slot': `SELECT id FROM reservations r WHERE state = 'pending'
    AND NOT EXISTS (SELECT 1 FROM slots s WHERE s.contact_id = r.contact_id AND s.agent_id = r.agent_id AND s.medium = r.medium)`,
  'a deadline of a ring that is over': "SELECT key FROM deadlines d WHERE kind = 'ring' AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.id = d.key AND r.state = 'pending')",
  'a reservation whose making or end is not told once': `SELECT r.id, r.state,
      (SELECT count(*) FROM events e WHERE e.contact_id = r.contact_id AND e.kind = 'reservation.made' AND json_extract(e.data, '$.reservationId') = r.id) AS made,
      (SELECT count(*) FROM events e WHERE e.contact_id = r.contact_id AND e.kind = 'reservation.ended' AND json_extract(e.data, '$.reservationId') = r.id AND json_extract(e.data, '$.outcome') = r.state) AS ended,
      (SELECT count(*) FROM events e WHERE e.contact_id = r.contact_id AND e.kind = 'reservation.ended' AND json_extract(e.data, '$.reservationId') = r.id) AS all_ends
    FROM reservations r WHERE made <> 1 OR ended <> (r.state <> 'pending') OR all_ends <> ended`,
  'a place in line that is entered or left twice': `SELECT contact_id, sum(kind = 'queue.entered') AS entered, sum(kind = 'queue.left') AS left_ FROM events
    WHERE kind IN ('queue.entered', 'queue.left') GROUP BY 1 HAVING entered - left_ <> EXISTS (SELECT 1 FROM waiting w WHERE w.contact_id = events.contact_id AND w.queue_id IS NOT NULL)`,
  'a wait without a bound': `SELECT contact_id FROM waiting w WHERE queue_id IS NOT NULL AND json_extract(terms, '$.lastRing') IS NOT 1
    AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.kind = 'max-wait' AND d.key = w.contact_id)`,
  'a bound of a wait that is over': "SELECT key FROM deadlines d WHERE kind = 'max-wait' AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.contact_id = d.key)",
  // An upgrade's own may come after its end, and does nothing then.
  'a step of relaxation that nobody waits for': `SELECT key FROM deadlines d WHERE kind = 'relax' AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.contact_id = d.key)
    AND NOT EXISTS (SELECT 1 FROM upgrades u WHERE u.id = d.key)`,
  'a wrap-up that runs without end': `SELECT contact_id, agent_id FROM stays s WHERE wrapped = 0 AND wrap_until IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.kind = 'wrap-up' AND d.key = s.contact_id || '/' || s.agent_id AND d.due = s.wrap_until)`,
  'a deadline of a wrap-up that is over': `SELECT key FROM deadlines d WHERE kind = 'wrap-up'
    AND NOT EXISTS (SELECT 1 FROM stays s WHERE d.key = s.contact_id || '/' || s.agent_id AND s.wrapped = 0)`,
  'a contact in wrap-up that nobody wraps up': "SELECT id FROM contacts c WHERE state = 'wrap-up' AND NOT EXISTS (SELECT 1 FROM stays s WHERE s.contact_id = c.id AND s.wrapped = 0)",
  'two upgrades at once': "SELECT contact_id FROM upgrades WHERE state <> 'ended' GROUP BY 1 HAVING count(*) > 1",
  'an upgrade that nothing ends': "SELECT id, state FROM upgrades u WHERE state NOT IN ('live', 'ended') AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.kind = 'upgrade' AND d.key = u.id)",
  'a deadline of an upgrade that is over': "SELECT key FROM deadlines d WHERE kind = 'upgrade' AND NOT EXISTS (SELECT 1 FROM upgrades u WHERE u.id = d.key AND u.state <> 'ended')",
  'an upgrade whose end is not told once': `SELECT u.id, u.state FROM upgrades u
    WHERE (u.state = 'ended') <> (SELECT count(*) FROM events e WHERE e.contact_id = u.contact_id AND e.kind = 'upgrade.ended' AND json_extract(e.data, '$.upgradeId') = u.id)`,
  'video without a call': `SELECT id FROM contacts c WHERE medium = 'videoChat' AND NOT EXISTS (SELECT 1 FROM upgrades u WHERE u.contact_id = c.id AND u.state IN ('bound', 'live'))`,
  'a step of a run twice': `SELECT contact_id, kind, json_extract(data, '$.runId') AS run, json_extract(data, '$.blockId') AS block FROM events
    WHERE kind IN ('flow.entered', 'flow.left') GROUP BY 1, 2, 3, 4 HAVING count(*) > 1`,
  'a nudge that no timeout brought, or twice': `SELECT contact_id, sum(kind = 'message') AS nudges, sum(kind = 'flow.left') AS timeouts FROM events
    WHERE (kind = 'message' AND json_extract(data, '$.text') = 'Still there?') OR (kind = 'flow.left' AND json_extract(data, '$.blockId') = 'question' AND json_extract(data, '$.outcome') = 'timeout')
    GROUP BY 1 HAVING nudges <> timeouts`,
  'an event that is not counted, or twice': `WITH counted (kind, many) AS (
      SELECT CASE series WHEN 'nOffered' THEN 'queue.entered' WHEN 'tAlert' THEN 'reservation.ended' WHEN 'nMediaUpgradeRequested' THEN 'upgrade.asked' WHEN 'tAcw' THEN 'contact.wrapped' ELSE 'upgrade.ended' END, sum(times)
      FROM metric_cells WHERE grain = 900000 AND (series IN ('nOffered', 'tAlert', 'nMediaUpgradeRequested', 'tAcw') OR series LIKE 'ended/%') GROUP BY 1
    ), happened (kind, many) AS (SELECT kind, count(*) FROM events WHERE kind IN ('queue.entered', 'reservation.ended', 'upgrade.asked', 'contact.wrapped', 'upgrade.ended') GROUP BY 1)
    SELECT kind, happened.many AS happened, coalesce(counted.many, 0) AS counted FROM happened LEFT JOIN counted USING (kind) WHERE happened.many <> coalesce(counted.many, 0)`,
  'handle time that is not its parts': `SELECT queue_id, agent_id, medium, start, sum(CASE WHEN series = 'tHandle' THEN total ELSE 0 END) AS whole, sum(CASE WHEN series = 'tHandle' THEN 0 ELSE total END) AS parts
    FROM metric_cells WHERE grain = 900000 AND series IN ('tHandle', 'tTalk', 'tHeld', 'tAcw') GROUP BY 1, 2, 3, 4 HAVING whole <> parts`,
  'an alert of one matter open twice': 'SELECT subject, count(*) AS many FROM alerts WHERE resolved_at IS NULL GROUP BY 1 HAVING count(*) > 1',
  'a page that does not read well': "SELECT integrity_check AS found FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
  'a row whose parent is gone': 'SELECT * FROM pragma_foreign_key_check',
};

export interface Counts {
  readonly contacts: number;
  readonly events: number;
  readonly reservations: number;
  readonly timeouts: number;
  readonly upgrades: number;
  /** Waits that came to their end, and wrap-ups that nobody noted in time. */
  readonly waitsOver: number;
  readonly wrapUpsOver: number;
}

/** Looks into a store that nobody holds. Returns what is wrong, by name, and how much there is. */
export async function aftermath(folder: string, people: readonly Participant[]): Promise<{ wrong: Record<string, unknown>; counts: Counts }> {
  const store = await openStore({ folder, migrations });
  try {
    return await store.transaction(async (tx) => {
      const wrong: Record<string, unknown> = {};
      for (const [name, sql] of Object.entries(never)) {
        const rows = await tx.all(sql);
        if (rows.length > 0) wrong[name] = rows.slice(0, 3);
      }
      const stored = await Stored.read(tx);
      for (const person of people) {
        const found = againstClient(stored, person);
        if (found.length > 0) wrong[person.name] = found.slice(0, 3);
      }
      return { wrong, counts: await counts(tx) };
    });
  } finally {
    await store.close();
  }
}

async function counts(tx: Tx): Promise<Counts> {
  const row = await tx.get(`SELECT (SELECT count(*) FROM contacts) AS contacts, (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM reservations) AS reservations,
    (SELECT count(*) FROM reservations WHERE state = 'timeout') AS timeouts, (SELECT count(*) FROM upgrades) AS upgrades,
    (SELECT count(*) FROM events e WHERE e.kind = 'queue.left' AND json_extract(e.data, '$.outcome') = 'moved') + (SELECT count(*) FROM events e WHERE e.kind = 'contact.closed' AND json_extract(e.data, '$.reason') = 'no-agent') AS waits_over,
    (SELECT count(*) FROM events e WHERE e.kind = 'contact.wrapped' AND json_extract(e.actor, '$.kind') = 'platform') AS wrap_ups_over`);
  const of = (name: string): number => Number(row?.[name] ?? 0);
  return { contacts: of('contacts'), events: of('events'), reservations: of('reservations'), timeouts: of('timeouts'), upgrades: of('upgrades'), waitsOver: of('waits_over'), wrapUpsOver: of('wrap_ups_over') };
}

/** What one client was told, and the store does not have, or has otherwise. */
function againstClient(stored: Stored, person: Participant): string[] {
  const wrong = [...person.mirrors].flatMap(([contactId, mirror]) => againstMirror(stored, contactId, mirror));
  for (const { frame, seq } of person.messages) {
    const found = stored.seqOfMessage(frame.contactId, frame.id);
    if (found !== seq) wrong.push(`${frame.id} was acknowledged as ${String(seq)} and is ${String(found)}`);
  }
  for (const [id, { ack }] of person.acked) {
    const answers = stored.answers(id);
    const { type: _type, re: _re, ...said } = ack;
    if (answers.length !== 1 || JSON.stringify(sorted(JSON.parse(answers[0] ?? ''))) !== JSON.stringify(sorted(said))) wrong.push(`${id} was acknowledged with ${JSON.stringify(said)}, the store has ${JSON.stringify(answers)}`);
  }
  for (const [id, { code }] of person.refused) {
    if (stored.answers(id).length > 0) wrong.push(`${id} was refused (${code}) and done`);
  }
  return [...wrong, ...decisions(stored, person)];
}

const sorted = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort()) : value);

const againstMirror = (stored: Stored, contactId: string, { events }: Mirror): string[] =>
  [...events.values()].flatMap((event) => {
    const found = stored.event(contactId, event.seq);
    return found === JSON.stringify(content(event)) ? [] : [`${contactId} ${event.seq} (${event.kind}) was heard, the store has ${found ?? 'nothing'}`];
  });

/** Acknowledged decisions that the rows do not show. */
function decisions(stored: Stored, person: Participant): string[] {
  const wrong: string[] = [];
  for (const { frame, ack } of person.acked.values()) {
    if (frame.type === 'reservation.answer') {
      const state = stored.reservations.get(frame.reservationId);
      if (state !== (frame.accepted ? 'accepted' : 'declined')) wrong.push(`${frame.reservationId} was answered and is ${String(state)}`);
    }
    if (frame.type === 'contact.close') {
      const state = stored.contacts.get(frame.contactId);
      if (state !== 'closed' && state !== 'wrap-up') wrong.push(`${frame.contactId} was closed and is ${String(state)}`);
    }
    if (frame.type === 'upgrade.request' && !stored.upgrades.has(ack.upgradeId ?? '')) wrong.push(`${String(ack.upgradeId)} was asked for and is not there`);
  }
  return wrong;
}

/** What of a contact's timeline a client has not heard, up to its end. `customer`: of what customers may see. */
export async function unheard(folder: string, audience: 'customer' | 'agent', contactId: string, mirror: Mirror): Promise<number[]> {
  const store = await openStore({ folder, migrations });
  try {
    const rows = await store.transaction((tx) => tx.all(`SELECT seq FROM events WHERE contact_id = ? ${audience === 'customer' ? 'AND customer = 1' : ''}`, [contactId]));
    return rows.map((row) => Number(row['seq'])).filter((seq) => !mirror.events.has(seq));
  } finally {
    await store.close();
  }
}
