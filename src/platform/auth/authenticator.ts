/**
 * From a token to an identity, with the roles and scopes of this very moment.
 *
 * Knows which tokens there are and that a changed password, a removed agent or a removed client ends theirs. Does not know
 * whether the identity may do what it asks.
 */
import { SegueError } from '../../protocol/error.js';
import type { Issuer } from '../config/index.js';
import type { ForeignIssuers } from './foreign-issuers.js';
import { clientScopes, type Directory, type Identity } from './identity.js';
import { roleScopes, scopesOf } from './scopes.js';
import { stampOf, type Claims, type Tokens } from './tokens.js';

export interface Authenticator {
  /** Throws `token-missing`, `token-invalid` or `token-expired`. */
  identify(token: string | undefined): Promise<Identity>;
}

export interface AuthenticatorOptions {
  readonly tokens: Tokens;
  readonly directory: Directory;
  readonly foreign: ForeignIssuers;
  readonly issuers: () => Promise<readonly Issuer[]>;
}

export function createAuthenticator({ tokens, directory, foreign, issuers }: AuthenticatorOptions): Authenticator {
  return {
    async identify(token) {
      if (token === undefined || token === '') throw new SegueError('token-missing');
      const login = await foreign.login(token, await issuers());
      if (login === undefined) return identityOf(await tokens.verify(token), directory);
      const agent = await directory.agentByLogin(login);
      if (!agent) throw new SegueError('token-invalid', 'The token’s login is nobody’s here.');
      return { kind: 'agent', agent, scopes: scopesOf(agent.roles) };
    },
  };
}

async function identityOf(claims: Claims, directory: Directory): Promise<Identity> {
  switch (claims.kind) {
    case 'guest': {
      const { sub, deployment, contact, origin, name } = claims;
      return { kind: 'guest', guestId: sub, deploymentId: deployment, contactId: contact, origin, scopes: roleScopes.guest, ...(name === undefined ? {} : { name }) };
    }
    case 'agent': {
      const agent = await directory.agent(claims.sub);
      if (agent?.passwordHash === undefined || stampOf(agent.passwordHash) !== claims.stamp) throw new SegueError('token-invalid');
      return { kind: 'agent', agent, scopes: scopesOf(agent.roles) };
    }
    case 'client': {
      const client = await directory.client(claims.sub);
      if (!client || stampOf(client.secretHash) !== claims.stamp) throw new SegueError('token-invalid');
      return { kind: 'client', clientId: client.id, scopes: clientScopes(client) };
    }
  }
}
