/**
 * Interactions: the record of a contact, whole, under one id.
 *
 * Knows who may read: an agent what they took part in, `interaction:view:all` everything. A contact of others and one that
 * does not exist get the same answer.
 */
import * as v from 'valibot';
import type { Clock } from '../../../protocol/clock.js';
import { SegueError } from '../../../protocol/error.js';
import type { Identity } from '../../auth/identity.js';
import type { Domain } from '../domain.js';
import { InteractionSchema, TimelineEntrySchema, TranscriptEntrySchema, interactionOf, transcriptOf, type Interaction, type StoredEvent } from '../../record/index.js';
import { param, type Call, type Endpoint } from '../endpoint.js';

const base = '/api/v2/interactions/:contactId';

const tookPart = (interaction: Interaction, who: Identity): boolean =>
  who.kind === 'agent' && interaction.participants.some((it) => it.kind === 'agent' && it.id === who.agent.id);

/** The interaction of the address, for whoever may read it. @throws SegueError `not-your-contact` */
export type ReadInteraction = (call: Call, who: Identity) => Promise<{ readonly interaction: Interaction; readonly events: readonly StoredEvent[] }>;

export const readInteraction =
  ({ core, clock }: { readonly core: Pick<Domain, 'timeline'>; readonly clock: Clock }): ReadInteraction =>
  async (call, who) => {
    const events = await core.timeline(param(call, 'contactId'));
    const interaction = interactionOf(events, clock.now());
    if (!interaction || !(who.scopes.includes('interaction:view:all') || tookPart(interaction, who))) throw new SegueError('not-your-contact');
    return { interaction, events };
  };

export function interactions(read: ReadInteraction): readonly Endpoint[] {
  const common = { method: 'GET', access: 'interaction:view', errors: ['not-your-contact'] } as const;
  return [
    { ...common, url: base, summary: 'The interaction: parts, participants, upgrades, metrics.', answer: InteractionSchema, run: async (call, who) => (await read(call, who)).interaction },
    {
      ...common,
      url: `${base}/timeline`,
      summary: 'Every event of the contact, in order.',
      answer: v.object({ id: v.string(), events: v.array(TimelineEntrySchema) }),
      async run(call, who) {
        const { interaction, events } = await read(call, who);
        return { id: interaction.id, events: events.map((event) => ({ ...event, at: new Date(event.at).toISOString() })) };
      },
    },
    {
      ...common,
      url: `${base}/transcript`,
      summary: 'What was said, whole, across media.',
      answer: v.object({ id: v.string(), entries: v.array(TranscriptEntrySchema) }),
      async run(call, who) {
        const { interaction, events } = await read(call, who);
        return { id: interaction.id, entries: transcriptOf(events) };
      },
    },
  ];
}
