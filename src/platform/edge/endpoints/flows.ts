/**
 * Flows as they run: what is published, and every version of it. How one comes about is in flow-drafts.ts.
 *
 * Runs under way stay with the version they began with, which is the domain's matter.
 */
import * as v from 'valibot';
import { SegueError } from '../../../protocol/error.js';
import { IdSchema, MomentSchema } from '../../../protocol/id.js';
import { FlowSchema } from '../../flows/index.js';
import type { Domain } from '../domain.js';
import { param, type Endpoint } from '../endpoint.js';

const base = '/api/v2/flows';
const moment = (at: number): string => new Date(at).toISOString();
const SavedSchema = v.object({ id: IdSchema, savedAt: MomentSchema, savedBy: v.exactOptional(v.string()) });
const VersionSchema = v.object({ version: v.number(), published: v.boolean(), publishedAt: v.exactOptional(MomentSchema), publishedBy: v.exactOptional(v.string()) });

/** An id or a version as an address has it. */
const versionIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

export const flows = ({ flows: store }: Pick<Domain, 'flows'>): readonly Endpoint[] => [
  {
    method: 'GET', url: base, summary: 'All published flows, and which have a draft.',
    access: 'architect:flow:view', answer: v.object({ flows: v.array(FlowSchema), drafts: v.array(SavedSchema) }),
    async run() {
      const drafts = await store.drafts();
      return {
        flows: await store.list(),
        drafts: drafts.map(({ id, savedAt, savedBy }) => ({ id, savedAt: moment(savedAt), ...(savedBy === undefined ? {} : { savedBy }) })),
      };
    },
  },
  {
    method: 'GET', url: `${base}/:id`, summary: 'One flow, as new contacts run it.',
    access: 'architect:flow:view', answer: FlowSchema, errors: ['not-found'],
    async run(call) {
      const flow = await store.get(param(call, 'id'));
      if (!flow) throw new SegueError('not-found');
      return flow;
    },
  },
  {
    method: 'GET', url: `${base}/:id/versions`, summary: 'The versions of a flow that were published, the newest first; new contacts run that one.',
    access: 'architect:flow:view', answer: v.object({ versions: v.array(VersionSchema) }), errors: ['not-found'],
    async run(call) {
      const versions = await store.versions(param(call, 'id'));
      if (versions.length === 0) throw new SegueError('not-found');
      return {
        versions: versions.map(({ version, publishedAt, publishedBy }, at) => ({
          version, published: at === 0, ...(publishedAt === undefined ? {} : { publishedAt: moment(publishedAt) }), ...(publishedBy === undefined ? {} : { publishedBy }),
        })),
      };
    },
  },
  {
    method: 'GET', url: `${base}/:id/versions/:version`, summary: 'One version of a flow.',
    access: 'architect:flow:view', answer: FlowSchema, errors: ['not-found'],
    async run(call) {
      const flow = await store.version(param(call, 'id'), versionIn(param(call, 'version')));
      if (!flow) throw new SegueError('not-found');
      return flow;
    },
  },
];
