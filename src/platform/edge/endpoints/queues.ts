/**
 * Queues: read them, upsert the keys of a body, and set their members.
 *
 * Knows the addresses, `/api/v2/routing/queues` being another name for the same. What a missing key means is the
 * configuration's matter.
 */
import * as v from 'valibot';
import { SegueError } from '../../../protocol/error.js';
import { IdSchema } from '../../../protocol/id.js';
import { QueueBodySchema, QueueMembersSchema, QueueSchema } from '../../config/index.js';
import type { Domain } from '../domain.js';
import { param, readBody, type Endpoint } from '../endpoint.js';

const base = '/api/v2/queues';
const alias = '/api/v2/routing/queues';

export const queues = ({ queues: store }: Pick<Domain, 'queues'>): readonly Endpoint[] => [
  {
    method: 'GET',
    url: base,
    aliases: [alias],
    summary: 'All queues.',
    access: 'routing:queue:view',
    answer: v.object({ queues: v.array(QueueSchema) }),
    run: async () => ({ queues: await store.list() }),
  },
  {
    method: 'GET',
    url: `${base}/:id`,
    aliases: [`${alias}/:id`],
    summary: 'One queue.',
    access: 'routing:queue:view',
    answer: QueueSchema,
    errors: ['not-found'],
    async run(call) {
      const queue = await store.get(param(call, 'id'));
      if (!queue) throw new SegueError('not-found');
      return queue;
    },
  },
  {
    method: 'PUT',
    url: `${base}/:id`,
    aliases: [`${alias}/:id`],
    summary: 'Creates a queue, or changes the settings that the body names.',
    access: 'routing:queue:edit',
    body: QueueBodySchema,
    answer: QueueSchema,
    errors: ['bad-config'],
    async run(call) {
      const id = readBody(IdSchema, param(call, 'id'), 'bad-config');
      return store.put(id, readBody(QueueBodySchema, call.body, 'bad-config'));
    },
  },
  {
    method: 'PUT',
    url: `${base}/:id/members`,
    aliases: [`${alias}/:id/members`],
    summary: 'The queue’s members, all of them.',
    access: 'routing:queue:edit',
    body: QueueMembersSchema,
    answer: QueueSchema,
    errors: ['bad-config', 'not-found'],
    run: (call) => store.putMembers(param(call, 'id'), readBody(QueueMembersSchema, call.body, 'bad-config').members),
  },
];
