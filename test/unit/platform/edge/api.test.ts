import { beforeEach, describe, expect, it } from 'vitest';
import { errorCodes } from '../../../../src/protocol/error.js';
import { startEdge, type TestEdge } from './fixture.js';

const queueBody = {
  name: 'Support - Video Enabled', mediaTypes: ['webChat', 'videoChat'],
  skillRequirements: {
    webChat: { skills: [{ skill: { id: 'skill-chat-support' }, level: 1 }] },
    videoChat: { skills: [{ skill: { id: 'skill-video-support' }, level: 1 }] },
  },
};

let edge: TestEdge;
beforeEach(async () => {
  edge = await startEdge();
});

const logins = { agent: 'ana@example.test', supervisor: 'sam@example.test', administrator: 'ada@example.test' } as const;
const tokenOf = (role: keyof typeof logins): Promise<string> => edge.agentToken(logins[role]);

async function ask(method: string, path: string, token?: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await fetch(`${edge.origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

it('names in its document the permission that each endpoint needs', async () => {
  const { body } = await ask('GET', '/openapi.json');
  const paths = body['paths'] as Record<string, Record<string, { description?: string }>>;
  expect(paths['/api/v2/queues/{id}']?.['put']?.description).toContain('Routing > Queue > Edit');
});

describe('queues', () => {
  const put = async (path: string, body: unknown) => ask('PUT', path, await tokenOf('administrator'), body);

  it('take the body of the requirements unchanged, and keep what it does not name', async () => {
    const answer = await put('/api/v2/queues/support', queueBody);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: 'support', ...queueBody, members: ['ana'], ringSeconds: 20 });
    expect((await put('/api/v2/queues/support', { ringSeconds: 30 })).body).toMatchObject({ ...queueBody, ringSeconds: 30 });
  });

  it('are created by a PUT to a new id, and have a second address', async () => {
    await put('/api/v2/routing/queues/night', { name: 'Night' });
    expect((await ask('GET', '/api/v2/queues/night', await tokenOf('agent'))).body).toMatchObject({ id: 'night', name: 'Night', mediaTypes: ['webChat'] });
    expect((await ask('GET', '/api/v2/routing/queues', await tokenOf('agent'))).body['queues']).toHaveLength(2);
  });

  it.each([
    ['an unknown key', { name: 'x', rings: [] }, 'rings'],
    ['an unknown medium', { mediaTypes: ['webChat', 'fax'] }, 'mediaTypes[1]'],
    ['a skill without an id', { skillRequirements: { videoChat: { skills: [{ level: 1 }] } } }, 'skillRequirements.videoChat.skills[0].skill'],
  ])('refuse %s, naming its path', async (_what, body, path) => {
    const answer = await put('/api/v2/queues/support', body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'bad-config' } });
    expect(answer.body['message']).toContain(path);
  });

  it('refuse an id that could not be one', async () => {
    expect((await put('/api/v2/queues/a%20b', {})).status).toBe(422);
  });

  it('are not found by an unknown id', async () => {
    expect(await ask('GET', '/api/v2/queues/none', await tokenOf('agent'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('interactions', () => {
  it('are one answer under the contact’s id', async () => {
    const token = await tokenOf('supervisor');
    expect((await ask('GET', '/api/v2/interactions/c_1', token)).body).toMatchObject({ id: 'c_1', deploymentId: 'shop' });
    const { events } = (await ask('GET', '/api/v2/interactions/c_1/timeline', token)).body as { events: { seq: number; at: string }[] };
    expect(events.map((it) => it.seq)).toEqual([1, 2, 3]);
    expect(events[0]?.at).toBe('2023-11-14T22:13:20.000Z');
    expect(JSON.stringify((await ask('GET', '/api/v2/interactions/c_1/transcript', token)).body)).toContain('Hello');
  });

  it('of other agents and those that never were get the same answer', async () => {
    const ben = await edge.agentToken('ben@example.test');
    const foreign = await ask('GET', '/api/v2/interactions/c_1', ben);
    const absent = await ask('GET', '/api/v2/interactions/c_none', ben);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    expect(absent.body).toEqual(foreign.body);
  });
});

describe('the profile', () => {
  it('names roles, scopes and the layout, and no hash', async () => {
    const { body } = await ask('GET', '/api/v2/me', await tokenOf('agent'));
    expect(body).toMatchObject({ agentId: 'ana', roles: ['agent'], joinOnUpgrade: 'auto', wrapUpCodes: ['Solved'], presenceReasons: ['Lunch', 'Short break', 'Meeting', 'Training'] });
    expect(body['layout']).toMatchObject({ widgets: expect.arrayContaining([{ type: 'video', autoOpen: true }]) as unknown });
    expect(JSON.stringify(body)).not.toContain('scrypt');
  });
});

describe('sign-ins', () => {
  const issuer = { issuer: 'https://id.test/realm', jwksUrl: 'https://id.test/keys', audience: 'segue', loginClaim: 'email' };
  const signIn = { clientId: 'desk', authorizationUrl: 'https://id.test/auth', tokenUrl: 'https://id.test/token', scope: 'openid' };

  it('name to anybody the providers that a desk may use, and no more of them than it needs', async () => {
    expect((await ask('GET', '/api/v2/sign-ins')).body).toEqual({ signIns: [] });
    edge.domain.settings.issuers = [{ ...issuer, signIn }, { ...issuer, issuer: 'https://machines.test' }, { ...issuer, issuer: 'https://b.test', signIn: { ...signIn, name: 'Staff' } }];
    expect((await ask('GET', '/api/v2/sign-ins')).body).toEqual({
      signIns: [{ issuer: issuer.issuer, name: 'id.test', ...signIn }, { issuer: 'https://b.test', name: 'Staff', ...signIn }],
    });
  });
});

describe('tokens', () => {
  it('of a client reach no further than the scopes it was given', async () => {
    const answer = await edge.post('/oauth/token', { grant_type: 'client_credentials', client_id: 'idle', client_secret: 'correct horse' });
    const { access_token: token, scope } = (await answer.json()) as { access_token: string; scope: string };
    expect(scope).toBe('routing:queue:view');
    expect((await ask('GET', '/api/v2/queues', token)).status).toBe(200);
    expect((await ask('GET', '/api/v2/flows', token)).status).toBe(403);
  });

  it('are given for a form too', async () => {
    const body = new URLSearchParams({ grant_type: 'password', username: 'ana@example.test', password: 'correct horse' });
    const answer = await fetch(`${edge.origin}/oauth/token`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 43_200 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['a wrong password', 'ana@example.test', 'wrong'],
    ['an unknown login', 'nobody@example.test', 'correct horse'],
  ])('are refused for %s in the same words', async (_what, username, password) => {
    const answer = await edge.post('/oauth/token', { grant_type: 'password', username, password });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ code: 'login-failed', message: errorCodes['login-failed'].meaning });
  });

  it('are refused for a while after too many guesses, also with the right password', async () => {
    const guess = (password: string) => edge.post('/oauth/token', { grant_type: 'password', username: 'ana@example.test', password });
    const guesses = await Promise.all(Array.from({ length: 12 }, () => guess('wrong')));
    expect(guesses.filter((it) => it.status === 429)).toHaveLength(2);
    const held = await guess('correct horse');
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    edge.clock.offset = 3 * 60_000;
    expect((await guess('correct horse')).status).toBe(200);
  });

  it('expire', async () => {
    const token = await tokenOf('supervisor');
    edge.clock.offset = 12 * 3_600_000 + 1_000;
    expect(await ask('GET', '/api/v2/queues', token)).toMatchObject({ status: 401, body: { code: 'token-expired' } });
  });

  it('that are forged are refused', async () => {
    const token = await tokenOf('supervisor');
    const [head, , signature] = token.split('.');
    const payload = Buffer.from(JSON.stringify({ kind: 'agent', sub: 'ada', stamp: 'x', iss: 'segue', exp: 4_000_000_000 })).toString('base64url');
    expect(await ask('GET', '/api/v2/queues', `${head}.${payload}.${signature}`)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
  });
});

describe('many wrong passwords at once', () => {
  it('do not hold up others’ tokens, and beyond a queue are told to try again', async () => {
    const { post, origin } = await startEdge({ limits: { waitingPasswordChecks: 10 } });
    const guess = (n: number) => post('/oauth/token', { grant_type: 'password', username: `nobody-${n}`, password: 'x' });
    let checked = 0;
    const answers = Array.from({ length: 40 }, async (_, n) => {
      const answer = await guess(n);
      if (answer.status === 401) checked += 1;
      return answer;
    });
    // All of those that find no room are answered before any check is, let alone twelve.
    await Promise.any(answers.map(async (it) => (await it).status === 429 || Promise.reject(new Error('checked'))));
    expect((await post('/api/v2/guest-tokens', { deploymentId: 'shop' }, { origin })).status).toBe(200);
    expect(checked).toBeLessThan(12);
    const all = await Promise.all(answers);
    const refused = all.filter((it) => it.status === 429);
    expect(checked).toBe(12);
    expect(refused).toHaveLength(28);
    expect(refused[0]?.headers.get('retry-after')).toBe('5');
    expect(await refused[0]?.json()).toMatchObject({ code: 'rate-limited', retryAfterMs: 5_000 });
  });
});

describe('guest tokens', () => {
  const mint = (body: unknown, origin?: string) => edge.post('/api/v2/guest-tokens', body, origin === undefined ? {} : { origin });

  it('are minted for a page of the deployment’s origins, with its widget configuration', async () => {
    const answer = await mint({ deploymentId: 'shop' }, 'https://shop.test');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ contactId: 'c_1', renewal: 'renewal', widget: { deploymentId: 'shop', allowMediaUpgrade: true } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.test');
  });

  it('are minted for the platform’s own page where the deployment says self', async () => {
    expect((await mint({ deploymentId: 'shop' }, edge.origin)).status).toBe(200);
    expect((await mint({ deploymentId: 'other' }, edge.origin)).status).toBe(403);
  });

  it.each([['an origin of another deployment', 'https://other.test'], ['a stranger', 'https://evil.test'], ['a look-alike', 'https://shop.test.evil.test'], ['no origin', undefined]])(
    'are refused for %s',
    async (_what, origin) => {
      const answer = await mint({ deploymentId: 'shop' }, origin);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'origin-refused' });
    },
  );

  it('are refused for an unknown deployment and for a body that is something else', async () => {
    expect(await (await mint({ deploymentId: 'none' }, edge.origin)).json()).toMatchObject({ code: 'unknown-deployment' });
    expect(await (await mint({ deploymentId: 'shop', admin: true }, edge.origin)).json()).toMatchObject({ code: 'bad-frame' });
  });

  it('let browsers of allowed pages ask before, and no others', async () => {
    const preflight = (origin: string, path = '/api/v2/guest-tokens') =>
      fetch(`${edge.origin}${path}`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    expect((await preflight('https://other.test')).headers.get('access-control-allow-origin')).toBe('https://other.test');
    expect((await preflight('https://evil.test')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await preflight('https://other.test', '/oauth/token')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('every answer', () => {
  it('is an error with a code for what is not there, and for a body that is not JSON', async () => {
    expect(await ask('GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const broken = await fetch(`${edge.origin}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
    expect(await broken.json()).toMatchObject({ code: 'bad-frame' });
    const huge = await fetch(`${edge.origin}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `"${'x'.repeat(2_000_000)}"` });
    expect(huge.status).toBe(413);
  });

  it('hides what the platform did not foresee', async () => {
    edge.domain.timeline = () => Promise.reject(new Error('SELECT * FROM secrets'));
    const answer = await ask('GET', '/api/v2/interactions/c_1', await tokenOf('supervisor'));
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(JSON.stringify(answer.body)).not.toContain('SELECT');
  });

  it('of the API may not be framed, cached or interpreted', async () => {
    const { headers } = await ask('GET', '/api/v2/queues', await tokenOf('agent'));
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is rate-limited by address', async () => {
    const { origin } = await startEdge({ limits: { guestTokensPerMinute: 2 } });
    const mint = () => fetch(`${origin}/api/v2/guest-tokens`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ deploymentId: 'shop' }) });
    const answers = [await mint(), await mint(), await mint()];
    expect(answers.map((it) => it.status)).toEqual([200, 200, 429]);
    expect(await answers[2]!.json()).toMatchObject({ code: 'rate-limited', retryAfterMs: expect.any(Number) as unknown });
  });
});
