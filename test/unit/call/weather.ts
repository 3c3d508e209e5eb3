/** What happens to a world of pages: a storm, a calm after it, and a look at what is left. */
import { isInCall, type StateKind } from '../../../src/call/machine-state.js';
import type { Side, World } from './world.js';

const sides = ['customer', 'agent'] as const satisfies readonly Side[];

/** Faults and people, for a while; tells of every state that a page was in. */
export function storm(world: World, seen: (kind: StateKind) => void): void {
  const steps = 100 + Math.floor(world.random() * 700);
  for (let i = 0; i < steps; i++) {
    const side = world.pick(sides) ?? 'customer';
    const kind = world.random();
    if (kind < 0.08) world.click(side);
    else if (kind < 0.085) world.platform.invite();
    else if (kind < 0.086) world.platform.withdraw();
    else if (kind < 0.18) world.answer(side);
    else if (kind < 0.2) world.setOnline(side, !world.pages[side].online || !world.chance(0.3));
    else if (kind < 0.22) world.path = !world.path || !world.chance(0.3);
    else if (kind < 0.225) world.breakLink(side);
    else if (kind < 0.23) world.reload(side);
    else if (kind < 0.235) world.pages[side].dispatch({ type: 'pathChanged' });
    else if (kind < 0.25) world.clock.advance(world.random() * 4_000);
    else world.turn();
    for (const page of Object.values(world.pages)) {
      seen(page.state.kind);
      const needed = page.state.kind !== 'idle' && page.state.kind !== 'ended';
      if (!needed && (page.camera || page.question)) throw new Error(`camera on in ${page.state.kind}`);
      if (page.links > 2) throw new Error('three links');
    }
  }
}

/** The weather clears and people go home; whatever is due comes due. */
export function calm(world: World): void {
  world.faults = false;
  world.path = true;
  for (const side of sides) {
    world.setOnline(side, true);
    world.answer(side);
  }
  const settle = (): void => {
    for (let i = 0; i < 30; i++) {
      for (let j = world.wire.length; j > 0; j--) world.deliver();
      for (const side of sides) {
        world.flush(side);
        world.hear(side);
      }
      world.media();
    }
  };
  for (let seconds = 0; seconds < 200; seconds++) {
    settle();
    world.platform.retry();
    world.clock.advance(1_000);
  }
  settle();
}

/** What is wrong with a world at rest; undefined if nothing. */
export function fault(world: World): string | undefined {
  const { customer, agent } = world.pages;
  for (const page of [customer, agent]) {
    const { kind } = page.state;
    if (kind !== 'idle' && kind !== 'ended' && kind !== 'live') return `the ${page.side} is stuck in ${kind}`;
    if (page.camera !== (kind === 'live')) return `the ${page.side}'s camera is ${page.camera ? 'on' : 'off'} in ${kind}`;
    if (page.question) return `the ${page.side}'s browser still asks in ${kind}`;
    if (kind === 'live' && page.armed > 0) return `a timer is left in ${kind}`;
    if (page.links !== (kind === 'live' ? 1 : 0)) return `${String(page.links)} connections in ${kind}`;
    if (kind !== 'live' && page.mailbox) return `a mailbox is left in ${kind}`;
    if (page.outbox.length > 0) return `the ${page.side} still owes the platform something`;
  }
  if ((customer.state.kind === 'live') !== (agent.state.kind === 'live')) return `${customer.state.kind} with ${agent.state.kind}`;
  if (isInCall(customer.state) && isInCall(agent.state)) {
    if (customer.state.callId !== agent.state.callId || customer.state.callId !== world.platform.callId) return 'two calls';
    if (customer.link?.attempt !== agent.link?.attempt) return 'two attempts';
  }
  const stage = world.platform.upgrade?.stage.state;
  if (stage !== undefined && stage !== 'ended' && stage !== 'live') return `the platform is stuck in ${stage}`;
  if (stage === 'live' && customer.state.kind !== 'live') return `the platform says live for good, and the customer is ${customer.state.kind}`;
  if (stage !== 'live' && customer.state.kind === 'live') return `a call goes on that is ${stage ?? 'not there'} on the platform`;
  for (const [upgradeId, calls] of world.platform.calls) if (calls.size > 1) return `${upgradeId} was bound twice`;
  return undefined;
}
