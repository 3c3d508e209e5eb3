import { describe, expect, it } from 'vitest';
import { lastOf, paneOnRecord, waitBeforeJoin, waitBeforeVideo } from '../../../src/desk/contact-facts.js';
import { ana, anaActor, platform, robin, Story } from './story.js';

describe('facts of a contact', () => {
  it('count the wait from the queue to the joining', () => {
    expect(waitBeforeJoin(new Story().begun().events, 2)).toBe(30_000);
  });

  it('count the wait for video from the opened camera to the bind', () => {
    const story = new Story().begun()
      .add('upgrade.captured', robin, { upgradeId: 'u_1', outcome: 'ready' }, 6)
      .add('media-upgrade', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana });
    expect(waitBeforeVideo(story.events, 'u_1')).toBe(6_000);
    expect(waitBeforeVideo(story.events, 'u_2')).toBeUndefined();
  });

  it('know a pane as unconfirmed until it is confirmed, and confirmed from then on', () => {
    const story = new Story();
    expect(paneOnRecord(story.events, 'v_1')).toBe('unknown');
    story.add('pane.unconfirmed', platform, { callId: 'v_1', agentId: 'agent-ana' });
    expect(paneOnRecord(story.events, 'v_1')).toBe('unconfirmed');
    story.add('pane.rendered', anaActor, { callId: 'v_1', agentId: 'agent-ana', afterMs: 6_000 });
    expect(paneOnRecord(story.events, 'v_1')).toBe('confirmed');
    expect(paneOnRecord(story.events, 'v_2')).toBe('unknown');
  });

  it('find the last event of a kind before a position', () => {
    const { events } = new Story().add('message', robin, { messageId: 'm_1', text: 'one' }).add('message', robin, { messageId: 'm_2', text: 'two' });
    expect(lastOf(events, 'message')?.data.text).toBe('two');
    expect(lastOf(events, 'message', 1)?.data.text).toBe('one');
    expect(lastOf(events, 'contact.closed')).toBeUndefined();
  });
});
