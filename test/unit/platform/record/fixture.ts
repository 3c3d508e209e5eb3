/** Timelines for the record: a hand-written one of a whole upgrade, and random valid ones. */
import fc from 'fast-check';
import type { Actor, EventData, EventKind, SideSummary } from '../../../../src/protocol/index.js';
import { readStoredEvent, type StoredEvent } from '../../../../src/platform/record/index.js';

export const start = Date.parse('2026-03-01T10:00:00.000Z');
export const ana = { agentId: 'ana', name: 'Ana', title: 'Machine specialist' };
export const ben = { agentId: 'ben', name: 'Ben' };

const actors: Readonly<Record<string, Actor>> = { customer: { kind: 'customer', id: 'g_1', name: 'Mia' }, agent: { kind: 'agent', id: 'ana', name: 'Ana' }, platform: { kind: 'platform' }, flow: { kind: 'flow', id: 'ask' } };

/** Writes a timeline event by event, checked against the schemas; `after` is in seconds. */
export class Timeline {
  readonly events: StoredEvent[] = [];
  now = start;

  add<K extends EventKind>(kind: K, data: EventData<K>, after = 0, actor: keyof typeof actors = 'platform'): this {
    this.now += after * 1_000;
    const event = readStoredEvent({ contactId: 'c_1', seq: this.events.length + 1, at: this.now, kind, actor: actors[actor], data });
    if (!event) throw new Error(`This is no ${kind}.`);
    this.events.push(event);
    return this;
  }

  started(): this {
    return this.add('contact.started', { deploymentId: 'shop', flowId: 'shop', flowVersion: 1, medium: 'webChat', customer: { customerId: 'g_1', name: 'Mia' } }, 0, 'customer');
  }
}

const at = new Date(start).toISOString();

const ofAgent: SideSummary = { callId: 'v_1', side: 'agent', mosAvg: 4.2, freezes: 0, restarts: 1, rebuilds: 0, audioOnlyMs: 0, relayProtocol: 'udp' };
const ofCustomer: SideSummary = { callId: 'v_1', side: 'customer', freezes: 2, restarts: 1, rebuilds: 0, audioOnlyMs: 5_000, marks: { frame: 900 } };

/** 10 s flow, 20 s in the queue, 60 s chat with Ben, 120 s video with Ana, 30 s chat with Ana, 15 s wrap-up. */
export const upgraded = (): Timeline =>
  new Timeline().started()
    .add('message', { messageId: 'm_1', text: 'Hello' }, 0, 'customer')
    .add('queue.entered', { queueId: 'support', name: 'Support', medium: 'webChat' }, 10)
    .add('reservation.made', { reservationId: 'r_1', agentId: 'ana', medium: 'webChat', expiresAt: at }, 0)
    .add('reservation.ended', { reservationId: 'r_1', agentId: 'ana', outcome: 'timeout' }, 15)
    .add('reservation.made', { reservationId: 'r_2', agentId: 'ben', medium: 'webChat', expiresAt: at }, 0)
    .add('reservation.ended', { reservationId: 'r_2', agentId: 'ben', outcome: 'accepted' }, 5)
    .add('queue.left', { queueId: 'support', outcome: 'connected' }, 0)
    .add('agent.joined', { agent: ben }, 0)
    .add('upgrade.asked', { upgradeId: 'u_1', medium: 'video', message: 'Please accept.', deadline: at }, 50, 'flow')
    .add('upgrade.answered', { upgradeId: 'u_1', accepted: true }, 1, 'customer')
    .add('upgrade.captured', { upgradeId: 'u_1', outcome: 'ready' }, 1, 'customer')
    .add('upgrade.waiting', { upgradeId: 'u_1', queueId: 'support', position: 1 }, 1)
    .add('reservation.made', { reservationId: 'r_3', agentId: 'ana', medium: 'videoChat', expiresAt: at }, 3)
    .add('reservation.ended', { reservationId: 'r_3', agentId: 'ana', outcome: 'accepted' }, 4)
    .add('agent.left', { agent: ben, reason: 'upgrade' })
    .add('contact.moved', { from: ben, to: ana }, 0)
    .add('agent.joined', { agent: ana }, 0)
    .add('media-upgrade', { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana }, 0)
    .add('pane.rendered', { callId: 'v_1', agentId: 'ana', afterMs: 300 }, 1)
    .add('call.live', { callId: 'v_1', firstFrameMs: 900, marks: { bound: 100, frame: 900 } }, 1, 'customer')
    .add('message', { messageId: 'm_2', text: 'I see you' }, 50, 'agent')
    .add('call.interrupted', { callId: 'v_1', cause: 'ice-failed' }, 8, 'customer')
    .add('media.restored', { upgradeId: 'u_1', callId: 'v_1', from: 'videoChat', to: 'webChat', durationMs: 120_000 }, 60)
    .add('upgrade.ended', { upgradeId: 'u_1', result: { status: 'completed', by: 'agent', at } }, 0)
    .add('call.summary', ofAgent, 0, 'agent')
    .add('contact.closed', { reason: 'customer' }, 30, 'customer')
    .add('call.summary', ofCustomer, 0, 'customer')
    .add('contact.wrapped', { agentId: 'ana', codes: ['Solved'], note: 'Fine' }, 15, 'agent');

