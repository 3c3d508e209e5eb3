/** Flows as the edge's tests keep them: in memory, the newest version of a configuration's list being what is published. */
import type { SegueConfig } from '../../../../src/platform/config/index.js';
import type { FlowDraft, FlowLibrary } from '../../../../src/platform/contacts/flow-library.js';
import type { Flow } from '../../../../src/platform/flows/index.js';

export function flowsDouble(settings: SegueConfig): FlowLibrary {
  const body = { id: 'welcome', blocks: [{ id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' } }] };
  const drafts = new Map<string, FlowDraft>([['welcome', { id: 'welcome', body, savedAt: 1_700_000_000_000, savedBy: 'ada' }]]);
  const versions: Flow[] = [...settings.flows];
  const published = (id: string): Flow | undefined => settings.flows.find((it) => it.id === id);
  const put = (flow: Flow): Flow => {
    const next = { ...flow, version: (published(flow.id)?.version ?? 0) + 1 };
    versions.push(next);
    settings.flows = [...settings.flows.filter((it) => it.id !== flow.id), next];
    return next;
  };
  return {
    get: (id) => Promise.resolve(published(id)),
    list: () => Promise.resolve(settings.flows),
    version: (id, version) => Promise.resolve(versions.find((it) => it.id === id && it.version === version)),
    versions: (id) => Promise.resolve(versions.filter((it) => it.id === id).reverse().map(({ version }) => ({ version }))),
    put: (flow) => Promise.resolve(put(flow)),
    publish: (list) => Promise.resolve(list.map(({ flow }) => put(flow))),
    draft: (id) => Promise.resolve(drafts.get(id)),
    drafts: () => Promise.resolve([...drafts.values()]),
    saveDraft(id, body, savedBy) {
      const draft = { id, body, savedAt: 1_700_000_000_000, ...(savedBy === undefined ? {} : { savedBy }) };
      drafts.set(id, draft);
      return Promise.resolve(draft);
    },
  };
}
