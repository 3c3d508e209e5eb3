import { describe, expect, it } from 'vitest';
import { enTimeline } from '../../../src/desk/en-timeline.js';
import { timelineRows } from '../../../src/desk/timeline-rows.js';
import { ana, anaActor, flow, platform, robin, Story } from './story.js';

describe('the timeline’s rows', () => {
  it('tell the medium’s change in the contact’s own words', () => {
    const { events } = new Story().add('media-upgrade', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana });
    expect(timelineRows(events, enTimeline).map(({ title, under }) => [title, under])).toEqual([['Medium webChat to videoChat', 'Ana']]);
  });

  it('tell a missing pane as trouble and a confirmed one with its delay', () => {
    const { events } = new Story()
      .add('pane.unconfirmed', platform, { callId: 'v_1', agentId: 'agent-ana' })
      .add('pane.rendered', anaActor, { callId: 'v_1', agentId: 'agent-ana', afterMs: 180.4 });
    expect(timelineRows(events, enTimeline).map(({ title, under, tone }) => [title, under, tone])).toEqual([
      ['Video pane not on screen', '', 'danger'],
      ['Video pane on screen', 'Confirmed after 180 ms', 'accent'],
    ]);
  });

  it('tell a refused block with its reason', () => {
    const { events } = new Story().add('flow.refused', flow, { runId: 'run_1', blockId: 'route', rule: 'route-after-upgrade', message: 'The call would be lost.' });
    expect(timelineRows(events, enTimeline)[0]).toMatchObject({ title: 'Block “route” refused', under: 'The call would be lost.', tone: 'danger' });
  });

  it('leave messages to the conversation', () => {
    const { events } = new Story().add('message', robin, { messageId: 'm_1', text: 'Hello' });
    expect(timelineRows(events, enTimeline)).toEqual([]);
  });
});
