import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSeries, isSettled, postAll, segmentsOf, type Emission, type StoredEvent } from '../../../../src/platform/record/index.js';
import { ana, ben, start, Timeline, timelines, upgraded } from './fixture.js';

const of = (emissions: readonly Emission[], series: string): readonly Emission[] => emissions.filter((it) => it.series === series);
const sum = (emissions: readonly Emission[], series: string): number => of(emissions, series).reduce((total, it) => total + it.ms, 0);
const closed = (events: readonly StoredEvent[]): boolean => events.some((it) => it.kind === 'contact.closed');

describe('a ledger', () => {
  const { events } = upgraded();
  const { emissions, ledger } = postAll(events);

  test('gives chat and video of one contact to who had it, and to the medium it was in', () => {
    expect(of(emissions, 'tTalk').map(({ agentId, medium, ms, queueId }) => [agentId, medium, ms, queueId])).toEqual([
      ['ben', 'webChat', 60_000, 'support'], ['ana', 'videoChat', 120_000, 'support'], ['ana', 'webChat', 30_000, 'support'],
    ]);
  });

  test('counts each handling once, when it ends', () => {
    expect(of(emissions, 'nHandled').map(({ agentId, at }) => [agentId, (at - start) / 1_000])).toEqual([['ben', 90], ['ana', 240]]);
  });

  test('says how an upgrade ended in words of the protocol', () => {
    expect(emissions.filter((it) => it.series.startsWith('ended/')).map((it) => it.series)).toEqual(['ended/completed']);
  });

  test('counts a message that was left for the queue it was left for', () => {
    const left = postAll(new Timeline().started().add('message.left', { queueId: 'night' }, 5).events).emissions;
    expect(of(left, 'nMessageLeft').map(({ queueId, at }) => [queueId, at - start])).toEqual([['night', 5_000]]);
  });

  test('counts a rating for whom it names and the medium it is about, its stars one by one', () => {
    const rated = (stars: number, about: 'chat' | 'video') => postAll(new Timeline().started().add('queue.entered', { queueId: 'q', name: 'Q', medium: 'webChat' })
      .add('contact.closed', { reason: 'customer' }, 5).add('contact.rated', { about, stars, agentId: 'ana' }, 2).events).emissions;
    expect(of(rated(4, 'video'), 'nRated')).toMatchObject([{ queueId: 'q', agentId: 'ana', medium: 'videoChat', at: start + 7_000 }]);
    expect(['nRatedGood', 'nStars'].map((series) => of(rated(4, 'chat'), series).length)).toEqual([1, 4]);
    expect(['nRatedGood', 'nStars'].map((series) => of(rated(3, 'chat'), series).length)).toEqual([0, 3]);
    expect(of(rated(3, 'chat'), 'nStars')[0]?.medium).toBe('webChat');
  });

  test('counts a rating of a video for the queue in which its agent had it, wherever the contact is by then', () => {
    const timeline = new Timeline().started().add('queue.entered', { queueId: 'support', name: 'Support', medium: 'webChat' }).add('queue.left', { queueId: 'support', outcome: 'connected' }, 5)
      .add('agent.joined', { agent: ana }).add('media-upgrade', { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana }, 5)
      .add('media.restored', { upgradeId: 'u_1', callId: 'v_1', from: 'videoChat', to: 'webChat', durationMs: 1 }, 60)
      .add('queue.entered', { queueId: 'repairs', name: 'Repairs', medium: 'webChat' }, 5).add('queue.left', { queueId: 'repairs', outcome: 'connected' }, 5)
      .add('contact.moved', { from: ana, to: ben }).add('agent.left', { agent: ana, reason: 'transfer' }).add('agent.joined', { agent: ben })
      .add('contact.rated', { about: 'video', stars: 5, agentId: 'ana' }, 5).add('contact.closed', { reason: 'customer' }, 5).add('contact.rated', { about: 'chat', stars: 2, agentId: 'ben' }, 5);
    expect(of(postAll(timeline.events).emissions, 'nRated').map(({ agentId, queueId, medium }) => `${agentId} ${queueId} ${medium}`)).toEqual(['ana support videoChat', 'ben repairs webChat']);
  });

  test('is settled when everybody has wrapped up', () => {
    // Ben never noted what he did.
    expect(ledger && isSettled(ledger)).toBe(false);
    const noted = postAll(new Timeline().started().add('agent.joined', { agent: ben }).add('contact.closed', { reason: 'agent' }, 5).add('contact.wrapped', { agentId: 'ben', codes: [] }, 3).events);
    expect(noted.ledger && isSettled(noted.ledger)).toBe(true);
  });

  test('does not count the end of somebody who comes back before their notes as work', () => {
    const timeline = new Timeline().started().add('agent.joined', { agent: ana }).add('agent.left', { agent: ana, reason: 'offline' }, 5).add('agent.joined', { agent: ana }, 60)
      .add('contact.closed', { reason: 'agent' }, 5).add('contact.wrapped', { agentId: 'ana', codes: [] }, 3);
    expect(sum(postAll(timeline.events).emissions, 'tAcw')).toBe(3_000);
  });

  test('counts all that an agent did with a contact for the queue they had it from, though it goes to another’s', () => {
    const timeline = new Timeline().started().add('queue.entered', { queueId: 'support', name: 'Support', medium: 'webChat' }).add('queue.left', { queueId: 'support', outcome: 'connected' }, 5)
      .add('agent.joined', { agent: ana }).add('queue.entered', { queueId: 'repairs', name: 'Repairs', medium: 'webChat' }, 60).add('queue.left', { queueId: 'repairs', outcome: 'connected' }, 10)
      .add('contact.moved', { from: ana, to: ben }).add('agent.left', { agent: ana, reason: 'transfer' }).add('agent.joined', { agent: ben })
      .add('contact.wrapped', { agentId: 'ana', codes: [] }, 20).add('contact.closed', { reason: 'agent' }, 5).add('contact.wrapped', { agentId: 'ben', codes: [] }, 5);
    const { emissions: found } = postAll(timeline.events);
    const concerned = ['nConnected', 'nTransferred', 'nHandled', 'tTalk', 'tAcw', 'tHandle'].map((series) => [series, of(found, series).map(({ agentId, queueId }) => `${agentId} ${queueId}`)]);
    expect(Object.fromEntries(concerned)).toEqual({
      nConnected: ['ana support'], nTransferred: ['ana support'], nHandled: ['ana support', 'ben repairs'],
      tTalk: ['ana support', 'ben repairs'], tAcw: ['ana support', 'ben repairs'], tHandle: ['ana support', 'ana support', 'ben repairs', 'ben repairs'],
    });
    expect(segmentsOf(timeline.events, timeline.now).map(({ owner, queueId }) => [owner, queueId])).toEqual([[undefined, 'support'], ['ana', 'support'], ['ben', 'repairs']]);
  });

  test('counts an upgrade that moves to another agent once, and its new call’s troubles with it', () => {
    const at = new Date(start).toISOString();
    const timeline = new Timeline().started().add('agent.joined', { agent: ana }).add('upgrade.asked', { upgradeId: 'u_1', medium: 'video', deadline: at }, 1)
      .add('media-upgrade', { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana }, 5).add('call.live', { callId: 'v_1' }, 1)
      .add('contact.moved', { from: ana, to: ben }, 10).add('agent.left', { agent: ana, reason: 'transfer' }).add('agent.joined', { agent: ben })
      .add('media-upgrade', { upgradeId: 'u_1', callId: 'v_2', from: 'videoChat', to: 'videoChat', agent: ben }).add('call.live', { callId: 'v_2' }, 1).add('call.interrupted', { callId: 'v_2' }, 1);
    const { emissions: found } = postAll(timeline.events);
    const numbers = ['nMediaUpgradeRequested', 'nMediaUpgradeBound', 'nMediaUpgradeLive', 'nTransferred'].map((it) => of(found, it).length);
    expect(numbers).toEqual([1, 1, 1, 1]);
    expect(of(found, 'nMediaUpgradeInterrupted').map((it) => it.agentId)).toEqual(['ben']);
  });

  test('folds the same from any point on as from the start', () => {
    fc.assert(fc.property(timelines, fc.nat({ max: 60 }), ({ events }, at) => {
      const first = postAll(events.slice(0, at));
      const rest = postAll(events.slice(at), first.ledger && (JSON.parse(JSON.stringify(first.ledger)) as typeof first.ledger));
      const ordered = events.every((it, n) => n === 0 || it.at >= events[n - 1]!.at);
      if (ordered) expect([...first.emissions, ...rest.emissions]).toEqual(postAll(events).emissions);
    }), { numRuns: 300 });
  });
});

