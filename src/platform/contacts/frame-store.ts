/**
 * Answers to durable frames, so that a frame sent again is answered again and done once.
 *
 * Knows (participant, frame id) -> ack. Refusals are not remembered: what was refused changed nothing.
 */
import type { Tx } from '../store/sql.js';
import { json } from './columns.js';

/** What an ack says beside the frame it answers. */
export interface Ack {
  readonly seq?: number;
  readonly upgradeId?: string;
}

/** How long an answer is remembered: far longer than any outbox waits. */
export const rememberMs = 24 * 3_600_000;

export async function earlierAnswer(tx: Tx, participant: string, frameId: string): Promise<Ack | undefined> {
  const row = await tx.get('SELECT answer FROM frames WHERE participant = ? AND frame_id = ?', [participant, frameId]);
  // Written by `rememberAnswer` from an Ack.
  return row && (json(row, 'answer') as Ack);
}

export async function rememberAnswer(tx: Tx, participant: string, frameId: string, answer: Ack, at: number): Promise<void> {
  await tx.run('INSERT INTO frames (participant, frame_id, answer, at) VALUES (?, ?, ?, ?)', [participant, frameId, JSON.stringify(answer), at]);
}

export async function forgetAnswers(tx: Tx, before: number): Promise<void> {
  await tx.run('DELETE FROM frames WHERE at < ?', [before]);
}
