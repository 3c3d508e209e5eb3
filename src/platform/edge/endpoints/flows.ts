/**
 * Flows: read one, publish one.
 *
 * Publishing lints the flow inside the present configuration; an error among the findings refuses it with all of them.
 * Runs under way stay with the version they began with, which is the domain's matter.
 */
import * as v from 'valibot';
import { SegueError } from '../../../protocol/error.js';
import { FlowSchema, parseFlow } from '../../flows/index.js';
import { hasErrors, lintFlow } from '../../lint/index.js';
import type { Domain } from '../domain.js';
import { param, type Endpoint } from '../endpoint.js';
import { FlowRefused } from '../http-error.js';

/** A body without an id means the flow of the address. */
const withId = (body: unknown, id: string): unknown => (typeof body === 'object' && body !== null && !('id' in body) ? { ...body, id } : body);

export const flows = ({ flows: store, config }: Pick<Domain, 'flows' | 'config'>): readonly Endpoint[] => [
  {
    method: 'GET',
    url: '/api/v2/flows',
    summary: 'All flows.',
    access: 'architect:flow:view',
    answer: v.object({ flows: v.array(FlowSchema) }),
    run: async () => ({ flows: await store.list() }),
  },
  {
    method: 'GET',
    url: '/api/v2/flows/:id',
    summary: 'One flow, in its newest version.',
    access: 'architect:flow:view',
    answer: FlowSchema,
    errors: ['not-found'],
    async run(call) {
      const flow = await store.get(param(call, 'id'));
      if (!flow) throw new SegueError('not-found');
      return flow;
    },
  },
  {
    method: 'PUT',
    url: '/api/v2/flows/:id',
    summary: 'Publishes a flow; lint’s errors refuse it, its warnings come with the answer.',
    access: 'architect:flow:edit',
    body: FlowSchema,
    answer: v.object({ flow: FlowSchema, findings: v.array(v.looseObject({ rule: v.string(), severity: v.string(), path: v.string(), message: v.string() })) }),
    errors: ['bad-config', 'flow-refused'],
    async run(call) {
      const id = param(call, 'id');
      const flow = parseFlow(withId(call.body, id));
      if (flow.id !== id) throw new SegueError('bad-config', 'id: is not the one in the address.');
      const findings = lintFlow(await config(), flow);
      if (hasErrors(findings)) throw new FlowRefused(findings);
      return { flow: await store.put(flow), findings };
    },
  },
];
