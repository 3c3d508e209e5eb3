import { describe, expect, it } from 'vitest';
import { enChat } from '../../../src/chat/en.js';
import { enResults } from '../../../src/chat/en-results.js';
import { spoken } from '../../../src/ui/words.js';
import { resultLine } from '../../../src/chat/result-line.js';
import { timelineItems } from '../../../src/chat/timeline-items.js';
import { Timeline, ana, contactId, snapshot } from '../../element/chat/fake-rooms.js';

const file = (name: string) => ({ attachmentId: 'f_1', name, type: 'image/png', size: 4 });
const chen = { agentId: 'chen', name: 'Chen Li' };
const platform = { kind: 'platform' } as const;
const moment = '2026-11-22T13:02:00.000Z';

const lines = (timeline: Timeline): readonly string[] =>
  timelineItems({ contactId, snapshot: snapshot(), events: timeline.events, pending: [], typing: undefined, unread: 0, ask: undefined }, { strings: spoken(enChat), shop: 'Halden', locale: 'de', resultLine: (result, context, names, time) => resultLine(result, context, names, time, spoken(enResults)) }).map(
    (item) => `${item.kind === 'line' ? '·' : item.side === 'own' ? '>' : `${item.author}:`} ${item.text}`,
  );
const upgraded = (timeline: Timeline): Timeline =>
  timeline.add('media-upgrade', platform, { upgradeId: 'u', callId: 'c', from: 'webChat', to: 'videoChat', agent: ana });
const live = (timeline: Timeline): Timeline => upgraded(timeline).add('call.live', platform, { callId: 'c' });
const over = (timeline: Timeline): Timeline =>
  timeline.add('media.restored', platform, { upgradeId: 'u', callId: 'c', from: 'videoChat', to: 'webChat', durationMs: 252_000 });

