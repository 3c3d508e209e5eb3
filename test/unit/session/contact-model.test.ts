import { describe, expect, it } from 'vitest';
import { readEvent, type PlatformFrameOf, type TimelineEvent } from '../../../src/protocol/index.js';
import {
  newContact, withAsk, withEvent, withPending, withRead, withSnapshot, withTyping, withUpgrade, withoutPending, type ContactModel, type OutgoingMessage,
} from '../../../src/session/contact-model.js';
import { agent, contactSnapshot, customer, eventFrame, messageFrame, upgradeFrame } from '../../../src/testing/index.js';

function event(frame: PlatformFrameOf<'event'>): TimelineEvent {
  const read = readEvent(frame);
  if (!read) throw new Error('not an event');
  return read;
}

const customers = newContact(contactSnapshot());
const owners = newContact(contactSnapshot({ relation: 'owner' }));
const letter: OutgoingMessage = { id: 'm', text: 'x', at: 1, state: 'sending' };
const ask = { type: 'upgrade.ask', contactId: 'c_1', upgradeId: 'u_1', medium: 'video', by: agent, message: 'Video?', deadline: '2026-01-01T12:01:00.000Z' } as const;
const asked = withAsk(customers, ask);

describe('a contact’s model', () => {
  it('is never changed in place', () => {
    const frozen = Object.freeze({ ...withPending(withTyping(asked, agent), letter), events: Object.freeze([event(messageFrame(1, 'x'))]) }) as ContactModel;
    const changes: ((model: ContactModel) => ContactModel)[] = [
      (model) => withEvent(model, event(messageFrame(2, 'y', { actor: customer, messageId: 'm' }))), (model) => withSnapshot(model, contactSnapshot()),
      (model) => withPending(model, { ...letter, state: 'failed' }), (model) => withoutPending(model, 'm'), (model) => withTyping(model, undefined),
      (model) => withRead(model, 'agent', 1), (model) => withRead(model, 'customer', 1), (model) => withAsk(model, undefined), (model) => withUpgrade(model, upgradeFrame('ended')),
    ];
    for (const change of changes) expect(change(frozen)).not.toBe(frozen);
  });

  it('is the very same where nothing changes', () => {
    expect(withTyping(customers, undefined)).toBe(customers);
    expect(withTyping(withTyping(customers, agent), agent).typing).toBe(agent);
    expect(withRead(customers, 'agent', 0)).toBe(customers);
    expect(withoutPending(customers, 'm')).toBe(customers);
    expect(withAsk(asked, ask)).toBe(asked);
  });

  it.each([
    ['customer', customers, agent, 1], ['customer', customers, { kind: 'flow', id: 'b' } as const, 1], ['customer', customers, customer, 0],
    ['owner', owners, customer, 1], ['owner', owners, agent, 0], ['owner', owners, { kind: 'flow', id: 'b' } as const, 0],
  ])('counts for the %s a message of another side as unread (%#)', (_who, model, actor, unread) => {
    expect(withEvent(model, event(messageFrame(1, 'x', { actor }))).unread).toBe(unread);
  });

  it('counts nothing but messages as unread', () => {
    expect(withEvent(customers, event(eventFrame('call.live', 1, { callId: 'v_1' }))).unread).toBe(0);
  });

  it('counts anew when a side has read elsewhere', () => {
    const three = [1, 2, 3].reduce((model, seq) => withEvent(model, event(messageFrame(seq, 'x'))), customers);
    expect(three.unread).toBe(3);
    expect(withRead(three, 'customer', 2).unread).toBe(1);
    expect(withRead(three, 'agent', 3).unread).toBe(3);
    expect(withSnapshot(three, contactSnapshot({ read: { customer: 3, agent: 0 } })).unread).toBe(0);
  });

  it('never takes back what was read', () => {
    const read = withRead(customers, 'customer', 5);
    expect(withRead(read, 'customer', 3)).toBe(read);
    expect(withSnapshot(read, contactSnapshot()).snapshot.read).toEqual({ customer: 5, agent: 0 });
    const delivered = withRead(customers, 'desk', 4);
    expect(withRead(delivered, 'desk', 3)).toBe(delivered);
    expect(withSnapshot(delivered, contactSnapshot()).snapshot.read.desk).toBe(4);
    expect(withSnapshot(delivered, contactSnapshot({ read: { customer: 0, agent: 0, desk: 6 } })).snapshot.read.desk).toBe(6);
  });

  it('keeps pending messages in the order they were written', () => {
    const model = [{ ...letter, id: 'a' }, { ...letter, id: 'b' }, { ...letter, id: 'a', state: 'failed' as const }].reduce(withPending, customers);
    expect(model.pending.map(({ id, state }) => `${id} ${state}`)).toEqual(['a failed', 'b sending']);
  });

  it('ends the typing of who wrote, of nobody else', () => {
    const typed = withTyping(owners, customer);
    expect(withEvent(typed, event(messageFrame(1, 'x', { actor: customer }))).typing).toBeUndefined();
    expect(withEvent(typed, event(messageFrame(1, 'x'))).typing).toBe(customer);
  });

  it.each<[string, (model: ContactModel) => ContactModel, boolean]>([
    ['the same upgrade still asks', (model) => withUpgrade(model, upgradeFrame('asked')), true],
    ['the upgrade went on', (model) => withUpgrade(model, upgradeFrame('finding')), false],
    ['the upgrade ended', (model) => withUpgrade(model, upgradeFrame('ended')), false],
    ['another upgrade moved', (model) => withUpgrade(model, upgradeFrame('ended', { upgradeId: 'u_0' })), true],
    ['a snapshot says it ended', (model) => withSnapshot(model, contactSnapshot({ upgrade: { upgradeId: 'u_1', state: 'ended', medium: 'video', by: agent } })), false],
    ['a snapshot says nothing', (model) => withSnapshot(model, contactSnapshot()), true],
    ['it was answered', (model) => withEvent(model, event(eventFrame('upgrade.answered', 1, { upgradeId: 'u_1', accepted: true }))), false],
    ['another one was answered', (model) => withEvent(model, event(eventFrame('upgrade.answered', 1, { upgradeId: 'u_0', accepted: true }))), true],
    ['somebody writes', (model) => withEvent(model, event(messageFrame(1, 'x'))), true],
  ])('the card, when %s', (_when, change, open) => {
    expect(change(asked).ask).toBe(open ? ask : undefined);
  });
});
