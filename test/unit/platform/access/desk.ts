/**
 * A scene's platform on a port of this machine, and callers of every role.
 */
import { openFiles } from '../../../../src/platform/attachments/file-store.js';
import { createEdge } from '../../../../src/platform/edge/server.js';
import { createTokens, stampOf } from '../../../../src/platform/auth/tokens.js';
import { createLog } from '../../../../src/platform/log.js';
import type { Caller } from './endpoint-table.js';
import { openScene, passwordHash, type Scene } from './scene.js';

const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
/** Who has nothing to do with the scene's contact: the guest of another one, and its agent. */
export type Outsider = 'stranger' | 'colleague';
/** An agent's own contact is the scene's; a colleague's is not. */
const agents: Partial<Record<Caller | Outsider, string>> = { agent: 'ana', colleague: 'ben', supervisor: 'sue', administrator: 'ada' };

/** An endpoint as the OpenAPI document has it; without a scope it is for everybody. */
export interface Documented {
  readonly name: string;
  readonly scope: string | undefined;
}

async function documented(origin: string): Promise<readonly Documented[]> {
  const { paths } = (await (await fetch(`${origin}/openapi.json`)).json()) as { paths: Record<string, Record<string, { security?: { bearer?: string[] }[]; description?: string }>> };
  return Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, { security, description = '' }]) => ({
      name: `${method.toUpperCase()} ${url.replace(/\{(\w+)\}/g, ':$1')}`,
      scope: security?.length === 0 ? undefined : (security?.[0]?.bearer?.[0] ?? /`([a-z:-]+)`/.exec(description)?.[1] ?? 'none that is told'),
    })));
}

export interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly message?: string };
  /** As it came. */
  readonly text: string;
}

export interface Desk extends Scene {
  readonly origin: string;
  /** What the platform itself says it has. */
  readonly endpoints: readonly Documented[];
  token(caller: Caller | Outsider): Promise<string | undefined>;
  ask(method: string, path: string, token: string | undefined, body?: unknown, type?: string): Promise<Answer>;
}

export async function openDesk(): Promise<Desk> {
  const scene = await openScene();
  const { core, clock } = scene.world;
  await core.seed({ ...(await core.config()), oauthClients: [{ id: 'reports', secretHash: passwordHash, roles: [], scopes: [] }] }, 'apply');
  const limits = { requestsPerMinute: 100_000, guestTokensPerMinute: 100_000, backupsPerMinute: 100_000 };
  const files = await openFiles(':memory:');
  const edge = await createEdge({ files, domain: core, secret, clock, log: createLog({ level: 'silent' }), ready: () => Promise.resolve(true), limits, backup: { to: (file) => scene.world.store.backup(file) } });
  const origin = `http://127.0.0.1:${await edge.listen(0, '127.0.0.1')}`;
  const { deployments, ...rest } = await core.config();
  await core.seed({ ...rest, deployments: deployments.map((it) => ({ ...it, origins: [origin] })) }, 'apply');
  const tokens = createTokens(secret, clock);
  return {
    ...scene,
    origin,
    endpoints: await documented(origin),
    async token(caller) {
      if (caller === 'nobody') return undefined;
      const stamp = stampOf(passwordHash);
      if (caller === 'guest' || caller === 'stranger') {
        const { who, contactId } = caller === 'guest' ? scene.people.customer : scene.people.stranger;
        return (await tokens.mint({ kind: 'guest', sub: who.id, deployment: 'shop', contact: contactId, origin })).token;
      }
      if (caller === 'api-client') return (await tokens.mint({ kind: 'client', sub: 'reports', stamp })).token;
      return (await tokens.mint({ kind: 'agent', sub: agents[caller] ?? caller, stamp })).token;
    },
    async ask(method, path, token, body, type = 'application/json') {
      const headers = { origin, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': type }) };
      const answer = await fetch(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await answer.text();
      return { status: answer.status, text, body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {} };
    },
    async close() {
      await edge.close();
      await files.close();
      await scene.close();
    },
  };
}
