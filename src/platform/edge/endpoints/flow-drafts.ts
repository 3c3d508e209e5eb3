/**
 * Drafts of flows, their publishing, and flows as documents.
 *
 * A draft may be saved with any mistake that JSON allows: the findings come with the answer. Publishing lints what is to be
 * published inside the present configuration; an error among the findings refuses it with all of them. Drafts that name each
 * other are published together, all or none.
 */
import * as v from 'valibot';
import { SegueError } from '../../../protocol/error.js';
import { IdSchema, MomentSchema } from '../../../protocol/id.js';
import type { SegueConfig } from '../../config/index.js';
import { documentOf, FlowDocumentSchema, FlowSchema, isJson, maxDocumentFlows, parseFlow, type Flow, type Json } from '../../flows/index.js';
import { hasErrors, lintFlow, lintFlowText, type Finding } from '../../lint/index.js';
import type { Identity } from '../../auth/identity.js';
import type { Domain } from '../domain.js';
import { param, readBody, type Call, type Endpoint } from '../endpoint.js';
import { FlowRefused } from '../http-error.js';

type Store = Pick<Domain, 'flows' | 'schedules' | 'config'>;
type Draft = NonNullable<Awaited<ReturnType<Domain['flows']['draft']>>>;

const FindingsSchema = v.array(v.looseObject({ rule: v.string(), severity: v.string(), path: v.string(), message: v.string(), why: v.string(), mend: v.string() }));
const DraftBodySchema = v.looseObject({ id: v.exactOptional(IdSchema) });
const DraftSchema = v.object({ id: IdSchema, body: v.looseObject({}), savedAt: MomentSchema, savedBy: v.exactOptional(v.string()) });
/** `publishable`: no finding is an error. */
const JudgedSchema = v.object({ draft: DraftSchema, findings: FindingsSchema, publishable: v.boolean() });

const PublishSchema = v.strictObject({
  /** An earlier version, to be published again as the next one; without it, the draft. */
  version: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Drafts of other flows to publish with it. */
  with: v.exactOptional(v.pipe(v.array(IdSchema), v.maxLength(maxDocumentFlows))),
});

const nameOf = (who: Identity): string => (who.kind === 'agent' ? who.agent.id : who.kind === 'client' ? who.clientId : who.guestId);
const shown = ({ id, body, savedAt, savedBy }: Draft) => ({ id, body, savedAt: new Date(savedAt).toISOString(), ...(savedBy === undefined ? {} : { savedBy }) });

/** A configuration in which flows stand in the place of those of their id. */
const withFlows = (config: SegueConfig, flows: readonly Flow[]): SegueConfig => ({
  ...config, flows: [...config.flows.filter((it) => !flows.some(({ id }) => id === it.id)), ...flows],
});

/** Lines and columns are of no text that the caller has. */
function judge(config: SegueConfig, body: Json): { readonly findings: readonly Finding[]; readonly publishable: boolean } {
  const { findings } = lintFlowText(config, JSON.stringify(body));
  return { findings: findings.map(({ line: _line, column: _column, ...it }) => it), publishable: !hasErrors(findings) };
}

function readDraft(call: Call): { readonly id: string; readonly body: Json } {
  const id = readBody(IdSchema, param(call, 'id'), 'bad-config');
  const { body } = call;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new SegueError('bad-config', '(body): expected an object.');
  const named: unknown = 'id' in body ? body : { ...body, id };
  if (!isJson(named)) throw new SegueError('bad-config', '(body): nested too deeply, or a name that no key may have.');
  if (readBody(DraftBodySchema, named, 'bad-config').id !== id) throw new SegueError('bad-config', 'id: is not the one in the address.');
  return { id, body: named };
}

/** What a request wants to publish: drafts, or an earlier version. Throws the findings of drafts that do not fit their schema. */
async function wanted({ flows, config }: Store, id: string, { version, with: others = [] }: v.InferOutput<typeof PublishSchema>) {
  if (version !== undefined) {
    const earlier = await flows.version(id, version);
    if (!earlier) throw new SegueError('not-found', 'There is no such version.');
    return [{ flow: earlier }];
  }
  const drafts = await Promise.all([...new Set([id, ...others])].map(async (it) => {
    const draft = await flows.draft(it);
    if (!draft) throw new SegueError('not-found', `There is no draft of ${it}.`);
    return draft;
  }));
  const present = await config();
  const unfit = drafts.flatMap(({ id: flowId, body }) => (v.is(FlowSchema, body) ? [] : judge(present, body).findings.map((it) => ({ ...it, flowId }))));
  if (unfit.length > 0) throw new FlowRefused(unfit);
  return drafts.map(({ body, savedAt }) => ({ flow: parseFlow(body), draft: savedAt }));
}

