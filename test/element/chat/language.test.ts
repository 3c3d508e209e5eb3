import { afterEach, describe, expect, it } from 'vitest';
import { SegueChat } from '../../../src/chat/segue-chat.js';
import { chatStates } from './chat-states.js';
import { Timeline, snapshot } from './fake-rooms.js';
import { drawn, mount, named } from './mounted.js';

const page = document.documentElement;
afterEach(() => {
  page.lang = 'en';
  page.dir = '';
});

const launcher = (root: ShadowRoot): string | null | undefined => root.querySelector('.launcher')?.getAttribute('aria-label');

describe('the language of the chat', () => {
  it('is the page’s, from the launcher to the transcript', async () => {
    page.lang = 'de-AT';
    const { chat, root, rooms } = await mount();
    chat.lang = '';
    await expect.poll(() => launcher(root)).toBe('Chat öffnen');
    void chat.open();
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().customer('Hallo').events });
    expect((await drawn(root, '.line')).textContent).toContain('ist jetzt im Chat');
    await expect.poll(() => named(root, 'Nachricht')).toBeDefined();
    expect(root.querySelector('.day')?.textContent).toBe('Heute');
  });

  it('follows the page’s when it changes', async () => {
    const { chat, root } = await mount();
    chat.lang = '';
    await expect.poll(() => launcher(root)).toBe('Open chat');
    page.lang = 'de';
    await expect.poll(() => launcher(root)).toBe('Chat öffnen');
    page.lang = 'en';
    await expect.poll(() => launcher(root)).toBe('Open chat');
  });

  it('is that of the element before that of the configuration, and this before the page’s', async () => {
    page.lang = 'nl';
    const { chat, root } = await mount();
    chat.lang = '';
    chat.config = { shop: 'Halden', language: 'de' };
    await expect.poll(() => launcher(root)).toBe('Chat öffnen');
    chat.lang = 'en';
    await expect.poll(() => launcher(root)).toBe('Open chat');
  });

  it('gives way to the page’s own words, key by key', async () => {
    const { chat, root, rooms } = await mount();
    chat.config = { shop: 'Halden', strings: { openChat: 'Talk to Halden', joined: '{name} is at the counter', newMessage: { one: 'Post!', other: '{n} letters!' } } };
    await expect.poll(() => launcher(root)).toBe('Talk to Halden');
    void chat.open();
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().customer('Hello').events });
    expect((await drawn(root, '.line')).textContent).toContain('is at the counter');
    expect(named(root, 'Send')).toBeDefined();
  });

  it('shows a page’s words as text, whatever is in them', async () => {
    const { chat, root } = await mount();
    chat.config = { strings: { greeting: '<img src=x onerror=alert(1)>' } };
    void chat.open();
    await expect.poll(() => root.querySelector('.bubble')?.textContent).toBe('<img src=x onerror=alert(1)>');
    expect(root.querySelector('.bubble img')).toBeNull();
  });

  it('may come with the deployment, and the page’s own words still count first', async () => {
    const { chat, root, rooms } = await mount();
    chat.lang = '';
    page.lang = '';
    chat.config = { strings: { message: 'Ihre Frage' } };
    void chat.open();
    rooms.session.become({ snapshot: snapshot() }, { language: 'de', strings: { send: 'Ab damit', message: 'Was gibt es?' } });
    await expect.poll(() => named(root, 'Ab damit')).toBeDefined();
    expect(named(root, 'Ihre Frage')).toBeDefined();
  });
});

describe('longer words', () => {
  it('leave the composer in the panel, whatever the card has to say', async () => {
    const context = await mount();
    context.chat.lang = 'de';
    await chatStates['denied']?.(context);
    await expect.poll(() => context.root.querySelector('.card')?.textContent).toContain('Ihr Browser blockiert');
    for (const animation of context.root.getAnimations()) animation.finish();
    const panel = (await drawn(context.root, '.panel')).getBoundingClientRect();
    const composer = (await drawn(context.root, '.composer')).getBoundingClientRect();
    expect(composer.bottom).toBeLessThanOrEqual(panel.bottom);
    expect(composer.height).toBeGreaterThan(40);
  });

  it.each(['de', 'fr', 'es', 'pt', 'ja', 'ar', 'he'])('of %s stay inside their buttons', async (lang) => {
    for (const state of ['invitation', 'denied', 'busy', 'line', 'rejoin']) {
      const context = await mount();
      context.chat.lang = lang;
      await chatStates[state]?.(context);
      await drawn(context.root, '.card');
      await expect.poll(() => context.chat.language.words.length).toBe(1);
      await context.chat.updateComplete;
      for (const button of context.root.querySelectorAll<HTMLElement>('.card .button')) {
        expect(button.scrollWidth, `${state}: ${button.textContent}`).toBeLessThanOrEqual(button.clientWidth + 1);
      }
      context.chat.remove();
    }
  });
});

describe('the direction of the chat', () => {
  it('leaves the bars of the quality as they are', async () => {
    const context = await mount();
    context.chat.lang = 'ar';
    await chatStates['quality-fair']?.(context);
    await drawn(context.root, '.quality');
    await expect.poll(() => direction(context.root)).toBe('rtl');
    const [low, , high] = [...context.root.querySelectorAll('.quality i')].map((bar) => bar.getBoundingClientRect());
    expect(low?.left).toBeLessThan(high?.left ?? 0);
    expect(low?.height).toBeLessThan(high?.height ?? 0);
  });

  const direction = (root: ShadowRoot): string | null | undefined => root.querySelector('.root')?.getAttribute('dir');

  it('is that of the field for as long as nothing is in it, then that of what is written', async () => {
    const { chat, root, rooms } = await mount();
    chat.lang = 'ar';
    void chat.open();
    rooms.session.become({ snapshot: snapshot(), events: [] });
    const field = await drawn<HTMLTextAreaElement>(root, '.composer textarea');
    await expect.poll(() => getComputedStyle(field).direction).toBe('rtl');
    const write = (text: string): void => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    };
    write('Hello');
    await expect.poll(() => getComputedStyle(field).direction).toBe('ltr');
    write('');
    await expect.poll(() => getComputedStyle(field).direction).toBe('rtl');
  });

  it('is the element’s `dir` before its language’s', async () => {
    const { chat, root } = await mount();
    expect(direction(root)).toBe('ltr');
    chat.dir = 'rtl';
    await expect.poll(() => direction(root)).toBe('rtl');
  });

  it('is the page’s where nobody says a language', async () => {
    page.removeAttribute('lang');
    page.dir = 'rtl';
    const chat = new SegueChat();
    document.body.append(chat);
    await chat.updateComplete;
    expect(chat.shadowRoot?.querySelector('.root')?.getAttribute('dir')).toBe('rtl');
    chat.remove();
  });
});
