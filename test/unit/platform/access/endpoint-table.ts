/**
 * Who may call what: every endpoint of the HTTP API, the roles that may, and an example that succeeds.
 *
 * Written out by hand, not derived from scopes: a scope that is given to another role changes what this table says, and a
 * test compares the two. An endpoint without a row fails.
 */
import type { Role } from '../../../../src/platform/auth/scopes.js';

export type Caller = Role | 'nobody';

export interface EndpointRow {
  /** Roles that may; `everybody`: also who has no token. */
  readonly who: readonly Role[] | 'everybody';
  /** The address of the example, with `CONTACT` and `GUEST` for those of the scene; default: the endpoint's own. */
  readonly at?: string;
  readonly body?: unknown;
  /** Of the body, where it is a file and not JSON. */
  readonly fileType?: string;
  readonly query?: string;
  /** Of the example, where it is not 200: an answer of the thing itself, behind the doors. */
  readonly status?: number;
  /** About one contact: who of those who may is told of it only where they took part. */
  readonly ownOnly?: readonly Role[];
  /** Of those who may, who is not at the contact of the scene. */
  readonly elsewhere?: readonly Role[];
}

const staff = ['agent', 'supervisor', 'administrator'] as const;
const watchers = ['supervisor', 'administrator', 'api-client'] as const;
const people = [...staff, 'api-client'] as const;
const flow = { id: 'main', blocks: [{ id: 'start', type: 'web-messaging-trigger' }, { id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' } }] };
const participants = { who: ['guest', 'agent', 'supervisor'], ownOnly: ['agent'], elsewhere: ['supervisor'] } as const;
const record = { who: people, ownOnly: ['agent'] } as const;

export const endpointTable: Readonly<Record<string, EndpointRow>> = {
  'POST /api/v2/guest-tokens': { who: 'everybody', body: { deploymentId: 'shop' } },
  'GET /api/v2/deployments/:deploymentId/visit': { who: 'everybody', at: '/api/v2/deployments/shop/visit' },
  'POST /oauth/token': { who: 'everybody', body: { grant_type: 'password', username: 'nobody', password: 'x' }, status: 401 },
  'GET /api/v2/sign-ins': { who: 'everybody' },
  'GET /api/v2/me': { who: staff },
  'GET /api/v2/queues': { who: people },
  'GET /api/v2/queues/:id': { who: people, at: '/api/v2/queues/support' },
  'PUT /api/v2/queues/:id': { who: ['administrator'], at: '/api/v2/queues/support', body: { name: 'Support' } },
  'PUT /api/v2/queues/:id/members': { who: ['administrator'], at: '/api/v2/queues/support/members', body: { members: ['ana'] } },
  'GET /api/v2/flows': { who: watchers },
  'GET /api/v2/flows/:id': { who: watchers, at: '/api/v2/flows/main' },
  'PUT /api/v2/flows/:id': { who: ['administrator'], at: '/api/v2/flows/main', body: flow },
  'GET /api/v2/flows/:id/draft': { who: watchers, at: '/api/v2/flows/main/draft' },
  'POST /api/v2/flows/:id/publish': { who: ['administrator'], at: '/api/v2/flows/main/publish', body: {} },
  'GET /api/v2/flows/:id/versions': { who: watchers, at: '/api/v2/flows/main/versions' },
  'GET /api/v2/flows/:id/versions/:version': { who: watchers, at: '/api/v2/flows/main/versions/1' },
  'GET /api/v2/flows/:id/export': { who: watchers, at: '/api/v2/flows/main/export' },
  'POST /api/v2/flows/import': { who: ['administrator'], body: { flows: [{ ...flow, id: 'other' }], schedules: [] } },
  'PUT /api/v2/schedules/:id': { who: ['administrator'], at: '/api/v2/schedules/office', body: { timeZone: 'Europe/Berlin', weekly: { monday: [{ from: '09:00', to: '17:00' }] } } },
  'GET /api/v2/schedules': { who: watchers },
  'GET /api/v2/schedules/:id': { who: watchers, at: '/api/v2/schedules/office' },
  'GET /api/v2/interactions/:contactId': { ...record, at: '/api/v2/interactions/CONTACT' },
  'GET /api/v2/interactions/:contactId/timeline': { ...record, at: '/api/v2/interactions/CONTACT/timeline' },
  'GET /api/v2/interactions/:contactId/transcript': { ...record, at: '/api/v2/interactions/CONTACT/transcript' },
  'POST /api/v2/interactions/:contactId/attachments/:attachmentId/link': { ...record, at: '/api/v2/interactions/CONTACT/attachments/f_none/link', status: 410 },
  'POST /api/v2/contacts/:contactId/attachments/:attachmentId/link': { ...participants, at: '/api/v2/contacts/CONTACT/attachments/f_none/link', status: 410 },
  'POST /api/v2/contacts/:contactId/attachments': { ...participants, at: '/api/v2/contacts/CONTACT/attachments', body: 'Hello', fileType: 'text/plain' },
  'GET /api/v2/left-messages': { who: people },
  'POST /api/v2/left-messages/:contactId/handled': { who: ['agent'], at: '/api/v2/left-messages/CONTACT/handled', status: 404 },
  'GET /api/v2/analytics/queues': { who: watchers },
  'GET /api/v2/analytics/agents': { who: watchers },
  'GET /api/v2/analytics/upgrades': { who: watchers },
  'GET /api/v2/analytics/presence': { who: watchers },
  'GET /api/v2/analytics/alerts': { who: watchers },
  'POST /api/v2/analytics/alerts/:id/resolve': { who: ['supervisor', 'administrator'], at: '/api/v2/analytics/alerts/none/resolve', body: {}, status: 404 },
  'GET /api/v2/platform/backup': { who: ['administrator'] },
  'GET /api/v2/guests/blocked': { who: ['administrator'] },
  'PUT /api/v2/guests/:guestId/block': { who: ['administrator'], at: '/api/v2/guests/GUEST/block', body: { blocked: false } },
  'GET /api/v2/contacts/:contactId/transfer-targets': { who: ['agent'], ownOnly: ['agent'], at: '/api/v2/contacts/CONTACT/transfer-targets' },
  'GET /api/v2/contacts/:contactId/past': { who: ['agent', 'supervisor'], ownOnly: ['agent'], elsewhere: ['supervisor'], at: '/api/v2/contacts/CONTACT/past' },
  'GET /api/v2/contacts/:contactId/past/:pastId': { who: ['agent', 'supervisor'], ownOnly: ['agent'], elsewhere: ['supervisor'], at: '/api/v2/contacts/CONTACT/past/c_none', status: 404 },
  'GET /api/v2/ended-contacts': { who: ['agent', 'supervisor'], at: '/api/v2/ended-contacts?since=2026-03-01T00:00:00Z' },
  'GET /api/v2/ended-contacts/:contactId': { who: ['agent', 'supervisor'], at: '/api/v2/ended-contacts/CONTACT', status: 404 },
  'GET /api/v2/saved-replies': { who: staff },
  'PUT /api/v2/saved-replies': { who: ['supervisor', 'administrator'], body: { replies: [{ id: 'hello', title: 'Hello', text: 'Hello' }] } },
  'GET /api/v2/contacts': { who: ['supervisor'] },
};
