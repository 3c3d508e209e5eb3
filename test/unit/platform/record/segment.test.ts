import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interactionOf, metricsOf, segmentsOf, type StoredEvent } from '../../../../src/platform/record/index.js';
import { ana, ben, start, Timeline, timelines, upgraded } from './fixture.js';

const seconds = (ms: number): number => (ms - start) / 1_000;
const end = (events: readonly StoredEvent[]): number => events.reduce((latest, it) => Math.max(latest, it.at), start);

describe('segments', () => {
  test('of a whole upgrade are flow, queue, chat, video and chat again', () => {
    const { events, now } = upgraded();
    expect(segmentsOf(events, now).map((it) => [it.kind, it.medium, it.owner, seconds(it.startedAt), seconds(it.endedAt)])).toEqual([
      ['flow', 'webChat', undefined, 0, 10],
      ['waiting', 'webChat', undefined, 10, 30],
      ['agent', 'webChat', 'ben', 30, 90],
      ['agent', 'videoChat', 'ana', 90, 210],
      ['agent', 'webChat', 'ana', 210, 240],
    ]);
  });

  test('leave upgrade events before the bind inside the chat', () => {
    const timeline = new Timeline().started().add('agent.joined', { agent: ana })
      .add('upgrade.asked', { upgradeId: 'u_1', medium: 'video', deadline: new Date(start).toISOString() }, 5)
      .add('upgrade.ended', { upgradeId: 'u_1', result: { status: 'declined', by: 'customer', at: new Date(start).toISOString() } }, 5)
      .add('contact.closed', { reason: 'agent' }, 5);
    expect(segmentsOf(timeline.events, timeline.now)).toHaveLength(1);
  });

  test('begin anew with each call, and with each handover', () => {
    const timeline = new Timeline().started().add('agent.joined', { agent: ana })
      .add('media-upgrade', { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana }, 5)
      .add('media-upgrade', { upgradeId: 'u_1', callId: 'v_2', from: 'videoChat', to: 'videoChat', agent: ben }, 5);
    expect(segmentsOf(timeline.events, timeline.now + 5_000).map((it) => [it.owner, it.callId])).toEqual([['ana', undefined], ['ana', 'v_1'], ['ben', 'v_2']]);
  });

  test('of an open contact go on to now', () => {
    const { events } = new Timeline().started();
    expect(segmentsOf(events, start + 7_000)).toEqual([{ kind: 'flow', medium: 'webChat', startedAt: start, endedAt: start + 7_000 }]);
  });

  test('of a contact without length are one, and without events none', () => {
    expect(segmentsOf(new Timeline().started().add('contact.closed', { reason: 'blocked' }).events, start + 9)).toEqual([{ kind: 'flow', medium: 'webChat', startedAt: start, endedAt: start }]);
    expect(segmentsOf([], start)).toEqual([]);
  });

  test('end with the contact, whatever comes after', () => {
    const { events, now } = upgraded();
    expect(segmentsOf(events, now + 1e9).at(-1)?.endedAt).toBe(start + 240_000);
  });

  test('tile every contact from its start to its end without hole or overlap', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      const now = end(events) + 1_000;
      const segments = segmentsOf(events, now);
      const closed = events.some((it) => it.kind === 'contact.closed');
      expect(segments[0]?.startedAt).toBe(start);
      expect(segments.at(-1)?.endedAt).toBe(closed ? end(events) : now);
      segments.forEach((it, n) => {
        expect(it.endedAt).toBeGreaterThanOrEqual(it.startedAt);
        if (segments.length > 1) expect(it.endedAt).toBeGreaterThan(it.startedAt);
        if (n > 0) expect(it.startedAt).toBe(segments[n - 1]!.endedAt);
        expect(it.kind === 'agent').toBe(it.owner !== undefined);
        expect(it.medium === 'videoChat').toBe(it.callId !== undefined);
      });
    }), { numRuns: 500 });
  });

  test('say of every moment the medium that the last event before it left', () => {
    fc.assert(fc.property(timelines, fc.nat({ max: 4_000_000 }), ({ events }, after) => {
      const ordered = events.every((it, n) => n === 0 || it.at >= events[n - 1]!.at);
      const moment = start + after;
      const now = end(events) + 1_000;
      const segment = segmentsOf(events, now).find((it) => it.startedAt <= moment && moment < it.endedAt);
      if (!ordered || !segment) return;
      const medium = events.filter((it) => it.at <= moment).reduce((last, it) => (it.kind === 'media-upgrade' || it.kind === 'media.restored' ? it.data.to : last), 'webChat');
      expect(segment.medium).toBe(medium);
    }), { numRuns: 500 });
  });
});

describe('an interaction', () => {
  test('of any contact has one id, and parts that tile it', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      const now = end(events) + 1_000;
      const interaction = interactionOf(events, now)!;
      expect(interaction.id).toBe('c_1');
      interaction.parts.forEach((part, n) => {
        if (n > 0) {
          expect(part.startedAt).toBe(interaction.parts[n - 1]!.endedAt);
          expect([part.medium, part.callId]).not.toEqual([interaction.parts[n - 1]!.medium, interaction.parts[n - 1]!.callId]);
        }
      });
      expect(interaction.parts[0]?.startedAt).toBe(interaction.startedAt);
      if (interaction.endedAt !== undefined) expect(interaction.parts.at(-1)?.endedAt).toBe(interaction.endedAt);
    }), { numRuns: 300 });
  });

  test('spends all of its time in flow, waiting or talk', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      const now = end(events) + 1_000;
      const segments = segmentsOf(events, now);
      const { tWait, tTalk, tTalkVideo, tHandle, tAcw } = metricsOf(events, now);
      const flow = segments.filter((it) => it.kind === 'flow').reduce((sum, it) => sum + it.endedAt - it.startedAt, 0);
      expect(flow + tWait + tTalk).toBe(segments.at(-1)!.endedAt - start);
      expect(tTalkVideo).toBeLessThanOrEqual(tTalk);
      expect(tHandle).toBe(tTalk + tAcw);
    }), { numRuns: 300 });
  });
});