type Step = (timeline: Timeline, state: State) => void;
interface State { owner?: string; queued: boolean; call: number | undefined; upgrades: number; ring?: string }
const card = (agentId: string) => ({ agentId, name: agentId });

/** What can happen to a contact; each step does nothing where it could not happen. */
const steps: Readonly<Record<string, Step>> = {
  said: (it) => it.add('message', { messageId: `m_${it.events.length}`, text: 'x' }),
  queued: (it, s) => {
    if (s.owner !== undefined || s.queued) return;
    s.queued = true;
    it.add('queue.entered', { queueId: 'q', name: 'Q', medium: 'webChat' });
  },
  connected: (it, s) => {
    if (!s.queued) return;
    Object.assign(s, { queued: false, owner: 'ana' });
    it.add('queue.left', { queueId: 'q', outcome: 'connected' }).add('agent.joined', { agent: ana });
  },
  rings: (it, s) => {
    if (!s.queued || s.ring !== undefined) return;
    s.ring = `r_${it.events.length}`;
    it.add('reservation.made', { reservationId: s.ring, agentId: 'ana', medium: 'webChat', queueId: 'q', expiresAt: at });
  },
  'rings out': (it, s) => {
    if (s.ring === undefined) return;
    it.add('reservation.ended', { reservationId: s.ring, agentId: 'ana', outcome: 'timeout' });
    delete s.ring;
  },
  asked: (it, s) => void it.add('upgrade.asked', { upgradeId: `u_${s.upgrades + 1}`, medium: 'video', deadline: at }),
  wrapped: (it) => void it.add('contact.wrapped', { agentId: it.events.length % 2 === 0 ? 'ana' : 'ben', codes: [] }),
  lost: (it, s) => {
    if (s.owner === undefined || s.call !== undefined) return;
    it.add('agent.left', { agent: card(s.owner), reason: 'offline' });
    delete s.owner;
  },
  upgraded: (it, s) => {
    if (s.owner === undefined || s.call !== undefined) return;
    const other = s.owner === 'ana' ? 'ben' : 'ana';
    const stays = s.upgrades % 2 === 0;
    if (!stays) it.add('agent.left', { agent: card(s.owner), reason: 'upgrade' }).add('contact.moved', { from: card(s.owner), to: card(other) }).add('agent.joined', { agent: card(other) });
    if (!stays) s.owner = other;
    s.call = s.upgrades += 1;
    it.add('media-upgrade', { upgradeId: `u_${s.call}`, callId: `v_${s.call}`, from: 'webChat', to: 'videoChat', agent: card(s.owner) });
  },
  restored: (it, s) => {
    if (s.call === undefined) return;
    it.add('media.restored', { upgradeId: `u_${s.call}`, callId: `v_${s.call}`, from: 'videoChat', to: 'webChat', durationMs: 1 });
    s.call = undefined;
  },
};
const names = Object.keys(steps);

/** A valid timeline of random length and pace, sometimes closed, with the clock standing still or stepping back at times. */
export const timelines: fc.Arbitrary<Timeline> = fc
  .tuple(fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: -2, max: 90 })), { maxLength: 40 }), fc.boolean(), fc.integer({ min: 0, max: 90 }))
  .map(([moves, closes, last]) => {
    const timeline = new Timeline().started();
    const state: State = { queued: false, call: undefined, upgrades: 0 };
    for (const [name, seconds] of moves) {
      timeline.now += seconds * 1_000;
      steps[name]?.(timeline, state);
    }
    timeline.now += last * 1_000;
    if (closes) timeline.add('contact.closed', { reason: 'idle' });
    return timeline;
  });
