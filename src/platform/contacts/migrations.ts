/**
 * The platform's tables, as steps that never change once published.
 *
 * Knows every table and the constraints that back the invariants (one pending reservation per contact, one live upgrade
 * per contact, a dense timeline). Does not know what reads or writes them.
 */
import type { Migration } from '../store/sql.js';

export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE config (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE flows (id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID;

CREATE TABLE guests (
  id TEXT PRIMARY KEY, deployment_id TEXT NOT NULL, renewal_hash TEXT NOT NULL UNIQUE, contact_id TEXT NOT NULL UNIQUE,
  name TEXT, created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE contacts (
  id TEXT PRIMARY KEY, deployment_id TEXT NOT NULL, guest_id TEXT NOT NULL, customer TEXT NOT NULL,
  state TEXT NOT NULL, medium TEXT NOT NULL, flow_id TEXT NOT NULL, flow_version INTEGER NOT NULL,
  owner_id TEXT, queue_id TEXT, started_at INTEGER NOT NULL, closed_at INTEGER,
  seq INTEGER NOT NULL, customer_seq INTEGER NOT NULL, customer_prev INTEGER NOT NULL DEFAULT 0, last_at INTEGER NOT NULL, active_at INTEGER NOT NULL,
  read_customer INTEGER NOT NULL, read_agent INTEGER NOT NULL, last_text TEXT
) WITHOUT ROWID;
CREATE INDEX contacts_owner ON contacts (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX contacts_guest ON contacts (guest_id);

CREATE TABLE events (
  contact_id TEXT NOT NULL REFERENCES contacts (id), seq INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
  actor TEXT NOT NULL, data TEXT NOT NULL, customer INTEGER NOT NULL, PRIMARY KEY (contact_id, seq)
) WITHOUT ROWID;

CREATE TABLE frames (
  participant TEXT NOT NULL, frame_id TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (participant, frame_id)
) WITHOUT ROWID;
CREATE INDEX frames_at ON frames (at);

CREATE TABLE stays (
  contact_id TEXT NOT NULL, agent_id TEXT NOT NULL, since_seq INTEGER NOT NULL, until_seq INTEGER, wrapped INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (contact_id, agent_id)
) WITHOUT ROWID;
CREATE INDEX stays_open ON stays (agent_id) WHERE wrapped = 0;

CREATE TABLE runs (
  id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, kind TEXT NOT NULL, flow_id TEXT NOT NULL, version INTEGER NOT NULL,
  state TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX runs_open ON runs (contact_id) WHERE ended = 0;

CREATE TABLE waiting (
  contact_id TEXT PRIMARY KEY, queue_id TEXT, agent_id TEXT, since INTEGER NOT NULL, excluded TEXT NOT NULL, block TEXT
) WITHOUT ROWID;
CREATE INDEX waiting_queue ON waiting (queue_id, since);

CREATE TABLE reservations (
  id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, agent_id TEXT NOT NULL, queue_id TEXT, medium TEXT NOT NULL, upgrade_id TEXT,
  kept INTEGER NOT NULL, state TEXT NOT NULL, waiting_since INTEGER NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX reservations_pending ON reservations (contact_id) WHERE state = 'pending';
CREATE INDEX reservations_agent ON reservations (agent_id) WHERE state = 'pending';

CREATE TABLE slots (
  agent_id TEXT NOT NULL, contact_id TEXT NOT NULL, medium TEXT NOT NULL, PRIMARY KEY (agent_id, contact_id, medium)
) WITHOUT ROWID;
CREATE INDEX slots_contact ON slots (contact_id);

CREATE TABLE presence (
  agent_id TEXT PRIMARY KEY, choice TEXT NOT NULL, online INTEGER NOT NULL, on_queue INTEGER NOT NULL, since INTEGER NOT NULL,
  missed TEXT, idle_since INTEGER NOT NULL, video INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE upgrades (
  id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, call_id TEXT, state TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX upgrades_live ON upgrades (contact_id) WHERE state <> 'ended';
CREATE INDEX upgrades_contact ON upgrades (contact_id, created_at);
CREATE UNIQUE INDEX upgrades_call ON upgrades (call_id) WHERE call_id IS NOT NULL;

CREATE TABLE deadlines (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE INDEX deadlines_due ON deadlines (due);
`,
  },
  {
    version: 2,
    sql: `
CREATE TABLE call_lengths (
  queue_id TEXT NOT NULL, ended_at INTEGER NOT NULL, call_id TEXT NOT NULL, duration_ms INTEGER NOT NULL, PRIMARY KEY (queue_id, ended_at, call_id)
) WITHOUT ROWID;
`,
  },
  { version: 3, sql: 'ALTER TABLE presence ADD COLUMN shown TEXT;' },
  {
    version: 4,
    sql: `
CREATE TABLE seats (
  contact_id TEXT NOT NULL, agent_id TEXT NOT NULL, role TEXT NOT NULL, since_seq INTEGER NOT NULL, PRIMARY KEY (contact_id, agent_id)
) WITHOUT ROWID;
CREATE INDEX seats_agent ON seats (agent_id);
CREATE TABLE invitations (
  contact_id TEXT NOT NULL, agent_id TEXT NOT NULL, by_id TEXT NOT NULL, message TEXT, due INTEGER NOT NULL, PRIMARY KEY (contact_id, agent_id)
) WITHOUT ROWID;
CREATE INDEX invitations_agent ON invitations (agent_id);
CREATE TABLE blocks (
  guest_id TEXT PRIMARY KEY, contact_id TEXT, by TEXT NOT NULL, note TEXT, at INTEGER NOT NULL
) WITHOUT ROWID;
ALTER TABLE contacts ADD COLUMN seats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contacts ADD COLUMN agent_attributes TEXT;
ALTER TABLE stays ADD COLUMN queue_id TEXT;
ALTER TABLE stays ADD COLUMN wrap_until INTEGER;
ALTER TABLE stays ADD COLUMN wrap_held INTEGER NOT NULL DEFAULT 0;
CREATE INDEX stays_held ON stays (agent_id) WHERE wrapped = 0 AND wrap_held = 1;
ALTER TABLE guests ADD COLUMN page_attributes TEXT;
ALTER TABLE guests ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE guests ADD COLUMN acted INTEGER NOT NULL DEFAULT 0;
UPDATE guests SET seen_at = created_at, acted = EXISTS (SELECT 1 FROM contacts WHERE guest_id = guests.id);
CREATE INDEX guests_idle ON guests (seen_at) WHERE acted = 0;
`,
  },
  {
    version: 5,
    sql: `
ALTER TABLE waiting ADD COLUMN medium TEXT NOT NULL DEFAULT 'webChat';
ALTER TABLE waiting ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE waiting ADD COLUMN visited TEXT NOT NULL DEFAULT '[]';
ALTER TABLE waiting ADD COLUMN terms TEXT NOT NULL DEFAULT '{}';
UPDATE waiting SET rank = since;
DROP INDEX waiting_queue;
CREATE INDEX waiting_queue ON waiting (queue_id, rank, contact_id);
CREATE TABLE handle_times (
  queue_id TEXT NOT NULL, ended_at INTEGER NOT NULL, contact_id TEXT NOT NULL, duration_ms INTEGER NOT NULL, PRIMARY KEY (queue_id, ended_at, contact_id)
) WITHOUT ROWID;
CREATE TABLE last_agents (customer_id TEXT PRIMARY KEY, agent_id TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX last_agents_at ON last_agents (at);
CREATE TABLE former_calls (call_id TEXT PRIMARY KEY, upgrade_id TEXT NOT NULL, agent_id TEXT NOT NULL) WITHOUT ROWID;
`,
  },
  {
    version: 6,
    sql: `
CREATE TABLE metric_cells (
  grain INTEGER NOT NULL, start INTEGER NOT NULL, queue_id TEXT NOT NULL, agent_id TEXT NOT NULL, deployment_id TEXT NOT NULL, medium TEXT NOT NULL,
  series TEXT NOT NULL, times INTEGER NOT NULL, total INTEGER NOT NULL, most INTEGER NOT NULL,
  PRIMARY KEY (grain, start, queue_id, agent_id, deployment_id, medium, series)
) WITHOUT ROWID;
CREATE TABLE ledgers (contact_id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE queue_answers (queue_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, kind TEXT NOT NULL, queue_id TEXT, medium TEXT, contact_id TEXT NOT NULL, agent_id TEXT,
  body TEXT NOT NULL, raised_at INTEGER NOT NULL, last_at INTEGER NOT NULL, times INTEGER NOT NULL,
  resolved_at INTEGER, resolved_by TEXT, note TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX alerts_open ON alerts (subject) WHERE resolved_at IS NULL;
CREATE INDEX alerts_raised ON alerts (raised_at, id);
`,
  },
  {
    version: 7,
    sql: `
ALTER TABLE flows ADD COLUMN published_at INTEGER;
ALTER TABLE flows ADD COLUMN published_by TEXT;
CREATE TABLE flow_drafts (id TEXT PRIMARY KEY, body TEXT NOT NULL, saved_at INTEGER NOT NULL, saved_by TEXT) WITHOUT ROWID;
CREATE TABLE left_messages (
  contact_id TEXT NOT NULL, left_at INTEGER NOT NULL, queue_id TEXT NOT NULL, text TEXT NOT NULL, opens_at INTEGER,
  handled_at INTEGER, handled_by TEXT, PRIMARY KEY (contact_id, left_at)
) WITHOUT ROWID;
CREATE INDEX left_messages_open ON left_messages (queue_id, left_at) WHERE handled_at IS NULL;
`,
  },
  {
    version: 8,
    sql: `
ALTER TABLE guests ADD COLUMN subject TEXT;
ALTER TABLE guests ADD COLUMN attributes TEXT;
CREATE UNIQUE INDEX guests_subject ON guests (deployment_id, subject) WHERE subject IS NOT NULL;
`,
  },
  {
    // The first version's calls did not name their queue, without which they could not end.
    version: 9,
    sql: `
UPDATE upgrades SET body = json_set(body, '$.stage.call.queueId', coalesce((SELECT queue_id FROM contacts WHERE id = contact_id), 'none'))
  WHERE json_extract(body, '$.stage.call') IS NOT NULL AND json_extract(body, '$.stage.call.queueId') IS NULL;
`,
  },
  { version: 10, sql: "CREATE INDEX contacts_open ON contacts (state) WHERE state <> 'closed';" },
  {
    // Who sat there already came as a colleague, as far as is known.
    version: 11,
    sql: `
ALTER TABLE seats ADD COLUMN invited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE seats ADD COLUMN queue_id TEXT;
UPDATE seats SET queue_id = (SELECT queue_id FROM contacts WHERE id = contact_id);
`,
  },
  {
    version: 12,
    sql: `
CREATE TABLE attachments (
  id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, by_id TEXT NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL,
  width INTEGER, height INTEGER, sha256 TEXT NOT NULL, created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX attachments_contact ON attachments (contact_id);
`,
  },
  {
    // What a guest has agreed to and answered before a contact starts.
    version: 13,
    sql: `
ALTER TABLE guests ADD COLUMN consent TEXT;
ALTER TABLE guests ADD COLUMN form TEXT;
`,
  },
  { version: 14, sql: "CREATE INDEX attachments_unsent ON attachments (size) WHERE state <> 'sent';" },
  {
    // What an agent has written of a wrap-up, and the minutes that they may still take.
    version: 15,
    sql: `
ALTER TABLE stays ADD COLUMN draft TEXT;
ALTER TABLE stays ADD COLUMN wrap_extensions INTEGER NOT NULL DEFAULT 0;
`,
  },
  { version: 16, sql: 'ALTER TABLE presence ADD COLUMN reason TEXT;' },
  { version: 17, sql: 'CREATE INDEX contacts_closed ON contacts (closed_at) WHERE closed_at IS NOT NULL;' },
  {
    // Where a guest's unsent file came from, so that no address takes the room of others.
    version: 18,
    sql: `
ALTER TABLE attachments ADD COLUMN address TEXT;
DROP INDEX attachments_unsent;
CREATE INDEX attachments_unsent ON attachments (address, by_id, size) WHERE state IN ('arriving', 'kept');
`,
  },
  // Up to when an agent's present stretch of time is in the aggregates.
  { version: 19, sql: 'ALTER TABLE presence ADD COLUMN counted INTEGER;' },
];
