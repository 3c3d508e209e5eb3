import { describe, expect, test } from 'vitest';
import type { Result, SideSummary } from '../../../../src/protocol/index.js';
import { upgradesOf } from '../../../../src/platform/record/upgrade-record.js';
import { transcriptOf } from '../../../../src/platform/record/index.js';
import { ana, ben, start, Timeline, upgraded } from './fixture.js';

const at = (seconds: number): string => new Date(start + seconds * 1_000).toISOString();
const deadline = at(60);
const ended = (result: Omit<Extract<Result, { status: 'declined' | 'completed' | 'cancelled' }>, 'at'>): Result => ({ ...result, at: at(0) });
const asked = (timeline: Timeline, upgradeId: string): Timeline => timeline.add('upgrade.asked', { upgradeId, medium: 'video', deadline }, 1, 'customer');
const rings = (timeline: Timeline, reservationId: string, agentId: string, medium: 'webChat' | 'videoChat' = 'videoChat'): Timeline =>
  timeline.add('reservation.made', { reservationId, agentId, medium, expiresAt: deadline }, 1);
const counts = { freezes: 0, restarts: 0, rebuilds: 0, audioOnlyMs: 0 };

describe('the funnel of an upgrade', () => {
  test('has every step’s moment in order', () => {
    const [it] = upgradesOf(upgraded().events);
    const moments = [it?.askedAt, it?.answeredAt, it?.capturedAt, it?.foundAt, it?.boundAt, it?.paneAt, it?.liveAt, it?.endedAt];
    expect(moments).toEqual([80, 81, 82, 86, 90, 91, 92, 210].map(at));
  });

  test.each([
    ['asked', 0, ['askedAt']],
    ['answered', 1, ['askedAt', 'answeredAt']],
    ['captured', 2, ['askedAt', 'answeredAt', 'capturedAt']],
    ['found', 3, ['askedAt', 'answeredAt', 'capturedAt', 'foundAt']],
  ] as const)('that came as far as %s has nothing of what lies behind', (_step, length, reached) => {
    const timeline = asked(new Timeline().started(), 'u_1');
    const steps = [
      () => timeline.add('upgrade.answered', { upgradeId: 'u_1', accepted: true }, 1, 'customer'),
      () => timeline.add('upgrade.captured', { upgradeId: 'u_1', outcome: 'ready' }, 1, 'customer'),
      () => rings(timeline, 'r_1', 'ana'),
    ];
    for (const step of steps.slice(0, length)) step();
    const [it] = upgradesOf(timeline.events);
    expect(Object.keys(it ?? {}).filter((key) => key.endsWith('At')).sort()).toEqual([...reached].sort());
  });

  test('found an agent when the first one rang, not the one who took it', () => {
    const timeline = rings(rings(asked(new Timeline().started(), 'u_1'), 'r_1', 'ben'), 'r_2', 'ana');
    expect(upgradesOf(timeline.events)).toMatchObject([{ foundAt: at(2) }]);
  });

  test('counts no ring for chat, and none of another upgrade', () => {
    const timeline = rings(asked(new Timeline().started(), 'u_1'), 'r_1', 'ben', 'webChat').add('upgrade.ended', { upgradeId: 'u_1', result: ended({ status: 'cancelled', by: 'customer' }) });
    rings(asked(timeline, 'u_2'), 'r_2', 'ana');
    const [first, second] = upgradesOf(timeline.events);
    expect(first).not.toHaveProperty('foundAt');
    expect(second).toMatchObject({ upgradeId: 'u_2', foundAt: at(4) });
  });

  test('keeps the first frame’s steps and the summaries with their call', () => {
    const call = (n: number): Timeline =>
      asked(timeline, `u_${n}`).add('media-upgrade', { upgradeId: `u_${n}`, callId: `v_${n}`, from: 'webChat', to: 'videoChat', agent: ana })
        .add('call.live', { callId: `v_${n}`, firstFrameMs: n * 100, marks: { frame: n * 100 } }, 1, 'customer')
        .add('media.restored', { upgradeId: `u_${n}`, callId: `v_${n}`, from: 'videoChat', to: 'webChat', durationMs: 1 }, 1)
        .add('upgrade.ended', { upgradeId: `u_${n}`, result: ended({ status: 'completed', by: 'agent' }) });
    const timeline = new Timeline().started().add('agent.joined', { agent: ben });
    call(1);
    const late: SideSummary = { callId: 'v_2', side: 'customer', ...counts, freezes: 3 };
    call(2).add('call.summary', { callId: 'v_1', side: 'agent', ...counts }, 1, 'agent').add('call.summary', late, 1, 'customer');
    expect(upgradesOf(timeline.events)).toMatchObject([
      { marks: { frame: 100 }, summaries: [{ callId: 'v_1', side: 'agent' }] }, { marks: { frame: 200 }, summaries: [{ callId: 'v_2', side: 'customer', freezes: 3 }] },
    ]);
  });

  test('a summary or steps of a version that wrote them otherwise are left out', () => {
    const timeline = asked(new Timeline().started(), 'u_1').add('media-upgrade', { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana })
      .add('call.live', { callId: 'v_1', marks: 'soon' }, 1, 'customer').add('call.summary', { callId: 'v_1', side: 'agent' }, 1, 'agent');
    const [it] = upgradesOf(timeline.events);
    expect(it).toMatchObject({ liveAt: at(2), summaries: [] });
    expect(it).not.toHaveProperty('marks');
  });

  test('a summary of no known call belongs to nobody', () => {
    const timeline = asked(new Timeline().started(), 'u_1').add('call.summary', { callId: 'v_9', side: 'agent', ...counts }, 1, 'agent');
    expect(upgradesOf(timeline.events)).toMatchObject([{ summaries: [] }]);
  });

  test('says nothing in the transcript that was not said before', () => {
    const { events } = upgraded();
    const quiet = ['call.summary', 'call.live', 'pane.rendered', 'reservation.made'];
    expect(transcriptOf(events).filter(({ event }) => quiet.includes(event))).toEqual([]);
  });
});
