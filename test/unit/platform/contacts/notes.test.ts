import { describe, expect, it } from 'vitest';
import { transcriptOf } from '../../../../src/platform/record/index.js';
import { office, signIn } from './office.js';

const words = 'E7 is nearly always the strainer.';

describe('a note for agents', () => {
  it('is an event that its agents hear at once, with who wrote it', async () => {
    const { ana, ben, contactId } = await office();
    await ben.do({ type: 'contact.assist', contactId });
    expect(await ana.do({ type: 'contact.note', contactId, text: words }, 'note-1')).toMatchObject({ type: 'ack', seq: expect.any(Number) as number });
    for (const agent of [ana, ben]) {
      expect(agent.events(contactId).at(-1)).toMatchObject({ kind: 'contact.note', actor: { kind: 'agent', id: 'ana' }, data: { noteId: 'note-1', text: words } });
    }
  });

  it('never reaches the customer: not live, not after a reload, not in the transcript', async () => {
    const { world, customer, ana, contactId } = await office();
    await ana.do({ type: 'contact.note', contactId, text: words });
    await ana.say('Have a look at the strainer, please.', contactId);
    const [before, last] = customer.events().slice(-2);
    // The gap that the note leaves in their timeline is told as none.
    expect(last).toMatchObject({ kind: 'message', prev: before?.seq });
    await customer.leave();
    await customer.connect();
    expect(customer.events().filter(({ data }) => JSON.stringify(data).includes('Have a look'))).toHaveLength(2);
    expect(JSON.stringify(customer.got)).not.toContain(words);
    expect(JSON.stringify(transcriptOf(await world.timeline(contactId)))).not.toContain(words);
  });

  it('is there for whoever has the contact later', async () => {
    const { world, ana, contactId } = await office();
    await ana.do({ type: 'contact.note', contactId, text: words });
    const chen = await signIn(world, 'chen', true);
    await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: 'chen' } });
    await chen.accept();
    expect(chen.events(contactId).map(({ kind }) => kind)).toContain('contact.note');
  });

  it('is written once, however often its frame comes', async () => {
    const { world, ana, contactId } = await office();
    for (let n = 0; n < 3; n += 1) await ana.do({ type: 'contact.note', contactId, text: words }, 'note-1');
    expect((await world.timeline(contactId)).filter(({ kind }) => kind === 'contact.note')).toHaveLength(1);
  });

  it('ends with the contact: after that there is the wrap-up', async () => {
    const { ana, contactId } = await office();
    await ana.do({ type: 'contact.close', contactId });
    expect(await ana.do({ type: 'contact.note', contactId, text: words })).toMatchObject({ code: 'contact-closed' });
  });
});