async function publish(store: Store, call: Call, who: Identity) {
  const list = await wanted(store, param(call, 'id'), readBody(PublishSchema, call.body ?? {}, 'bad-config'));
  const config = withFlows(await store.config(), list.map(({ flow }) => flow));
  const findings = list.flatMap(({ flow }) => lintFlow(config, flow));
  if (hasErrors(findings)) throw new FlowRefused(findings);
  const [flow, ...others] = await store.flows.publish(list, nameOf(who));
  return { flow, with: others, findings };
}

async function importDocument(store: Store, call: Call, who: Identity) {
  const { flows, schedules } = readBody(FlowDocumentSchema, call.body, 'bad-config');
  const standing = await Promise.all(schedules.map(async (it) => ({ it, known: await store.schedules.get(it.id) })));
  for (const { it, known } of standing) if (!known) await store.schedules.put(it);
  const config = withFlows(await store.config(), flows);
  const saved = [];
  for (const flow of flows) {
    const draft = await store.flows.saveDraft(flow.id, asJson(flow), nameOf(who));
    const findings = lintFlow(config, flow);
    saved.push({ draft: shown(draft), findings, publishable: !hasErrors(findings) });
  }
  return { drafts: saved, schedules: standing.map(({ it: { id }, known }) => ({ id, outcome: known ? 'kept' : 'added' })) };
}

/** A flow has no key without a value, so its JSON is itself. */
const asJson = (flow: Flow): Json => {
  const value: unknown = JSON.parse(JSON.stringify(flow));
  if (!isJson(value)) throw new SegueError('bad-config', 'flows: nested too deeply.');
  return value;
};

const base = '/api/v2/flows';

export const flowDrafts = (store: Store): readonly Endpoint[] => [
  {
    method: 'PUT', url: `${base}/:id`, summary: 'Saves a flow’s draft, also with mistakes; the findings say what would keep it from being published.',
    access: 'architect:flow:edit', body: DraftBodySchema, answer: JudgedSchema, errors: ['bad-config'],
    async run(call, who) {
      const { id, body } = readDraft(call);
      return { draft: shown(await store.flows.saveDraft(id, body, nameOf(who))), ...judge(await store.config(), body) };
    },
  },
  {
    method: 'GET', url: `${base}/:id/draft`, summary: 'A flow’s draft, with what lint finds in it now.',
    access: 'architect:flow:view', answer: JudgedSchema, errors: ['not-found'],
    async run(call) {
      const draft = await store.flows.draft(param(call, 'id'));
      if (!draft) throw new SegueError('not-found');
      return { draft: shown(draft), ...judge(await store.config(), draft.body) };
    },
  },
  {
    method: 'POST', url: `${base}/:id/publish`, summary: 'Publishes a flow’s draft, or an earlier version again: new contacts run it, runs under way stay with theirs. Lint’s errors refuse it.',
    access: 'architect:flow:edit', body: PublishSchema, answer: v.object({ flow: FlowSchema, with: v.array(FlowSchema), findings: FindingsSchema }),
    errors: ['bad-config', 'flow-refused', 'not-found'],
    run: (call, who) => publish(store, call, who),
  },
  {
    method: 'GET', url: `${base}/:id/export`, summary: 'The published flow as a document: with the flows that it hands over to and its schedules.',
    access: 'architect:flow:view', answer: FlowDocumentSchema, errors: ['not-found'],
    async run(call) {
      const flow = await store.flows.get(param(call, 'id'));
      if (!flow) throw new SegueError('not-found');
      const { flows, schedules } = await store.config();
      return { $schema: `${call.own}/schemas/flow-document.json`, ...documentOf(flow, (id) => flows.find((it) => it.id === id), (id) => schedules.find((it) => it.id === id)) };
    },
  },
  {
    method: 'POST', url: `${base}/import`, summary: 'Saves the flows of a document as drafts and adds its schedules; a schedule that is there already keeps its hours.',
    access: 'architect:flow:edit', body: FlowDocumentSchema,
    answer: v.object({ drafts: v.array(JudgedSchema), schedules: v.array(v.object({ id: IdSchema, outcome: v.picklist(['added', 'kept']) })) }),
    errors: ['bad-config'],
    run: (call, who) => importDocument(store, call, who),
  },
];
