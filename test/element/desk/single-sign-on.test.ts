import { afterEach, expect, it } from 'vitest';
import type { SignInWay } from '../../../src/protocol/index.js';
import { Kept, Page, json, way } from '../../unit/desk/provider.js';
import { looseDesk, profile } from './desk-rig.js';

const desks: Element[] = [];
afterEach(() => {
  for (const desk of desks.splice(0)) desk.remove();
});

interface World {
  readonly ways?: readonly SignInWay[];
  /** The provider's token endpoint; default: grants. */
  readonly token?: () => Response;
  /** The platform's answer to the token. */
  readonly me?: () => Response;
}

const page = new Page('https://platform.example/desk');
let storage = new Kept();
const asked = (name: string): string => page.gone?.searchParams.get(name) ?? '';

/** A desk at `page`, before anybody signed in. Another one is the page loaded again. */
function arrive({ ways = [way], token = () => json({ access_token: 'sso', expires_in: 300 }), me = () => json(profile) }: World = {}) {
  const made = looseDesk();
  const { desk } = made;
  desks.push(desk);
  const { ports, shadowRoot: root } = desk;
  if (ports === undefined || root === null) throw new Error('no desk');
  const bearers: unknown[] = [];
  desk.ports = {
    ...ports, storage, address: page, crypto,
    fetch: async (url, init) => {
      if (url.endsWith('/api/v2/sign-ins')) return json({ signIns: ways });
      if (url === way.tokenUrl) return token();
      bearers.push(new Headers(init.headers).get('authorization'));
      return url.endsWith('/api/v2/me') ? me() : ports.fetch(url, init);
    },
  };
  const buttons = (): readonly string[] => [...root.querySelectorAll('.sign-on')].map((it) => it.textContent.trim());
  return { ...made, root, bearers, buttons, trouble: () => root.querySelector('[role="alert"]')?.textContent.trim() };
}

/** Presses the button, and is at the page again with the provider's answer. */
async function goAndReturn(query: string, world?: World) {
  page.href = 'https://platform.example/desk';
  page.gone = undefined;
  storage = new Kept();
  const { root, desk } = arrive();
  await expect.poll(() => root.querySelector<HTMLElement>('.sign-on')).not.toBeNull();
  root.querySelector<HTMLElement>('.sign-on')?.click();
  await expect.poll(() => asked('client_id')).toBe('desk');
  desk.remove();
  page.href += `?${query.replace('STATE', asked('state'))}`;
  return arrive(world);
}

it('is offered where the platform has it: one button, or one for each provider by name', async () => {
  const one = arrive();
  await expect.poll(one.buttons).toEqual(['Continue with single sign-on']);
  const two = arrive({ ways: [way, { ...way, name: 'Other ID', issuer: 'https://other.example' }] });
  await expect.poll(two.buttons).toEqual(['Continue with Example ID', 'Continue with Other ID']);
});

it('is not offered elsewhere, nor is the rule above the password', async () => {
  const { desk, root, buttons } = arrive({ ways: [] });
  await desk.updateComplete;
  expect(buttons()).toEqual([]);
  expect(root.querySelector('.rule')).toBeNull();
});

it('signs in with the provider’s token, and leaves no trace in the address', async () => {
  const { bearers, platform, clock } = await goAndReturn('code=c1&state=STATE');
  const line = await platform.line();
  expect((await line.hello()).token).toBe('sso');
  expect(bearers[0]).toBe('Bearer sso');
  expect(page.href).toBe('https://platform.example/desk');
  expect(JSON.parse(storage.getItem('segue.desk') ?? '')).toEqual({ platform: 'https://platform.example', token: 'sso', expiresAt: clock.now() + 300_000 });
  expect(storage.getItem('segue.desk.sign-on')).toBeNull();
});

it('keeps what renews the sign-in out of the storage', async () => {
  const { platform } = await goAndReturn('code=c1&state=STATE', { token: () => json({ access_token: 'sso', expires_in: 300, refresh_token: 'renews' }) });
  await (await platform.line()).hello();
  expect([...storage.values.values()].join()).not.toContain('renews');
});

it.each<[string, string, World, string]>([
  ['was cancelled', 'error=access_denied&state=STATE', {}, 'Example ID did not sign you in: it was cancelled or refused.'],
  ['was begun elsewhere', 'code=c1&state=segue-desk.other', {}, 'That sign-in was not begun in this tab, or it is an old one. Try again.'],
  ['meets a provider that is down', 'code=c1&state=STATE', { token: () => json({}, 503) }, 'Example ID could not be reached. Try again.'],
  ['is of nobody here', 'code=c1&state=STATE', { me: () => json({ code: 'token-invalid', message: 'The token’s login is nobody’s here.' }, 401) }, 'Example ID signed you in, but nobody here goes by that name. Ask who looks after this desk.'],
])('says in a sentence that it %s, and the form is there again', async (_what, query, world, sentence) => {
  const { trouble, buttons, root } = await goAndReturn(query, world);
  await expect.poll(trouble).toBe(sentence);
  await expect.poll(buttons).toHaveLength(1);
  expect(root.querySelector('[type="submit"]')?.textContent).toBe('Sign in');
});
