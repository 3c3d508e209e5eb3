import { describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/protocol/index.js';
import { interactionOf, transcriptOf } from '../../../../src/platform/record/index.js';
import { ana, ben, start, Timeline, upgraded } from './fixture.js';

const at = (seconds: number): string => new Date(start + seconds * 1_000).toISOString();

describe('an interaction', () => {
  const { events, now } = upgraded();
  const interaction = interactionOf(events, now);

  test('is one, under the contact’s id, with a chat part, a video part and a chat part', () => {
    expect(interaction).toMatchObject({ id: 'c_1', deploymentId: 'shop', startedAt: at(0), endedAt: at(240), closedBy: 'customer' });
    expect(interaction?.parts).toEqual([
      { medium: 'webChat', startedAt: at(0), endedAt: at(90), agentId: 'ben' },
      { medium: 'videoChat', startedAt: at(90), endedAt: at(210), agentId: 'ana', callId: 'v_1' },
      { medium: 'webChat', startedAt: at(210), endedAt: at(240), agentId: 'ana' },
    ]);
  });

  test('names who took part, and when', () => {
    expect(interaction?.participants).toEqual([
      { kind: 'customer', id: 'g_1', name: 'Mia', joinedAt: at(0), leftAt: at(240) },
      { kind: 'agent', id: 'ben', name: 'Ben', roles: ['owner'], joinedAt: at(30), leftAt: at(90) },
      { kind: 'agent', id: 'ana', name: 'Ana', roles: ['owner'], joinedAt: at(90), leftAt: at(240) },
    ]);
  });

  test('names assistants and listeners as what they were, and counts no time of theirs', () => {
    const sam = { agentId: 'sam', name: 'Sam' };
    const timeline = new Timeline().started().add('agent.joined', { agent: ana }, 1).add('assist.joined', { agent: ben }, 1).add('monitor.started', { agent: sam }, 1)
      .add('monitor.ended', { agent: sam, reason: 'left' }, 1).add('assist.left', { agent: ben, reason: 'owner' }, 1).add('contact.moved', { from: ana, to: ben })
      .add('agent.left', { agent: ana, reason: 'transfer' }).add('agent.joined', { agent: ben }).add('contact.closed', { reason: 'agent' }, 5);
    const { participants, metrics } = interactionOf(timeline.events, timeline.now)!;
    expect(participants.slice(1)).toEqual([
      { kind: 'agent', id: 'ana', name: 'Ana', roles: ['owner'], joinedAt: at(1), leftAt: at(5) },
      { kind: 'agent', id: 'ben', name: 'Ben', roles: ['assist', 'owner'], joinedAt: at(2), leftAt: at(10) },
      { kind: 'agent', id: 'sam', name: 'Sam', roles: ['monitor'], joinedAt: at(3), leftAt: at(4) },
    ]);
    expect(metrics).toMatchObject({ tTalk: 9_000, nHandled: 2, nTransferred: 1 });
  });

  test('has what the customer agreed to, answered and thought of it', () => {
    const given = { hash: 'h', version: '2026-11', text: 'We keep what you write.\nPrivacy: https://shop.example/privacy' };
    const answers = [{ key: 'email', label: 'E-mail', value: 'mia@example.test' }, { key: 'news', label: 'Newsletter', value: false }];
    const timeline = new Timeline().started().add('consent.given', { ...given, givenAt: at(0) }).add('form.answered', { answers, answeredAt: at(0) })
      .add('contact.closed', { reason: 'customer' }, 5, 'customer').add('contact.rated', { about: 'chat', stars: 4, comment: 'Quick', agentId: 'ana' }, 3, 'customer').add('consent.withdrawn', { hash: 'h' }, 2, 'customer');
    expect(interactionOf(timeline.events, timeline.now)).toMatchObject({
      consents: [{ choice: 'given', ...given, at: at(0) }, { choice: 'withdrawn', hash: 'h', at: at(10) }], answers, ratings: [{ about: 'chat', stars: 4, comment: 'Quick', agentId: 'ana', at: at(8) }],
    });
    expect(transcriptOf(timeline.events).map(({ text }) => text)).toEqual([
      'Conversation started.', 'Agreed to the text shown before the chat (2026-11).', 'E-mail: mia@example.test\nNewsletter: no', 'Conversation ended (customer).', 'Rated the chat 4 of 5: Quick', 'Agreement withdrawn.',
    ]);
  });

  test('shows each upgrade’s way', () => {
    expect(interaction?.upgrades).toEqual([{
      upgradeId: 'u_1', by: 'flow', askedAt: at(80), accepted: true, answeredAt: at(81), capture: 'ready', capturedAt: at(82), queueId: 'support', position: 1,
      foundAt: at(86), boundAt: at(90), callId: 'v_1', agentId: 'ana', pane: 'rendered', paneAt: at(91), liveAt: at(92), firstFrameMs: 900, marks: { bound: 100, frame: 900 }, interruptions: 1,
      summaries: [
        { callId: 'v_1', side: 'agent', mosAvg: 4.2, freezes: 0, restarts: 1, rebuilds: 0, audioOnlyMs: 0, relayProtocol: 'udp' },
        { callId: 'v_1', side: 'customer', freezes: 2, restarts: 1, rebuilds: 0, audioOnlyMs: 5_000, marks: { frame: 900 } },
      ],
      endedAt: at(210), result: { status: 'completed', by: 'agent', at: at(0) }, durationMs: 120_000,
    }]);
  });

  test('counts handle time over both media, and the wrap-up', () => {
    expect(interaction?.metrics).toEqual({
      nOffered: 1, nAnswered: 1, nFlowOut: 0, nEndedInQueue: 0, nMessageLeft: 0, nConnected: 1, nAccepted: 2, nDeclined: 0, nNotResponding: 1, nRescinded: 0, nHandled: 2, nTransferred: 0, nMovedOnUpgrade: 1,
      tFlow: 10_000, tWait: 20_000, tAnswered: 20_000, tAlert: 24_000, tNotResponding: 15_000, tTalk: 210_000, tTalkVideo: 120_000, tHeld: 0, tAcw: 15_000, tHandle: 225_000,
      nMediaUpgradeRequested: 1, nMediaUpgradeAccepted: 1, nMediaUpgradeFound: 1, nMediaUpgradeBound: 1, nMediaUpgradeRendered: 1, nMediaUpgradeLive: 1,
      nMediaUpgradeCompleted: 1, nMediaUpgradeDeclined: 0, nMediaUpgradeCancelled: 0, nMediaUpgradeFailed: 0, nMediaUpgradeInterrupted: 1,
      tUpgrade: 12_000, nPaneUnconfirmed: 0, nRated: 0, nRatedGood: 0, nStars: 0,
    });
    expect(interaction?.wrapUps).toEqual([{ agentId: 'ana', codes: ['Solved'], note: 'Fine' }]);
  });

  test('keeps its id and start at every point of its life', () => {
    events.forEach((event, n) => {
      expect(interactionOf(events.slice(0, n + 1), event.at)).toMatchObject({ id: 'c_1', startedAt: at(0) });
    });
  });

  test('that is open has no end, and people still in it', () => {
    const open = interactionOf(new Timeline().started().add('agent.joined', { agent: ana }, 1).events, start + 5_000);
    expect(open).not.toHaveProperty('endedAt');
    expect(open?.participants[1]).not.toHaveProperty('leftAt');
    expect(open?.parts.at(-1)?.endedAt).toBe(at(5));
  });

  test('that never started is none', () => {
    expect(interactionOf([], start)).toBeUndefined();
  });
});

describe('metrics', () => {
  test('count an abandoned wait', () => {
    const timeline = new Timeline().started().add('queue.entered', { queueId: 'q', name: 'Q', medium: 'webChat' }, 1).add('contact.closed', { reason: 'customer' }, 9);
    expect(interactionOf(timeline.events, timeline.now)?.metrics).toMatchObject({ nConnected: 0, tWait: 9_000, tAbandon: 9_000, tHandle: 0, tAcw: 0 });
  });

  test('tell a declined upgrade from a failed one, and count unseen panes', () => {
    const ended = (n: number, result: Result): void => {
      timeline.add('upgrade.asked', { upgradeId: `u_${n}`, medium: 'video', deadline: at(0) }, 1, 'customer');
      timeline.add('upgrade.ended', { upgradeId: `u_${n}`, result }, 1);
    };
    const timeline = new Timeline().started().add('agent.joined', { agent: ben });
    ended(1, { status: 'declined', by: 'customer', at: at(0) });
    ended(2, { status: 'no-agent', reason: 'all-busy', by: 'platform', at: at(0) });
    ended(3, { status: 'cancelled', by: 'customer', at: at(0) });
    timeline.add('media-upgrade', { upgradeId: 'u_2', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ben }).add('pane.unconfirmed', { callId: 'v_1', agentId: 'ben' }, 5);
    expect(interactionOf(timeline.events, timeline.now)?.metrics).toMatchObject({
      nMediaUpgradeRequested: 3, nMediaUpgradeDeclined: 1, nMediaUpgradeFailed: 1, nMediaUpgradeCompleted: 0, nPaneUnconfirmed: 1,
    });
  });

  test('count the wrap-up of every agent who had the contact, whenever it was made', () => {
    const timeline = new Timeline().started().add('agent.joined', { agent: ben }).add('contact.moved', { from: ben, to: ana }, 10).add('agent.left', { agent: ben, reason: 'upgrade' })
      .add('agent.joined', { agent: ana }).add('contact.wrapped', { agentId: 'ben', codes: [] }, 7).add('contact.closed', { reason: 'agent' }, 5);
    expect(interactionOf(timeline.events, timeline.now + 60_000)?.metrics).toMatchObject({ tTalk: 22_000, tAcw: 7_000, tHandle: 29_000 });
    timeline.add('contact.wrapped', { agentId: 'ana', codes: ['Solved'] }, 4);
    expect(interactionOf(timeline.events, timeline.now)).toMatchObject({ metrics: { tAcw: 11_000 }, wrapUps: [{ agentId: 'ben' }, { agentId: 'ana', codes: ['Solved'] }] });
  });

  test('include an upgrade that was refused before anybody was asked', () => {
    const result: Result = { status: 'not-allowed', reason: 'queue', by: 'platform', at: at(5) };
    const timeline = new Timeline().started().add('upgrade.ended', { upgradeId: 'u_1', result }, 5);
    expect(interactionOf(timeline.events, timeline.now)).toMatchObject({
      upgrades: [{ upgradeId: 'u_1', by: 'platform', askedAt: at(5), endedAt: at(5), result }], metrics: { nMediaUpgradeRequested: 1, nMediaUpgradeFailed: 1 },
    });
  });

  test('count a transfer once', () => {
    const timeline = new Timeline().started().add('agent.joined', { agent: ben }).add('agent.left', { agent: ben, reason: 'transfer' }, 5).add('agent.joined', { agent: ana }, 5);
    expect(interactionOf(timeline.events, timeline.now)?.metrics).toMatchObject({ nTransferred: 1, tTalk: 5_000 });
  });
});
