import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../src/desk/segments.js';
import { ana, anaActor, noon, platform, Story } from './story.js';

const upgrade = { upgradeId: 'u_1', callId: 'v_1' } as const;
const lengths = (story: Story, now: number): readonly (readonly [string, number])[] => segmentsOf(story.events, now).map(({ kind, from, to }) => [kind, (to - from) / 1000]);

describe('segments', () => {
  it('tile the contact from flow over chat to video and back, without a gap', () => {
    const story = new Story().begun()
      .add('media-upgrade', platform, { ...upgrade, from: 'webChat', to: 'videoChat', agent: ana }, 60)
      .add('media.restored', platform, { ...upgrade, from: 'videoChat', to: 'webChat', durationMs: 60_000 }, 20)
      .add('contact.closed', anaActor, { reason: 'agent' }, 15)
      .add('contact.wrapped', anaActor, { agentId: 'agent-ana', codes: [] });
    const segments = segmentsOf(story.events, noon + 3_600_000);
    expect(lengths(story, noon + 3_600_000)).toEqual([['flow', 5], ['waiting', 30], ['chat', 10], ['video', 60], ['chat', 20], ['wrap', 15]]);
    segments.slice(1).forEach((segment, index) => expect(segment.from).toBe(segments[index]?.to));
  });

  it('let the last one grow with time', () => {
    expect(lengths(new Story().begun(), noon + 100_000)).toEqual([['flow', 5], ['waiting', 30], ['chat', 65]]);
  });

  it('keep the chat while a customer in a conversation waits for a video agent', () => {
    const story = new Story().begun().add('queue.entered', platform, { queueId: 'support', name: 'Support', medium: 'videoChat' }, 30);
    expect(lengths(story, noon + 100_000)).toEqual([['flow', 5], ['waiting', 30], ['chat', 65]]);
  });

  it('end with a contact that nobody had taken', () => {
    const story = new Story().begun();
    story.events.pop();
    story.add('contact.closed', platform, { reason: 'idle' });
    expect(lengths(story, noon + 9_000_000).map(([kind]) => kind)).toEqual(['flow', 'waiting']);
  });

  it('are none before the first event', () => {
    expect(segmentsOf([], noon)).toEqual([]);
  });
});
