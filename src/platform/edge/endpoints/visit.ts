/**
 * `GET /api/v2/deployments/:deploymentId/visit`: what a visitor is shown before anything is sent or stored.
 *
 * Public and the same for everybody: it names nobody, and asks for no token, because the consent text comes before one.
 */
import { SegueError } from '../../../protocol/error.js';
import { VisitSchema } from '../../../protocol/index.js';
import type { Domain } from '../domain.js';
import { param, type Endpoint } from '../endpoint.js';

export const visit = (core: Pick<Domain, 'visit'>): Endpoint => ({
  method: 'GET',
  url: '/api/v2/deployments/:deploymentId/visit',
  summary: 'What a visitor is shown and asked around a conversation: consent, form, hours, rating.',
  access: 'public',
  answer: VisitSchema,
  errors: ['unknown-deployment'],
  async run(call) {
    const found = await core.visit(param(call, 'deploymentId'));
    if (!found) throw new SegueError('unknown-deployment');
    return found;
  },
});
