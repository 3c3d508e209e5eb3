/**
 * Who is asking, after a token was checked: a guest, an agent or an API client, with the scopes they have now.
 *
 * Knows how to refuse a missing scope by its name. Does not know tokens or frames.
 */
import { SegueError } from '../../protocol/error.js';
import type { Agent, OauthClient } from '../config/index.js';
import { isScope, roleScopes, scopesOf, type Scope } from './scopes.js';

export interface GuestIdentity {
  readonly kind: 'guest';
  readonly guestId: string;
  readonly name?: string;
  readonly deploymentId: string;
  readonly contactId: string;
  /** Origin that the token was minted for. */
  readonly origin: string;
  readonly scopes: readonly Scope[];
}
export interface AgentIdentity {
  readonly kind: 'agent';
  readonly agent: Agent;
  readonly scopes: readonly Scope[];
}
export interface ClientIdentity {
  readonly kind: 'client';
  readonly clientId: string;
  readonly scopes: readonly Scope[];
}
export type Identity = GuestIdentity | AgentIdentity | ClientIdentity;

/** What the auth room asks of the platform's data. */
export interface Directory {
  agentByLogin(login: string): Promise<Agent | undefined>;
  agent(id: string): Promise<Agent | undefined>;
  client(id: string): Promise<OauthClient | undefined>;
}

/** Scopes of a client: its roles' and those named; one that names neither has the role `api-client`. */
export function clientScopes(client: OauthClient): readonly Scope[] {
  if (client.roles.length === 0 && client.scopes.length === 0) return roleScopes['api-client'];
  return [...new Set([...scopesOf(client.roles), ...client.scopes.filter(isScope)])];
}

/** Throws `scope-missing`, naming the scope, unless the identity has it. */
export function requireScope(who: Pick<Identity, 'scopes'>, scope: Scope): void {
  if (!who.scopes.includes(scope)) throw new SegueError('scope-missing', `This needs the scope ${scope}.`);
}

/** `agent` unless the roles make a supervisor of somebody who takes no contacts. */
export const participantKind = (roles: readonly string[]): 'agent' | 'supervisor' =>
  roles.includes('supervisor') && !roles.includes('agent') ? 'supervisor' : 'agent';
