import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { looseDesk, profile, signedIn } from './desk-rig.js';
import { press, write } from './press.js';

const desks: Element[] = [];
afterEach(() => {
  for (const desk of desks.splice(0)) desk.remove();
});

function loose() {
  const made = looseDesk();
  desks.push(made.desk);
  const { shadowRoot } = made.desk;
  if (shadowRoot === null) throw new Error('no shadow root');
  return { ...made, root: shadowRoot };
}

describe('signing in', () => {
  it('offers nobody’s name unless the page has set people', async () => {
    const { desk, root } = loose();
    await desk.updateComplete;
    expect(root.textContent).not.toContain('Sign in as');
  });

  it('signs a demo person in with one press', async () => {
    const { desk, root, platform } = loose();
    desk.people = [{ name: 'Ana', login: 'ana', password: 'right' }];
    await desk.updateComplete;
    const heard = new Promise<Event>((done) => desk.addEventListener('segue-sign-in', done));
    [...root.querySelectorAll('button')].find((it) => it.textContent === 'Sign in as Ana')?.click();
    const event = await heard;
    expect(event instanceof CustomEvent && event.detail).toEqual({ agentId: profile.agentId, name: profile.name });
    const line = await platform.line();
    expect((await line.hello()).token).toBe('token');
  });

  it('says in words that login and password do not match', async () => {
    const { desk, root } = loose();
    await desk.updateComplete;
    await write(page.getByRole('textbox', { name: 'Login' }), 'ana');
    await write(page.getByLabelText('Password'), 'wrong');
    await press(page.getByRole('button', { name: 'Sign in', exact: true }));
    await expect.poll(() => root.querySelector('[role="alert"]')?.textContent).toContain('That login and password do not match.');
  });

  it('signs out: off queue first, the socket closed, the form back', async () => {
    const { desk, line, settle, root } = await signedIn();
    desks.push(desk);
    const heard = new Promise((done) => desk.addEventListener('segue-sign-out', done));
    desk.signOut();
    await heard;
    await settle();
    expect(root.querySelector('form')).not.toBeNull();
    expect(line.hungUpWith).toBeDefined();
  });

  it('leaves no socket and no timer when the element is taken out of the page', async () => {
    const { desk, line, clock, settle } = await signedIn();
    desk.remove();
    await settle();
    expect(line.hungUpWith).toBeDefined();
    expect(clock.waiting).toBe(0);
  });
});