describe('what any contact emits', () => {
  test('adds up to its segments: flow, waiting, and talk by agent and medium', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      if (!closed(events)) return;
      const { emissions } = postAll(events);
      const segments = segmentsOf(events, Infinity);
      const length = (test: (it: (typeof segments)[number]) => boolean): number => segments.filter(test).reduce((total, it) => total + it.endedAt - it.startedAt, 0);
      expect(sum(emissions, 'tFlow')).toBe(length((it) => it.kind === 'flow'));
      expect(sum(emissions, 'tWait')).toBe(length((it) => it.kind === 'waiting'));
      for (const agent of ['ana', 'ben']) {
        for (const medium of ['webChat', 'videoChat']) {
          const theirs = of(emissions, 'tTalk').filter((it) => it.agentId === agent && it.medium === medium);
          expect(theirs.reduce((total, it) => total + it.ms, 0)).toBe(length((it) => it.owner === agent && it.medium === medium));
        }
      }
    }), { numRuns: 500 });
  });

  test('makes handle time of exactly its parts, for every agent, queue, medium and moment', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      const { emissions } = postAll(events);
      const parts = emissions.filter((it) => ['tTalk', 'tHeld', 'tAcw'].includes(it.series)).map((it) => ({ ...it, series: 'tHandle' }));
      expect(of(emissions, 'tHandle')).toEqual(parts);
    }), { numRuns: 300 });
  });

  test('counts every reservation once as what became of it, and its ringing in tAlert', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      const { emissions } = postAll(events);
      const ended = ['nAccepted', 'nDeclined', 'nNotResponding', 'nRescinded'].flatMap((it) => of(emissions, it));
      expect(of(emissions, 'tAlert')).toHaveLength(ended.length);
      expect(ended).toHaveLength(events.filter((it) => it.kind === 'reservation.ended').length);
    }), { numRuns: 200 });
  });

  test('leaves every queue once as it entered it: with an agent, elsewhere or at its end', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      const { emissions } = postAll(events);
      const left = ['nAnswered', 'nFlowOut', 'nEndedInQueue'].map((it) => of(emissions, it).length).reduce((a, b) => a + b);
      expect(left).toBe(events.filter((it) => it.kind === 'queue.left').length);
      expect(emissions.filter((it) => it.series.startsWith('answered/'))).toHaveLength(of(emissions, 'nConnected').length);
    }), { numRuns: 200 });
  });

  test('puts each first answer into the narrowest class of waiting that holds it', () => {
    const classOf = (ms: number) => answerSeries(ms);
    expect([0, 5_000, 5_001, 20_000, 20_001, 600_000, 600_001].map(classOf)).toEqual(['answered/5', 'answered/5', 'answered/10', 'answered/20', 'answered/30', 'answered/600', 'answered/more']);
  });

  test('is connected or abandoned at most once, and abandoned only after a queue', () => {
    fc.assert(fc.property(timelines, ({ events }) => {
      const { emissions } = postAll(events);
      const [connected, answered, abandoned] = ['nConnected', 'tAnswered', 'tAbandon'].map((it) => of(emissions, it).length);
      expect(connected).toBe(answered);
      expect((connected ?? 0) + (abandoned ?? 0)).toBeLessThanOrEqual(1);
      if ((abandoned ?? 0) > 0) expect(of(emissions, 'nOffered').length).toBeGreaterThan(0);
      if (closed(events) && of(emissions, 'nOffered').length > 0) expect((connected ?? 0) + (abandoned ?? 0)).toBe(1);
    }), { numRuns: 300 });
  });
});
