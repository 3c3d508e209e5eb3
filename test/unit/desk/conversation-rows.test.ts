import { describe, expect, it } from 'vitest';
import { ConversationRows } from '../../../src/desk/conversation-rows.js';
import { enDesk } from '../../../src/desk/en-desk.js';
import { uiWords } from '../../../src/desk/shared-words.js';
import { transcriptItems, type Reading } from '../../../src/desk/transcript-items.js';
import type { TimelineEvent } from '../../../src/protocol/index.js';
import type { ContactModel } from '../../../src/session/index.js';
import { transcriptRows, type RowOptions } from '../../../src/ui/index.js';
import { ana, anaActor, flow, noon, platform, robin, Story } from './story.js';

const reading: Reading = { agentId: 'agent-ana', gone: () => false, strings: enDesk };
const options: RowOptions = { now: noon, strings: uiWords, locale: 'en-GB' };

/** Of everything that stands in a transcript. */
const whole = (): Story =>
  new Story().begun()
    .add('message', robin, { messageId: 'm_1', text: 'Hello' })
    .add('message', anaActor, { messageId: 'm_2', text: 'Hello Robin' })
    .add('contact.note', anaActor, { noteId: 'n_1', text: 'Calls often' })
    .add('upgrade.asked', anaActor, { upgradeId: 'u_1', medium: 'video', deadline: '2026-01-01T12:01:00.000Z' })
    .add('upgrade.answered', robin, { upgradeId: 'u_1', accepted: true })
    .add('upgrade.captured', robin, { upgradeId: 'u_1', outcome: 'ready' }, 6)
    .add('media-upgrade', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana })
    .add('media.restored', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'videoChat', to: 'webChat', durationMs: 252_400 })
    .add('upgrade.ended', platform, { upgradeId: 'u_1', result: { status: 'failed', reason: 'media-stalled', by: 'agent', at: '2026-01-01T12:05:00.000Z' } })
    .add('message', flow, { messageId: 'm_3', text: 'How was it?' })
    .add('message', anaActor, { messageId: 'm_4', text: 'All well?' }, 90_000)
    .add('message', robin, { messageId: 'm_5', text: 'Yes' });

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const sameAsAnew = (rows: ConversationRows, model: ContactModel, how = reading): void =>
  expect(plain(rows.of(model, how, options))).toEqual(plain(transcriptRows(transcriptItems(model, how), options)));

/** Counts how often an event's moment is looked at: whoever reads an event does. */
function watched(events: readonly TimelineEvent[], read: string[]): readonly TimelineEvent[] {
  return events.map((event) => Object.defineProperty({ ...event }, 'at', { get: () => (read.push(`${event.seq}`), event.at) }));
}

describe('the rows of a conversation', () => {
  it('are what all of it read anew would give, as it grows event by event', () => {
    const { events } = whole();
    const rows = new ConversationRows();
    for (let count = 0; count <= events.length; count += 1) sameAsAnew(rows, new Story().model({}, { events: events.slice(0, count) }));
  });

  it('tell what the customer has read meanwhile, of the message that shows it', () => {
    const events = whole().events.slice(0, 13);
    const rows = new ConversationRows();
    sameAsAnew(rows, new Story().model({ read: { customer: 0, agent: 0 } }, { events }));
    sameAsAnew(rows, new Story().model({ read: { customer: 5, agent: 0 } }, { events }));
    sameAsAnew(rows, new Story().model({ read: { customer: 13, agent: 0 } }, { events }));
  });

  it('tell what is on its way, and the same of it once it is there', () => {
    const { events } = whole();
    const rows = new ConversationRows();
    const model = (more: Partial<ContactModel>): ContactModel => new Story().model({}, more);
    sameAsAnew(rows, model({ events: events.slice(0, 4), pending: [{ id: 'm_2', text: 'Hello Robin', at: noon, state: 'sending' }] }));
    sameAsAnew(rows, model({ events: events.slice(0, 5) }));
    sameAsAnew(rows, model({ events: events.slice(0, 5), pending: [{ id: 'm_9', text: 'Lost', at: noon, state: 'failed' }] }));
  });

  it.each<[string, (model: ContactModel) => ContactModel, Partial<Reading>]>([
    ['the customer’s name', (model) => ({ ...model, snapshot: { ...model.snapshot, customer: { customerId: 'guest-1', name: 'Kim Vale' } } }), {}],
    ['who reads', (model) => model, { agentId: 'agent-ben' }],
    ['whether the customer was there as a call ended', (model) => model, { gone: () => true }],
    ['the contact', (model) => ({ ...model, contactId: 'c_2', events: model.events.slice(0, 6) }), {}],
    ['what is known of the beginning', (model) => ({ ...model, events: model.events.slice(5) }), {}],
  ])('are read anew with another answer to %s', (_what, change, other) => {
    const model = whole().model();
    const rows = new ConversationRows();
    rows.of(model, reading, options);
    sameAsAnew(rows, change(model), { ...reading, ...other });
  });

  it('are read event by event, each once', () => {
    const story = new Story();
    for (let at = 0; at < 500; at += 1) story.add('message', at % 2 === 0 ? robin : anaActor, { messageId: `m_${at}`, text: 'and so on' });
    const read: string[] = [];
    const events = watched(story.events, read);
    const rows = new ConversationRows();
    const before = rows.of(story.model({}, { events: events.slice(0, 499) }), reading, options);
    expect(read).toHaveLength(499);
    read.length = 0;
    const after = rows.of(story.model({}, { events }), reading, options);
    expect(read).toEqual(['500']);
    expect(after.filter((row) => !before.includes(row)).length).toBeLessThan(5);
    read.length = 0;
    expect(rows.of(story.model({}, { events }), reading, options)).toBe(after);
    expect(read).toEqual([]);
  });
});
