import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from '../../access/desk.js';

const secret = 'a secret of the site, 32 characters long';
let desk: Desk;

async function identity(settings: object | undefined): Promise<void> {
  const { deployments, ...config } = await desk.world.core.config();
  const changed = deployments.map(({ identity: _before, ...it }) => ({ ...it, ...(settings ? { identity: { required: false, keepAnonymousChat: false, secret, ...settings } } : {}) }));
  await desk.world.core.seed({ ...config, deployments: changed }, 'apply');
}
const sign = (claims: object = {}, by = secret): Promise<string> => {
  const now = Math.floor(desk.world.clock.now() / 1_000);
  return new SignJWT({ sub: 'user|42', aud: 'shop', exp: now + 300, name: 'Maya Lund', ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(by));
};
const mint = (more: object = {}) => desk.ask('POST', '/api/v2/guest-tokens', undefined, { deploymentId: 'shop', ...more });
/** What a guest's token says, as anybody who holds it can read. */
const claimsOf = ({ body }: Awaited<ReturnType<typeof mint>>): unknown => JSON.parse(Buffer.from(('token' in body ? String(body.token) : '').split('.')[1] ?? '', 'base64url').toString());

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe('a guest token', () => {
  it('is for the customer whom the site’s backend signed for', async () => {
    await identity({});
    const first = await mint({ identity: await sign() });
    const second = await mint({ identity: await sign() });
    expect(first.status).toBe(200);
    expect(claimsOf(first)).toMatchObject({ kind: 'guest', name: 'Maya Lund' });
    expect(second.body).toMatchObject({ contactId: (first.body as { contactId?: string }).contactId });
  });

  it('needs no identity where the deployment does not require one', async () => {
    await identity({});
    expect((await mint()).status).toBe(200);
  });

  it('is refused without one where it does, renewal or not', async () => {
    await identity({ required: true });
    const good = await mint({ identity: await sign() });
    const { renewal } = good.body as { renewal?: string };
    expect(await mint()).toMatchObject({ status: 401, body: { code: 'identity-missing' } });
    expect(await mint({ renewal })).toMatchObject({ status: 401, body: { code: 'identity-missing' } });
    expect((await mint({ renewal, identity: await sign() })).status).toBe(200);
  });

  it.each([[true], [false]])('is refused for a wrong one, required (%s) or not', async (required) => {
    await identity({ required });
    expect(await mint({ identity: await sign({}, 'another secret that is 32 characters') })).toMatchObject({ status: 401, body: { code: 'identity-invalid' } });
    expect(await mint({ identity: await sign({ aud: 'other' }) })).toMatchObject({ status: 401, body: { code: 'identity-invalid' } });
    expect(await mint({ identity: await sign({ exp: 1 }) })).toMatchObject({ status: 401, body: { code: 'identity-expired' } });
    expect(await mint({ identity: 'x'.repeat(9_000) })).toMatchObject({ status: 400, body: { code: 'bad-frame' } });
  });

  it('of a deployment that knows no identity has nothing to do with one', async () => {
    await identity(undefined);
    const answer = await mint({ identity: await sign({ name: 'Somebody Else' }) });
    expect(answer.status).toBe(200);
    expect(claimsOf(answer)).not.toHaveProperty('name');
  });

  it('never shows the site’s secret or what it is checked with', async () => {
    await identity({ required: true });
    const answers = [await mint({ identity: await sign() }), await mint(), await mint({ identity: 'nonsense' })];
    expect(JSON.stringify(answers)).not.toContain(secret);
  });
});
