/** Steps that many scenarios share: a chat with an agent, and a customer's way into video. */
import type { Person } from './person.js';
import type { World } from './world.js';

/** A customer whom `agentId` has in chat. */
export async function chatting(world: World, agentId = 'ana', name = 'Maya'): Promise<{ customer: Person; agent: Person }> {
  const customer = await world.customer({ name });
  const agent = await world.agent(agentId);
  await customer.say('Hello');
  await agent.accept();
  return { customer, agent };
}

/** The customer's click, up to the camera being ready. Returns the upgrade's id. */
export async function click(customer: Person, outcome: 'ready' | 'permission-denied' | 'no-device' | 'device-busy' = 'ready'): Promise<string> {
  const upgradeId = await ask(customer);
  await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome });
  return upgradeId;
}

/** The customer's click; the browser's question is open. */
export async function ask(customer: Person): Promise<string> {
  const { media } = { media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video: { supported: true, camera: true, microphone: true } } } as const;
  const answer = await customer.do({ type: 'upgrade.request', contactId: customer.contactId, manifest: { media } });
  return answer?.type === 'ack' ? (answer.upgradeId ?? '') : '';
}

/** Both sides see the first frame of the call that is bound. */
export async function goLive(customer: Person, agent: Person): Promise<string> {
  const callId = customer.last('media-upgrade')?.callId ?? '';
  await agent.do({ type: 'pane.rendered', contactId: customer.contactId, callId });
  await customer.do({ type: 'call.report', contactId: customer.contactId, callId, state: 'live', firstFrameMs: 420 });
  await agent.do({ type: 'call.report', contactId: customer.contactId, callId, state: 'live', firstFrameMs: 380 });
  return callId;
}

/** A call that is bound, nobody sees anything yet. */
export async function bound(world: World): Promise<{ customer: Person; agent: Person; contactId: string; callId: string }> {
  const { customer, agent } = await chatting(world);
  await click(customer);
  await agent.accept();
  return { customer, agent, contactId: customer.contactId, callId: customer.last('media-upgrade')?.callId ?? '' };
}

/** A call in which both see each other. */
export async function inCall(world: World): ReturnType<typeof bound> {
  const call = await bound(world);
  await goLive(call.customer, call.agent);
  return call;
}
