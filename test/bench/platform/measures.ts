/**
 * What is measured of the platform: idle sockets, durable messages, assignments, and the bind of a video.
 *
 * Each measure leaves the platform as it found it, as far as sockets go. Numbers only; verdicts are in report.ts.
 */
import { inTurns, agentToken, Caller, guestToken } from './caller.js';
import { agentCount, measured, memoryOf, type Rate } from './stage.js';
import { manifestOf } from '../../unit/platform/core/person.js';

const text = 'x'.repeat(110);
/** A machine that has not got through by then is too busy to be measured to the end. */
const patienceMs = 60_000;
const calm = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The process that serves, and where. */
export interface Server {
  readonly port: number;
  readonly pid: number;
}

export interface Idle {
  readonly bytesEach: number;
  /** How many sockets both sides still held when the memory had been read. */
  readonly open: number;
}

/** Bytes that each of so many idle guests costs the server. */
export async function idleGuests({ port, pid }: Server, count: number): Promise<Idle> {
  // What the server keeps from here on anyway is not the sockets' fault.
  const first = await guests(port, 'line', 200);
  await calm(2_000);
  const before = memoryOf(pid);
  const all = await guests(port, 'line', count);
  await calm(5_000);
  const bytesEach = (memoryOf(pid) - before) / count;
  // What was refused or dropped costs nothing, and would flatter the number.
  const open = all.filter((caller) => caller.open).length;
  for (const caller of [...first, ...all]) caller.hangUp();
  await calm(2_000);
  return { bytesEach, open };
}

export async function guests(port: number, deploymentId: string, count: number): Promise<Caller[]> {
  const all: Caller[] = [];
  await inTurns(Array.from({ length: count }, (_, at) => at), 50, async () => {
    const { token, contactId } = await guestToken(port, deploymentId);
    all.push(await Caller.dial(port, token, contactId));
  });
  return all;
}

/** Acknowledged messages per second by guests in line, each with so many under way. */
export async function durableMessages({ port, pid }: Server, { people, underWay, ms }: { readonly people: number; readonly underWay: number; readonly ms: number }): Promise<Rate> {
  const all = await guests(port, 'line', people);
  for (const caller of all) await caller.ask({ type: 'message.send', contactId: caller.contactId, text });
  let count = 0;
  const end = measured(pid);
  const until = performance.now() + ms;
  const talk = async (caller: Caller): Promise<void> => {
    while (performance.now() < until) {
      await caller.ask({ type: 'message.send', contactId: caller.contactId, text });
      count += 1;
    }
  };
  await Promise.all(all.flatMap((caller) => Array.from({ length: underWay }, () => talk(caller))));
  const rate = end(count);
  for (const caller of all) caller.hangUp();
  return rate;
}

/** Contacts per second from the first word to an agent who has accepted, all words at once. */
export async function assignments({ port, pid }: Server, contacts: number): Promise<Rate> {
  const agents: Caller[] = [];
  await inTurns(Array.from({ length: agentCount - 1 }, (_, at) => at + 1), 2, async (at) => {
    agents.push(await Caller.dial(port, await agentToken(port, at)));
  });
  let accepted = 0;
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  for (const agent of agents) {
    agent.hear = (frame) => {
      // Who missed a ring because the machine was busy says at once that they are back.
      if (frame.type === 'presence' && frame.state === 'not-responding') agent.ask({ type: 'presence.set', state: 'available' }).catch(() => undefined);
      if (frame.type !== 'reservation') return;
      // One that has rung out meanwhile rings elsewhere.
      agent.ask({ type: 'reservation.answer', reservationId: frame.reservationId, accepted: true }).then(() => (accepted += 1) === contacts && done(), () => undefined);
    };
    await agent.ask({ type: 'presence.set', onQueue: true });
  }
  const customers = await guests(port, 'served', contacts);
  const end = measured(pid);
  for (const customer of customers) void customer.ask({ type: 'message.send', contactId: customer.contactId, text });
  await Promise.race([all, calm(patienceMs)]);
  const rate = end(accepted);
  for (const caller of [...agents, ...customers]) caller.hangUp();
  return rate;
}

/** Milliseconds from the agent's acceptance of a video to the `media-upgrade` at both sides, with nothing else going on. */
export async function binds(port: number, rounds: number): Promise<number[]> {
  const agent = await Caller.dial(port, await agentToken(port, 0));
  await agent.ask({ type: 'presence.set', onQueue: true });
  const [customer] = await guests(port, 'video', 1);
  if (!customer) throw new Error('there is no customer');
  const { contactId } = customer;
  const rung = agent.next('reservation');
  await customer.ask({ type: 'message.send', contactId, text });
  await agent.ask({ type: 'reservation.answer', reservationId: (await rung).reservationId, accepted: true });
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await bindOnce(customer, agent));
  for (const caller of [agent, customer]) caller.hangUp();
  return times;
}

async function bindOnce(customer: Caller, agent: Caller): Promise<number> {
  const { contactId } = customer;
  const rung = agent.next('reservation');
  const asked = await customer.ask({ type: 'upgrade.request', contactId, manifest: manifestOf('video') });
  if (asked.type !== 'ack' || asked.upgradeId === undefined) throw new Error('the upgrade has no id');
  await customer.ask({ type: 'upgrade.capture', contactId, upgradeId: asked.upgradeId, outcome: 'ready' });
  const { reservationId } = await rung;
  const bound = [customer.next('media-upgrade'), agent.next('media-upgrade')] as const;
  const start = performance.now();
  void agent.ask({ type: 'reservation.answer', reservationId, accepted: true });
  const [{ callId }] = await Promise.all(bound);
  const time = performance.now() - start;
  await customer.ask({ type: 'call.end', contactId, callId });
  return time;
}
