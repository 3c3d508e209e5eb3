/**
 * Whether an agent can take a contact that is handed to them now, and if not, why: one pure question, asked by the transfer
 * itself and by the list that an owner chooses from.
 *
 * Skills are not asked: the owner has chosen. A licence and a client for video are.
 */
import type { TransferFitness } from '../../protocol/transfer.js';
import { hasRoomFor, type Agent } from '../config/index.js';
import { isReady, type PresenceRow } from './presence-store.js';
import type { SlotCount, SlotMedium } from './slot-store.js';

export function fitnessFor(agent: Agent | undefined, row: PresenceRow | undefined, used: SlotCount, medium: SlotMedium): TransferFitness {
  if (!agent || !row || !isReady(row)) return 'not-there';
  if (medium === 'videoChat' && (!row.video || !agent.entitlements.includes('video'))) return 'no-video';
  if (row.held === true) return 'wrapping-up';
  return hasRoomFor(agent, used, medium) ? 'can' : 'full';
}
