/** What the fixtures put into a page, with a page's own chat registered after it. */
import { expect, it } from 'vitest';
import type { PageWorld } from '../../../src/testing/in-page.js';
import '../../../src/testing/in-page.js';

const world = (): PageWorld => Reflect.get(globalThis, 'segueTesting') as PageWorld;

it('puts one platform under the chat that a page registers, with the options that were said before', async () => {
  globalThis.segueTestingOptions = { clock: 'manual', agent: { agentId: 'agent-ben', name: 'Ben' } };
  await import('../../../src/chat/define.js');
  document.body.innerHTML = '<segue-chat deployment-id="shop" lang="en"></segue-chat>';
  const chat = document.querySelector('segue-chat')!;
  expect(chat.backend).toBe(world().platform.backend);
  expect(world().platform.agent.card.name).toBe('Ben');
  const before = chat.backend!.clock.now();
  await world().run(60_000);
  expect(chat.backend!.clock.now() - before).toBe(60_000);
});

it('leaves a backend that the page itself has set', async () => {
  await import('../../../src/chat/define.js');
  const own = { ...world().platform.backend };
  const chat = document.createElement('segue-chat');
  chat.backend = own;
  document.body.append(chat);
  await chat.updateComplete;
  expect(chat.backend).toBe(own);
  chat.remove();
});
