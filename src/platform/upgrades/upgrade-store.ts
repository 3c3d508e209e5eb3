/**
 * Upgrades as rows: the machine's stage and whom it concerns.
 *
 * Knows the table; its partial unique index allows one live upgrade per contact. Does not decide anything.
 */
import type { Actor } from '../../protocol/actor.js';
import type { CallSide } from '../../protocol/call-side.js';
import type { UpgradeState } from '../../protocol/upgrade.js';
import { json, text } from '../contacts/columns.js';
import type { BlockRef } from '../contacts/fact.js';
import type { Row, Tx } from '../store/sql.js';
import { callOf } from './upgrade-machine.js';
import type { Stage } from './stage.js';

export interface Upgrade {
  readonly id: string;
  readonly contactId: string;
  /** Who asked for it. */
  readonly by: Actor;
  readonly createdAt: number;
  /** The run that carries it; absent for one that was refused before a run began. */
  readonly runId?: string;
  /** The text of the card. */
  readonly message?: string;
  /** The customer has been asked (or asked themselves). */
  readonly announced: boolean;
  /** The send-message block and the video-chat block that wait for it. */
  readonly ask?: BlockRef;
  readonly video?: BlockRef;
  readonly stage: Stage;
  /** Highest attempt relayed so far. */
  readonly attempt: number;
  /** The first frame of what was said ahead and given to the agent at the bind. */
  readonly ahead?: string;
  /** The desk has shown the video pane. */
  readonly paneSeen?: true;
  /** Sides that have seen their first frame, and those whose summary is on record. */
  readonly shown?: readonly CallSide[];
  readonly summedUp?: readonly CallSide[];
  /** When the last interruption became an event, epoch milliseconds. */
  readonly interruptedAt?: number;
  /** Sides that have no media now, as they say. */
  readonly without?: readonly CallSide[];
  /** Since when each side has had no socket. */
  readonly goneSince?: { readonly [S in CallSide]?: number };
  /** The session of the page that each such side left with. */
  readonly goneFrom?: { readonly [S in CallSide]?: string };
}

/** Written by `saveUpgrade` from an Upgrade. */
const toUpgrade = (row: Row): Upgrade => json(row, 'body') as Upgrade;
const maybe = (row: Row | undefined): Upgrade | undefined => row && toUpgrade(row);

export const upgradeById = async (tx: Tx, id: string): Promise<Upgrade | undefined> => maybe(await tx.get('SELECT body FROM upgrades WHERE id = ?', [id]));

/** The upgrade of a contact that has not ended. */
export const liveUpgrade = async (tx: Tx, contactId: string): Promise<Upgrade | undefined> =>
  maybe(await tx.get("SELECT body FROM upgrades WHERE contact_id = ? AND state <> 'ended'", [contactId]));

/** The present upgrade, or the last one. */
export const latestUpgrade = async (tx: Tx, contactId: string): Promise<Upgrade | undefined> =>
  maybe(await tx.get("SELECT body FROM upgrades WHERE contact_id = ? ORDER BY state <> 'ended' DESC, created_at DESC, rowid DESC LIMIT 1", [contactId]));

export const upgradeOfCall = async (tx: Tx, callId: string): Promise<Upgrade | undefined> =>
  maybe(await tx.get('SELECT body FROM upgrades WHERE call_id = ?', [callId]));

/** A call that went to another agent: its upgrade goes on with the next one. */
export interface FormerCall {
  readonly callId: string;
  readonly upgradeId: string;
  readonly agentId: string;
}

export async function formerCall(tx: Tx, callId: string): Promise<FormerCall | undefined> {
  const row = await tx.get('SELECT call_id, upgrade_id, agent_id FROM former_calls WHERE call_id = ?', [callId]);
  return row && { callId: text(row, 'call_id'), upgradeId: text(row, 'upgrade_id'), agentId: text(row, 'agent_id') };
}

export async function rememberFormerCall(tx: Tx, { callId, upgradeId, agentId }: FormerCall): Promise<void> {
  await tx.run('INSERT INTO former_calls (call_id, upgrade_id, agent_id) VALUES (?, ?, ?)', [callId, upgradeId, agentId]);
}

/** Live upgrades of contacts that a participant is the customer or the owner of. */
export async function upgradesAround(tx: Tx, participantId: string): Promise<Upgrade[]> {
  const rows = await tx.all(
    `SELECT u.body FROM contacts c JOIN upgrades u ON u.contact_id = c.id
     WHERE (c.owner_id = ? OR c.guest_id = ?) AND u.state <> 'ended' ORDER BY u.created_at`,
    [participantId, participantId],
  );
  return rows.map(toUpgrade);
}

/** All upgrades in one of these states, oldest first. */
export async function upgradesIn(tx: Tx, states: readonly UpgradeState[]): Promise<Upgrade[]> {
  const rows = await tx.all(`SELECT body FROM upgrades WHERE state IN (${states.map(() => '?').join(', ')}) ORDER BY created_at, id`, [...states]);
  return rows.map(toUpgrade);
}

export async function saveUpgrade(tx: Tx, it: Upgrade): Promise<void> {
  const call = callOf(it.stage) ?? (it.stage.state === 'ended' ? it.stage.call : undefined);
  await tx.run(
    `INSERT INTO upgrades (id, contact_id, call_id, state, body, created_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET call_id = excluded.call_id, state = excluded.state, body = excluded.body`,
    [it.id, it.contactId, call?.callId ?? null, it.stage.state, JSON.stringify(it), it.createdAt],
  );
}
