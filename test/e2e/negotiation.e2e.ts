/**
 * The socket of one side dies within each frame of the negotiation: what was begun goes on over the next one, and the two
 * come to see and hear each other, in the one contact.
 */
import { expect, test } from './support/fixtures.js';
import type { Agent } from './support/agent.js';
import type { Customer } from './support/customer.js';
import { RecordReader } from './support/record.js';
import { chatting } from './support/scenes.js';
import { arm, installSeverance, isReplaced, type Cut } from './support/severance.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';

/** Frames of a negotiation on the customer's socket, in their order. */
const ofCustomer = [
  'sent turn.get', 'got turn', 'sent upgrade.request', 'got ack upgrade.request', 'got upgrade.state accepted', 'sent upgrade.capture', 'got ack upgrade.capture',
  'sent call.ahead offer', 'sent call.ahead candidates', 'got upgrade.state ringing', 'got media-upgrade', 'got upgrade.state bound', 'sent call.signal media-state',
  'got call.signal answer', 'got call.signal candidates', 'got call.signal media-state', 'sent call.ack', 'sent call.report live', 'got upgrade.state live',
] as const;
const ofAgent = [
  'got upgrade.state accepted', 'got reservation', 'sent reservation.answer', 'got ack reservation.answer', 'got media-upgrade', 'got upgrade.state bound', 'sent pane.rendered',
  'got call.signal offer', 'got call.signal candidates', 'sent call.signal answer', 'sent call.signal candidates', 'sent call.signal media-state', 'got call.signal media-state',
  'sent call.ack', 'sent call.report live', 'got upgrade.state live',
] as const;

/** An agent's line that rests is asked seldom whether it is alive: who is not reached in time does not ring. */
const idle: readonly string[] = ['got upgrade.state accepted', 'got reservation'];

type Side = 'customer' | 'agent';
interface SidedCut extends Cut {
  readonly side: Side;
}

/** Before and after each of these. */
const around = (side: Side, frames: readonly string[], how: Cut['how']): SidedCut[] => frames.flatMap((frame) => (['before', 'after'] as const).map((when) => ({ side, frame, when, how })));

const few: readonly SidedCut[] = [
  { side: 'customer', when: 'before', frame: 'sent upgrade.request', how: 'closed' },
  { side: 'customer', when: 'after', frame: 'sent upgrade.capture', how: 'silent' },
  { side: 'customer', when: 'before', frame: 'got call.signal answer', how: 'closed' },
  { side: 'agent', when: 'before', frame: 'got reservation', how: 'closed' },
  { side: 'agent', when: 'after', frame: 'sent reservation.answer', how: 'silent' },
  { side: 'agent', when: 'before', frame: 'got call.signal offer', how: 'closed' },
];

const rounds: readonly { readonly what: string; readonly cuts: readonly SidedCut[] }[] = deep
  ? [
      { what: 'the customer’s socket is closed', cuts: around('customer', ofCustomer, 'closed') },
      { what: 'the agent’s socket is closed', cuts: around('agent', ofAgent, 'closed') },
      { what: 'the customer’s socket falls silent', cuts: around('customer', ofCustomer, 'silent') },
      { what: 'the agent’s socket falls silent', cuts: around('agent', ofAgent.filter((frame) => !idle.includes(frame)), 'silent') },
    ]
  : [{ what: 'a socket dies', cuts: few }];

interface People {
  readonly customer: Customer;
  readonly agent: Agent;
}

/** What is said ahead is said while the agent is rung: one who joins sooner hears it in the call itself. */
const isAhead = ({ frame }: Cut): boolean => frame.startsWith('sent call.ahead');

/** A call with a cut in it, from the click to the end. */
async function callWithCut({ customer, agent }: People, { side, ...cut }: SidedCut): Promise<void> {
  const { page } = { customer, agent }[side];
  await arm(page, cut);
  await customer.startVideo();
  if (isAhead(cut)) await expect.poll(async () => (await isReplaced(page)).cut, { message: 'it is cut while the agent is rung' }).toBe(true);
  await agent.joinVideo();
  await customer.seesAndHears();
  await agent.seesAndHears();
  await expect.poll(() => isReplaced(page), { message: 'its socket is dead, and another one open' }).toEqual({ cut: true, dead: true, another: true });
  await customer.button('End video').click();
  await customer.hasNoMedia();
  await agent.hasNoMedia();
  await expect(customer.button('Start video')).toBeVisible();
}

async function expectOneContact({ customer, agent }: People, url: string, calls: number): Promise<void> {
  const ids = [...new Set([...(await customer.contactIds()), ...(await agent.contactIds())])];
  expect(ids).toHaveLength(1);
  const record = await RecordReader.open(url);
  expect((await record.kinds(ids[0] ?? '')).filter((kind) => kind === 'media-upgrade')).toHaveLength(calls);
  expect((await record.results(ids[0] ?? '')).map(({ status }) => status)).toEqual(Array.from({ length: calls }, () => 'completed'));
}

for (const { what, cuts } of rounds) {
  test(`${what} in a frame of the negotiation`, async ({ newCustomer, newAgent, platform }) => {
    // A call takes some seconds; on a busy machine several times as many.
    test.setTimeout((1 + cuts.length) * 60_000);
    const people = { customer: await newCustomer(), agent: await newAgent() };
    await installSeverance(people.customer.page);
    await installSeverance(people.agent.page);
    await chatting(people.customer, people.agent);
    if (cuts.some(isAhead)) await people.agent.page.getByRole('checkbox', { name: 'Join at once' }).uncheck();
    // One after the other in the same two pages.
    for (const cut of cuts) await test.step(`the ${cut.side}’s, ${cut.when} “${cut.frame}”, ${cut.how}`, () => callWithCut(people, cut));
    await expectOneContact(people, platform.url, cuts.length);
  });
}
