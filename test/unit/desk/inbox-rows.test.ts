import { describe, expect, it } from 'vitest';
import type { Reservation } from '../../../src/desk/auto-join.js';
import { enDesk } from '../../../src/desk/en-desk.js';
import { endedRows, mineRows, waitingRows, type InboxFacts } from '../../../src/desk/inbox-rows.js';
import type { WaitingContact } from '../../../src/protocol/index.js';
import { anaActor, flow, noon, robin, Story } from './story.js';

const queue = { queueId: 'support', name: 'Support' };
const facts = (changes: Partial<InboxFacts> = {}): InboxFacts => ({ now: noon + 200_000, agentId: 'agent-ana', strings: enDesk, reservations: [], unseen: undefined, gone: undefined, locale: 'en-GB', ...changes });
const waits = (contactId: string, secondsAfterNoon: number): WaitingContact => ({ contactId, queue, medium: 'webChat', since: new Date(noon + secondsAfterNoon * 1000).toISOString() });

describe('waiting', () => {
  it('has the longest wait first and marks the late', () => {
    const rows = waitingRows([waits('c_2', 150), waits('c_1', 0)], facts());
    expect(rows.map(({ contactId, time, mark }) => [contactId, time, mark])).toEqual([['c_1', '3:20', 'late'], ['c_2', '0:50', 'none']]);
  });

  it('has what rings here on top, once', () => {
    const ringing: Reservation = { type: 'reservation', reservationId: 'r_1', contactId: 'c_2', medium: 'webChat', queue, waitingSince: waits('c_2', 150).since, expiresAt: waits('c_2', 220).since, kept: false };
    const rows = waitingRows([waits('c_1', 0), waits('c_2', 150)], facts({ reservations: [ringing] }));
    expect(rows.map(({ contactId, mark }) => [contactId, mark])).toEqual([['c_2', 'ringing'], ['c_1', 'late']]);
  });

  it('tells visitors without a name from each other', () => {
    expect(waitingRows([waits('c_8q4m2zk7', 0), waits('c_5TB09XQE', 10)], facts()).map(({ name }) => name)).toEqual(['Visitor 8Q4M', 'Visitor 5TB0']);
  });
});

describe('mine', () => {
  const story = new Story().add('message', robin, { messageId: 'm_1', text: 'Hello' });

  it('shows the customer’s last words, and the agent’s own as such', () => {
    expect(mineRows([story.model()], facts())[0]?.line).toBe('Hello');
    const answered = new Story().add('message', robin, { messageId: 'm_1', text: 'Hello' }).add('message', anaActor, { messageId: 'm_2', text: 'Hi' });
    expect(mineRows([answered.model()], facts())[0]?.line).toBe('You: Hi');
    expect(mineRows([answered.model()], facts({ agentId: 'agent-ben' }))[0]?.line).toBe('Ana: Hi');
  });

  it('never puts a flow’s words into the agent’s mouth', () => {
    const greeted = new Story().add('message', flow, { messageId: 'm_1', text: 'Welcome.' });
    expect(mineRows([greeted.model()], facts())[0]?.line).toBe('Automatic: Welcome.');
  });

  it('tells who waits for a picture, and since when', () => {
    const [row] = mineRows([story.model({ medium: 'videoChat' })], facts({ unseen: { contactId: 'c_1', boundAt: noon + 186_000 } }));
    expect([row?.mark, row?.line, row?.time]).toEqual(['unseen', 'Waiting for you on video', '0:14']);
  });

  it('stops counting when the contact ends', () => {
    const ended = story.model({ state: 'wrap-up', startedAt: new Date(noon).toISOString(), closedAt: new Date(noon + 90_000).toISOString() });
    expect(mineRows([ended], facts())[0]?.time).toBe('1:30');
  });

  it('counts down a wrap-up whose time is limited', () => {
    const ended = (wrapUp?: { until: string; held: boolean }) => story.model({ state: 'wrap-up', ...(wrapUp === undefined ? {} : { wrapUp }) });
    expect(mineRows([ended({ until: new Date(noon + 242_000).toISOString(), held: true })], facts())[0]?.line).toBe('Wrap-up · ends in 0:42');
    expect(mineRows([ended()], facts())[0]?.line).toBe('Wrap-up');
  });

  it('calls nobody live whose connection has dropped', () => {
    const [row] = mineRows([story.model({ medium: 'videoChat' })], facts({ gone: 'c_1' }));
    expect([row?.mark, row?.line]).toEqual(['gone', 'Connection dropped']);
  });
});

describe('ended', () => {
  it('says who went on with a contact', () => {
    const [row] = endedRows([new Story().begun().model({ relation: 'former', owner: { agentId: 'agent-ben', name: 'Ben Okafor' } })], facts());
    expect(row?.line).toBe('This contact went on with Ben Okafor.');
  });
});
