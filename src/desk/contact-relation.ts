/** What a contact is to this agent, and which of several is the older one. Pure. */
import type { ContactModel } from '../session/index.js';

export const isMine = ({ snapshot }: ContactModel): boolean => snapshot.relation === 'owner' && snapshot.state !== 'closed';
export const isHelped = ({ snapshot }: ContactModel): boolean => snapshot.relation === 'assist' && snapshot.state !== 'closed';
export const oldestFirst = (models: readonly ContactModel[]): readonly ContactModel[] =>
  models
    .map((model) => ({ model, start: startOf(model) }))
    .sort((a, b) => a.start - b.start)
    .map(({ model }) => model);

const startOf = ({ snapshot }: ContactModel): number => (snapshot.startedAt === undefined ? 0 : Date.parse(snapshot.startedAt));
