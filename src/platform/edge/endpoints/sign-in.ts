/**
 * `POST /oauth/token`, `GET /api/v2/sign-ins` and `GET /api/v2/me`: how an agent or an API client gets a token, and who the
 * agent then is.
 *
 * Knows the answers' shapes; grants and scopes are the auth room's.
 */
import { SegueError } from '../../../protocol/error.js';
import { AccessTokenSchema, ProfileSchema, SignInWaysSchema, type Profile, type SignInWays } from '../../../protocol/http.js';
import { GrantSchema, signIn, type SignInOptions } from '../../auth/sign-in.js';
import { builtInLayout } from '../../config/index.js';
import type { Domain } from '../domain.js';
import { readBody, type Endpoint } from '../endpoint.js';

export const oauthToken = (options: SignInOptions): Endpoint => ({
  method: 'POST',
  url: '/oauth/token',
  summary: 'An access token for an agent’s password or a client’s secret (RFC 6749 4.3, 4.4); form or JSON.',
  access: 'public',
  body: GrantSchema,
  answer: AccessTokenSchema,
  errors: ['login-failed', 'rate-limited'],
  run: ({ body, address }) => signIn(readBody(GrantSchema, body), address, options),
});

export const signIns = (core: Pick<Domain, 'config'>): Endpoint => ({
  method: 'GET',
  url: '/api/v2/sign-ins',
  summary: 'The identity providers that a desk may sign in with, beside login and password.',
  access: 'public',
  answer: SignInWaysSchema,
  async run(): Promise<SignInWays> {
    const { issuers } = await core.config();
    return { signIns: issuers.flatMap(({ issuer, signIn: way }) => (way === undefined ? [] : [{ ...way, issuer, name: way.name ?? new URL(issuer).host }])) };
  },
});

export const me = (core: Pick<Domain, 'config'>): Endpoint => ({
  method: 'GET',
  url: '/api/v2/me',
  summary: 'The signed-in agent: name, roles, scopes, layout.',
  access: 'profile:view',
  answer: ProfileSchema,
  async run(_call, who): Promise<Profile> {
    if (who.kind !== 'agent') throw new SegueError('scope-missing', 'Only a person has a profile.');
    const { agent, scopes } = who;
    const { layouts, wrapUpCodes, presenceReasons, queues } = await core.config();
    const ofQueues = Object.fromEntries(queues.flatMap((it) => (it.wrapUpCodes === undefined ? [] : [[it.id, it.wrapUpCodes]])));
    return {
      agentId: agent.id,
      name: agent.name,
      ...(agent.title === undefined ? {} : { title: agent.title }),
      roles: agent.roles,
      scopes: [...scopes],
      layout: layouts.find((it) => it.id === agent.layoutId) ?? builtInLayout,
      joinOnUpgrade: agent.joinOnUpgrade,
      joinDelaySeconds: agent.joinDelaySeconds,
      wrapUpCodes,
      presenceReasons,
      ...(Object.keys(ofQueues).length === 0 ? {} : { queueWrapUpCodes: ofQueues }),
    };
  },
});
