/**
 * What lets somebody sit at a contact.
 *
 *   listening in: the right to listen
 *   assisting:    the right to assist, and one of: an invitation, the right to listen, a queue whose members are colleagues
 *
 * Knows the rule. Does not know when it is asked: at sitting down (seats.ts), and again whenever it may have changed
 * (seat-review.ts).
 */
import { scopesOf, type Scope } from '../auth/scopes.js';
import type { Config } from './config-store.js';
import type { Participant } from './hub.js';
import type { SeatGrounds, SeatRole } from './seat-store.js';

export const listening: Scope = 'contact:monitor';
export const assisting: Scope = 'contact:assist';

/** What an agent's roles allow by the configuration of this moment. */
export const configuredScopes = (config: Config, agentId: string): readonly string[] => scopesOf(config.agent(agentId)?.roles ?? []);

/** Of what a socket was admitted with, what is still so: its scopes are looked at anew only now and then. */
export const presentScopes = (config: Config, { id, scopes }: Pick<Participant, 'id' | 'scopes'>): readonly string[] => {
  const now = configuredScopes(config, id);
  return scopes.filter((scope) => now.includes(scope));
};

/** Whether somebody with these scopes may have a seat of that role on these grounds. */
export function maySit(config: Config, agentId: string, scopes: readonly string[], { role, invited, queueId }: SeatGrounds & { readonly role: SeatRole }): boolean {
  const listens = scopes.includes(listening);
  if (role === 'monitor') return listens;
  if (!scopes.includes(assisting)) return false;
  return invited || listens || (queueId !== undefined && config.queue(queueId)?.members.includes(agentId) === true);
}
