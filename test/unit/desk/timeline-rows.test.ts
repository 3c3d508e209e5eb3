import { describe, expect, it } from 'vitest';
import { enTimeline } from '../../../src/desk/en-timeline.js';
import { timelineRows } from '../../../src/desk/timeline-rows.js';
import * as v from 'valibot';
import { resultReasons, resultStatuses, ResultSchema, type Result, type TimelineEvent } from '../../../src/protocol/index.js';
import { ana, anaActor, flow, platform, robin, Story } from './story.js';

const told = (events: readonly TimelineEvent[]) => timelineRows(events, enTimeline, ana).map(({ title, under }) => [title, under]);

/** Every result that the vocabulary can write. */
const results: readonly Result[] = resultStatuses.flatMap((status) => {
  const reasons: readonly (string | undefined)[] = Object.entries(resultReasons).find(([name]) => name === status)?.[1] ?? [undefined];
  return reasons.map((reason) => v.parse(ResultSchema, { status, by: 'platform', at: '2026-01-01T12:00:00.000Z', ...(reason === undefined ? {} : { reason }) }));
});

describe('the timeline’s rows', () => {
  it('tell the medium’s change in the contact’s own words', () => {
    const { events } = new Story().add('media-upgrade', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana });
    expect(timelineRows(events, enTimeline, ana).map(({ title, under }) => [title, under])).toEqual([['From chat to video', 'Ana']]);
  });

  it('tell a missing pane as trouble and a confirmed one with its delay', () => {
    const { events } = new Story()
      .add('pane.unconfirmed', platform, { callId: 'v_1', agentId: 'agent-ana' })
      .add('pane.rendered', anaActor, { callId: 'v_1', agentId: 'agent-ana', afterMs: 180.4 });
    expect(timelineRows(events, enTimeline, ana).map(({ title, under, tone }) => [title, under, tone])).toEqual([
      ['Video pane not on screen', '', 'danger'],
      ['Video pane on screen', 'Confirmed after 180 ms', 'accent'],
    ]);
  });

  it('tell a refused block with its reason', () => {
    const { events } = new Story().add('flow.refused', flow, { runId: 'run_1', blockId: 'route', rule: 'route-after-upgrade', message: 'The call would be lost.' });
    expect(timelineRows(events, enTimeline, ana)[0]).toMatchObject({ title: 'Block “route” refused', under: 'The call would be lost.', tone: 'danger' });
  });

  it('say for whom it rang', () => {
    const { events } = new Story()
      .add('reservation.ended', platform, { reservationId: 'r_1', agentId: 'agent-ana', outcome: 'timeout' })
      .add('reservation.ended', platform, { reservationId: 'r_2', agentId: 'agent-ben', outcome: 'timeout' });
    expect(told(events)).toEqual([['Not answered', 'Rang for Ana'], ['Not answered', 'Rang for another agent']]);
  });

  it('say which device was missing', () => {
    const { events } = new Story()
      .add('upgrade.captured', robin, { upgradeId: 'u_1', outcome: 'no-device' })
      .add('upgrade.ended', platform, { upgradeId: 'u_1', result: { status: 'no-device', reason: 'camera', by: 'customer', at: '2026-01-01T12:00:00.000Z' } });
    expect(told(events)).toEqual([['No camera found', 'Robin Vale']]);
  });

  it('claim no camera of a customer who is ready: they may have begun with sound alone', () => {
    const { events } = new Story().add('upgrade.captured', robin, { upgradeId: 'u_1', outcome: 'ready' });
    expect(told(events)).toEqual([['Ready for video', 'Robin Vale']]);
  });

  it('say a refusal once', () => {
    const { events } = new Story()
      .add('upgrade.answered', robin, { upgradeId: 'u_1', accepted: false })
      .add('upgrade.ended', platform, { upgradeId: 'u_1', result: { status: 'declined', by: 'customer', at: '2026-01-01T12:00:00.000Z' } });
    expect(told(events)).toEqual([['Video declined', 'Robin Vale']]);
  });

  it.each(results)('hold no word of the engine: $status $reason', (result) => {
    const { events } = new Story().add('upgrade.ended', platform, { upgradeId: 'u_1', result });
    for (const words of told(events).flat()) expect(words).not.toMatch(/[a-z]-[a-z]|webChat|videoChat|undefined/);
  });

  it('tell what the customer agreed to, answered and thought of it', () => {
    const at = '2026-01-01T12:00:00.000Z';
    const { events } = new Story()
      .add('consent.given', robin, { hash: 'h', version: '2026-11', text: 'We keep what you write.', givenAt: at })
      .add('form.answered', robin, { answers: [{ key: 'email', label: 'E-mail', value: 'robin@example.test' }, { key: 'news', label: 'Newsletter', value: true }], answeredAt: at })
      .add('message.left', flow, { queueId: 'support' })
      .add('contact.rated', robin, { about: 'video', stars: 2, comment: 'It froze' })
      .add('consent.withdrawn', robin, { hash: 'h' });
    expect(told(events)).toEqual([
      ['Agreed before the chat', '2026-11'], ['Form answered', 'E-mail: robin@example.test · Newsletter: Yes'], ['Message left out of hours', ''], ['Video rated 2 of 5', 'It froze'], ['Agreement withdrawn', ''],
    ]);
  });

  it('leave messages to the conversation', () => {
    const { events } = new Story().add('message', robin, { messageId: 'm_1', text: 'Hello' });
    expect(timelineRows(events, enTimeline, ana)).toEqual([]);
  });
});
