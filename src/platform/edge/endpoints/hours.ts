/**
 * Schedules, and the messages that customers left outside of their hours.
 *
 * A message is for the agents of its queue: they see it and mark it as handled; who may see every record sees them all. One
 * with a schedule goes to the queue by itself when that opens, and is off the list once an agent has its contact.
 */
import * as v from 'valibot';
import { SegueError } from '../../../protocol/error.js';
import { IdSchema, MomentSchema } from '../../../protocol/id.js';
import type { Identity } from '../../auth/identity.js';
import { ScheduleSchema } from '../../flows/index.js';
import type { Domain } from '../domain.js';
import { param, readBody, type Call, type Endpoint } from '../endpoint.js';

type Store = Pick<Domain, 'schedules' | 'leftMessages' | 'queues'>;
type Standing = NonNullable<Awaited<ReturnType<Domain['schedules']['get']>>>;
type Message = Awaited<ReturnType<Domain['leftMessages']['open']>>[number];

const StandingSchema = v.object({
  schedule: ScheduleSchema,
  now: v.object({ status: v.picklist(['open', 'closed', 'holiday']), opensAt: v.exactOptional(MomentSchema), holiday: v.exactOptional(v.string()) }),
});
const MessageSchema = v.object({
  contactId: IdSchema, queueId: IdSchema, customerName: v.exactOptional(v.string()), text: v.string(), leftAt: MomentSchema,
  opensAt: v.exactOptional(MomentSchema), handledAt: v.exactOptional(MomentSchema), handledBy: v.exactOptional(v.string()),
});

const moment = (at: number): string => new Date(at).toISOString();
const standing = ({ schedule, now: { opensAt, ...now } }: Standing) => ({ schedule, now: { ...now, ...(opensAt === undefined ? {} : { opensAt: moment(opensAt) }) } });
const shown = ({ leftAt, opensAt, handledAt, ...it }: Message) => ({
  ...it, leftAt: moment(leftAt), ...(opensAt === undefined ? {} : { opensAt: moment(opensAt) }), ...(handledAt === undefined ? {} : { handledAt: moment(handledAt) }),
});

function readSchedule(call: Call): v.InferOutput<typeof ScheduleSchema> {
  const id = param(call, 'id');
  const { body } = call;
  const schedule = readBody(ScheduleSchema, typeof body === 'object' && body !== null && !('id' in body) ? { ...body, id } : body, 'bad-config');
  if (schedule.id !== id) throw new SegueError('bad-config', 'id: is not the one in the address.');
  return schedule;
}

/** Queues whose messages the caller may see; undefined: all. */
async function queuesOf({ queues }: Store, who: Identity): Promise<readonly string[] | undefined> {
  if (who.scopes.includes('interaction:view:all')) return undefined;
  const list = await queues.list();
  return who.kind === 'agent' ? list.filter(({ members }) => members.includes(who.agent.id)).map(({ id }) => id) : [];
}

async function handle(store: Store, call: Call, who: Identity) {
  const contactId = param(call, 'contactId');
  const [message] = await store.leftMessages.of(contactId);
  const seen = await queuesOf(store, who);
  // A message of another queue is not told from one that is not there.
  if (!message || who.kind !== 'agent' || (seen !== undefined && !seen.includes(message.queueId))) throw new SegueError('not-found');
  await store.leftMessages.handle(contactId, who.agent.id);
  const [now = message] = await store.leftMessages.of(contactId);
  return shown(now);
}

const base = '/api/v2/schedules';

export const hours = (store: Store): readonly Endpoint[] => [
  {
    method: 'GET', url: base, summary: 'All schedules, and how they stand now.',
    access: 'architect:flow:view', answer: v.object({ schedules: v.array(StandingSchema) }),
    run: async () => ({ schedules: (await store.schedules.list()).map(standing) }),
  },
  {
    method: 'GET', url: `${base}/:id`, summary: 'One schedule, and how it stands now.',
    access: 'architect:flow:view', answer: StandingSchema, errors: ['not-found'],
    async run(call) {
      const found = await store.schedules.get(param(call, 'id'));
      if (!found) throw new SegueError('not-found');
      return standing(found);
    },
  },
  {
    method: 'PUT', url: `${base}/:id`, summary: 'Creates a schedule or replaces it; whoever waits for its opening waits for the new one.',
    access: 'architect:flow:edit', body: ScheduleSchema, answer: StandingSchema, errors: ['bad-config'],
    run: async (call) => standing(await store.schedules.put(readSchedule(call))),
  },
  {
    method: 'GET', url: '/api/v2/left-messages', summary: 'Messages left out of hours for the caller’s queues that nobody has handled yet, the oldest first.',
    access: 'interaction:view', answer: v.object({ messages: v.array(MessageSchema) }),
    run: async (_call, who) => ({ messages: (await store.leftMessages.open(await queuesOf(store, who))).map(shown) }),
  },
  {
    method: 'POST', url: '/api/v2/left-messages/:contactId/handled', summary: 'Takes a message off the list; who was first stays named.',
    access: 'contact:wrap', answer: MessageSchema, errors: ['not-found'],
    run: (call, who) => handle(store, call, who),
  },
];