describe('the customer reads', () => {
  it.each([
    ['what was said, by whom', new Timeline().customer('Hello').agent('Hi'), ['> Hello', 'Ana Ruiz: Hi']],
    ['what a flow says in the shop’s name', new Timeline().add('message', { kind: 'flow', id: 'b1' }, { messageId: 'm', text: 'Welcome' }), ['Halden: Welcome']],
    ['the names of files, beside the words and without', new Timeline().add('message', { kind: 'flow', id: 'b1' }, { messageId: 'm', text: 'Look', attachments: [file('<b>a</b>.png'), file('b.pdf')] }).add('message', { kind: 'flow', id: 'b1' }, { messageId: 'n', text: '', attachments: [file('c.pdf')] }), ['Halden: Look\n<b>a</b>.png\nb.pdf', 'Halden: c.pdf']],
    ['who joined, once', new Timeline().joined().joined(), ['· Ana Ruiz joined the chat']],
    ['who takes over', new Timeline().joined().add('agent.joined', platform, { agent: chen }), ['· Ana Ruiz joined the chat', '· Chen Li takes over. They can read this chat.']],
    ['that an agent dropped out', new Timeline().joined().add('agent.left', platform, { agent: ana, reason: 'offline' }), ['· Ana Ruiz joined the chat', '· Ana Ruiz left. Someone else will be with you in a moment.']],
    ['nothing of a hand-over’s inner steps', new Timeline().joined().add('agent.left', platform, { agent: ana, reason: 'upgrade' }), ['· Ana Ruiz joined the chat']],
    ['who comes to help and goes', new Timeline().joined().add('assist.joined', platform, { agent: chen }).add('message', { kind: 'agent', id: 'chen', name: 'Chen Li' }, { messageId: 'm', text: 'Hi' }).add('assist.left', platform, { agent: chen, reason: 'left' }), ['· Ana Ruiz joined the chat', '· Chen Li joined the chat', 'Chen Li: Hi', '· Chen Li left the chat']],
    ['a supervisor by their name', new Timeline().add('message', { kind: 'supervisor', id: 'sam', name: 'Sam Lind' }, { messageId: 'm', text: 'Good day' }), ['Sam Lind: Good day']],
    ['not that who takes over helped before', new Timeline().joined().add('assist.left', platform, { agent: chen, reason: 'owner' }).add('agent.joined', platform, { agent: chen }), ['· Ana Ruiz joined the chat', '· Chen Li takes over. They can read this chat.']],
    ['the end of who was blocked, without an invitation to write again', new Timeline().joined().add('contact.closed', platform, { reason: 'blocked' }), ['· Ana Ruiz joined the chat', '· Ana Ruiz ended the chat']],
    ['their own wish for video', new Timeline().add('upgrade.asked', { kind: 'customer' }, { upgradeId: 'u', medium: 'video', deadline: moment }), ['· You asked for video']],
    ['their own yes', new Timeline().add('upgrade.answered', { kind: 'customer' }, { upgradeId: 'u', accepted: true }), ['· You accepted video']],
    ['their own no, once', new Timeline().add('upgrade.answered', { kind: 'customer' }, { upgradeId: 'u', accepted: false }).add('upgrade.ended', platform, { upgradeId: 'u', result: { status: 'declined', by: 'customer', at: moment } }), ['· You declined video']],
    ['that video started and how long it was', over(live(new Timeline())), ['· Video started · 14:02', '· Video ended · 4 min 12 s']],
    ['nothing of a call that never came to be but its failure', over(upgraded(new Timeline())).add('upgrade.ended', platform, { upgradeId: 'u', result: { status: 'failed', reason: 'turn-unreachable', by: 'platform', at: moment } }), ['· Video couldn’t connect']],
    ['that a call broke off', live(new Timeline()).add('upgrade.ended', platform, { upgradeId: 'u', result: { status: 'failed', reason: 'ice-failed', by: 'platform', at: moment } }), ['· Video started · 14:02', '· Video interrupted · 14:02']],
    ['that the line dropped in between', live(new Timeline()).add('call.interrupted', platform, { callId: 'c' }), ['· Video started · 14:02', '· Connection dropped, getting it back']],
    ['that the agent took the invitation back', new Timeline().joined().add('upgrade.ended', platform, { upgradeId: 'u', result: { status: 'cancelled', by: 'agent', at: moment } }), ['· Ana Ruiz joined the chat', '· Ana took the invitation back.']],
    ['that the camera was refused', new Timeline().add('upgrade.ended', platform, { upgradeId: 'u', result: { status: 'permission-denied', by: 'customer', at: moment } }), ['· Video didn’t start: camera not allowed']],
    ['the end by the agent', new Timeline().joined().add('contact.closed', platform, { reason: 'agent' }), ['· Ana Ruiz joined the chat', '· Ana Ruiz ended the chat']],
    ['the end by silence', new Timeline().add('contact.closed', platform, { reason: 'idle' }), ['· This chat ended 14:02. Write to start again.']],
    ['nothing of queues for chat', new Timeline().add('queue.entered', platform, { queueId: 'q', name: 'Support', medium: 'webChat' }), []],
  ])('%s', (_what, timeline, expected) => {
    expect(lines(timeline)).toEqual(expected);
  });

  it('how far their messages came', () => {
    const { events } = new Timeline().customer('one').customer('two');
    const pending = [{ id: 'p', text: 'three', at: 0, state: 'failed' }] as const;
    const model = { contactId, snapshot: snapshot({ read: { customer: 0, agent: 1 } }), events, pending, typing: undefined, unread: 0, ask: undefined };
    const items = timelineItems(model, { strings: spoken(enChat), shop: 'Halden' });
    expect(items).toMatchObject([{ delivery: 'read' }, { delivery: 'sent' }, { key: 'p', delivery: 'failed' }]);
    const delivered = { ...model, snapshot: snapshot({ read: { customer: 0, agent: 1, desk: 2 } }), pending: [] };
    expect(timelineItems(delivered, { strings: spoken(enChat), shop: 'Halden' })).toMatchObject([{ delivery: 'read' }, { delivery: 'delivered' }]);
  });
});
