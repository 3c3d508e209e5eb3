/** A reader whose network takes nothing any more, before the real `serve`: let go with a code, and nothing missed afterwards. */
import { expect, it } from 'vitest';
import { aftermath, unheard } from '../storm/aftermath.js';
import type { Agent } from '../storm/agent.js';
import type { Customer } from '../storm/customer.js';
import type { Storm } from '../storm/storm.js';
import { storms } from '../storm/storms.js';

const serve = storms();

/** A customer and the agent who has their contact. */
function pair({ customers, agents }: Storm): { readonly customer: Customer; readonly agent: Agent; readonly contactId: string } | undefined {
  for (const customer of customers) {
    const { contactId = '' } = customer;
    const agent = agents.find(({ owned }) => owned.includes(contactId));
    if (agent) return { customer, agent, contactId };
  }
  return undefined;
}

const metric = async (origin: string, name: string): Promise<number> => {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(text.split('\n').find((line) => line.startsWith(name))?.split(' ').at(-1) ?? 0);
};

it('is let go with 4441, and misses nothing once it is back', async () => {
  const words = ['--limit', 'bufferedBytes=262144', '--limit', 'waitingFrames=100000'];
  const slow = await serve.open({ seed: 31, customers: 1, words });
  slow.rage();
  await slow.until('a conversation', () => pair(slow) !== undefined);
  slow.calm();
  await slow.settled();
  const found = pair(slow);
  if (!found) throw new Error('The conversation is over.');
  const { customer, agent, contactId } = found;
  agent.pause();
  // What the network's own buffers hold is the machine's matter: until the platform says that it is enough.
  let sent = 0;
  while ((await metric(slow.origin, 'segue_sockets_closed_total{code="4441"}')) === 0) {
    expect(sent, 'messages without an end of patience').toBeLessThan(3_000);
    for (let n = 0; n < 50; n += 1, sent += 1) customer.act({ type: 'message.send', contactId, text: `${'漢'.repeat(3_900)} to ${contactId}` });
    await slow.until('answers', () => customer.outbox.size === 0);
  }
  agent.resume();
  await slow.until('the agent again', () => agent.closes.includes(4441) || agent.connected);
  customer.act({ type: 'message.send', contactId, text: `the last one to ${contactId}` });
  await slow.settled();
  await slow.until('all of it', () => agent.mirror(contactId).last >= customer.mirror(contactId).last);
  expect(await slow.process?.stop()).toBe(0);
  expect((await aftermath(slow.store, slow.people)).wrong).toEqual({});
  expect(await unheard(slow.store, 'agent', contactId, agent.mirror(contactId))).toEqual([]);
}, 120_000);
