/**
 * The agent whom each customer had last, for queues that prefer them.
 *
 * Knows one row per customer, kept for 30 days. Does not know whether that agent is there.
 */
import { text } from '../contacts/columns.js';
import type { Tx } from '../store/sql.js';

export const lastAgentKeptMs = 30 * 24 * 3_600_000;

export async function rememberLastAgent(tx: Tx, customerId: string, agentId: string, at: number): Promise<void> {
  await tx.run(
    'INSERT INTO last_agents (customer_id, agent_id, at) VALUES (?, ?, ?) ON CONFLICT (customer_id) DO UPDATE SET agent_id = excluded.agent_id, at = excluded.at',
    [customerId, agentId, at],
  );
}

export async function lastAgentOf(tx: Tx, customerId: string): Promise<string | undefined> {
  const row = await tx.get('SELECT agent_id FROM last_agents WHERE customer_id = ?', [customerId]);
  return row && text(row, 'agent_id');
}

export async function forgetLastAgents(tx: Tx, before: number): Promise<void> {
  await tx.run('DELETE FROM last_agents WHERE at < ?', [before]);
}
