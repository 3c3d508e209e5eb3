import { describe, expect, it } from 'vitest';
import { people } from '../../../src/session/index.js';
import { agentWelcome, contactSnapshot, eventFrame } from '../../../src/testing/index.js';
import type { ClientFrameType } from '../../../src/protocol/index.js';
import { harness } from './harness.js';

const contactId = 'c_1';
const invitation = { type: 'assist.ask', contactId, by: { agentId: 'ana', name: 'Ana' }, customerName: 'Maya', deadline: '2026-01-01T12:01:00.000Z' } as const;

describe('the people of a contact', () => {
  const acts: [string, (them: ReturnType<typeof people>) => Promise<void>, ClientFrameType, object][] = [
    ['assisting', (them) => them.assist(contactId), 'contact.assist', {}],
    ['inviting', (them) => them.invite(contactId, 'ben', 'Can you look?'), 'contact.invite', { agentId: 'ben', message: 'Can you look?' }],
    ['inviting without words', (them) => them.invite(contactId, 'ben'), 'contact.invite', { agentId: 'ben' }],
    ['leaving', (them) => them.leave(contactId), 'contact.leave', {}],
    ['sending away', (them) => them.dismiss(contactId, 'ben'), 'contact.leave', { agentId: 'ben' }],
    ['listening in', (them) => them.monitor(contactId), 'contact.monitor', {}],
    ['identifying', (them) => them.identify(contactId, { name: 'Maya', attributes: { plan: 'gold', old: null } }), 'contact.attributes', { name: 'Maya', attributes: { plan: 'gold', old: null } }],
    ['blocking', (them) => them.block(contactId, 'abuse'), 'guest.block', { note: 'abuse' }],
  ];

  it.each(acts)('%s sends its frame and resolves with the ack', async (_name, act, type, more) => {
    const { session, connect } = harness();
    const line = await connect(agentWelcome());
    const done = act(people(session));
    const frame = await line.next(type);
    expect(frame).toEqual({ type, id: expect.any(String) as string, contactId, ...more });
    if ('id' in frame) line.ack(frame.id);
    await expect(done).resolves.toBeUndefined();
    expect(line.refused).toEqual([]);
  });

  it('rejects with the platform’s refusal', async () => {
    const { session, connect } = harness();
    const line = await connect(agentWelcome());
    const done = people(session).monitor(contactId);
    line.nack((await line.next('contact.monitor')).id, 'scope-missing');
    await expect(done).rejects.toMatchObject({ code: 'scope-missing' });
  });
});

describe('an invitation', () => {
  it('is there until it is gone, and not after another welcome', async () => {
    const { session, connect, again, clock } = harness();
    const heard: string[] = [];
    session.on('assist.ask', ({ by }) => heard.push(`asked by ${by.name}`));
    session.on('assist.gone', ({ outcome }) => heard.push(outcome));
    const line = await connect(agentWelcome());
    line.tell(invitation, invitation);
    await clock.run(0);
    expect(session.invitations).toHaveLength(1);
    line.tell({ type: 'assist.gone', contactId, outcome: 'withdrawn' });
    await clock.run(0);
    expect(session.invitations).toEqual([]);
    expect(heard).toEqual(['asked by Ana', 'asked by Ana', 'withdrawn']);
    line.tell(invitation);
    await clock.run(0);
    line.drop();
    await clock.run(1_000);
    await again(agentWelcome());
    expect(session.invitations).toEqual([]);
  });
});

it('shows who assists the whole contact, and keeps up with it', async () => {
  const { session, connect, clock } = harness();
  const line = await connect(agentWelcome());
  line.tell(
    { type: 'contact', contact: contactSnapshot({ contactId, relation: 'monitor', monitors: [{ agentId: 'sam', name: 'Sam' }] }) },
    eventFrame('message', 1, { messageId: 'm_1', text: 'Hello' }, { actor: { kind: 'customer', id: 'g_1' } }),
  );
  await clock.run(0);
  const model = session.contacts.get(contactId);
  expect(model?.snapshot.relation).toBe('monitor');
  expect(model?.events.map(({ kind }) => kind)).toEqual(['message']);
});
