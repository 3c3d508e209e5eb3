/** What the platform says in each state of the desk worth looking at: contacts, timelines, reservations. */
import type { ContactSnapshot, EventData, EventKind, PastContactRecord, PlatformFrameOf, PresenceState, TimelineEvent, TransferFitness, TransferTargets } from '../../../src/protocol/index.js';
import { agentPresence, contactSnapshot } from '../../../src/testing/index.js';
import { moment } from './desk-rig.js';

export const ana = { agentId: 'agent-ana', name: 'Ana Ruiz' } as const;
const queue = { queueId: 'support', name: 'Support - Video Enabled' } as const;
const customerOf = (name: string): TimelineEvent['actor'] => ({ kind: 'customer', id: 'guest', name });
export const anaActor: TimelineEvent['actor'] = { kind: 'agent', id: 'agent-ana', name: 'Ana Ruiz' };

export const ben = { agentId: 'agent-ben', name: 'Ben Okafor' } as const;
export const benActor: TimelineEvent['actor'] = { kind: 'agent', id: ben.agentId, name: ben.name };

/** Events of a contact, each `seconds` after the one before, beginning `ago` seconds before now. */
export class Story {
  readonly frames: PlatformFrameOf<'event'>[] = [];
  #at: number;

  constructor(readonly contactId: string, readonly name: string, ago: number) {
    this.#at = -ago * 1000;
  }

  add<K extends EventKind>(kind: K, actor: TimelineEvent['actor'], data: EventData<K>, seconds = 10): this {
    const seq = this.frames.length + 1;
    this.frames.push({ type: 'event', contactId: this.contactId, seq, prev: seq - 1, at: moment(this.#at), kind, actor, data });
    this.#at += seconds * 1000;
    return this;
  }
  customer(text: string, seconds?: number): this {
    return this.add('message', customerOf(this.name), { messageId: `${this.contactId}-${this.frames.length}`, text }, seconds);
  }
  agent(text: string, seconds?: number): this {
    return this.add('message', anaActor, { messageId: `${this.contactId}-${this.frames.length}`, text }, seconds);
  }
  begun(owner: { readonly agentId: string; readonly name: string } = ana): this {
    const flow: TimelineEvent['actor'] = { kind: 'flow', id: 'support' };
    return this.add('contact.started', flow, { deploymentId: 'demo', flowId: 'Support', flowVersion: 12, medium: 'webChat', customer: { customerId: 'guest', name: this.name } }, 8)
      .add('queue.entered', flow, { queueId: 'support', name: 'Support - Video Enabled', medium: 'webChat' }, 33)
      .add('agent.joined', { kind: 'agent', id: owner.agentId, name: owner.name }, { agent: { ...owner } }, 4);
  }
  video(): this {
    const upgradeId = 'u_1';
    return this.add('upgrade.asked', anaActor, { upgradeId, medium: 'video', deadline: moment(60_000) }, 3)
      .add('upgrade.answered', customerOf(this.name), { upgradeId, accepted: true }, 1)
      .add('upgrade.captured', customerOf(this.name), { upgradeId, outcome: 'ready' }, 6)
      .add('media-upgrade', { kind: 'platform' }, { upgradeId, callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana }, 1)
      .add('pane.rendered', anaActor, { callId: 'v_1', agentId: 'agent-ana', afterMs: 180 }, 1)
      .add('call.live', { kind: 'platform' }, { callId: 'v_1', firstFrameMs: 1400 }, 20);
  }
}

export const owned = (contactId: string, name: string, ago: number, changes: Partial<ContactSnapshot> = {}): ContactSnapshot =>
  contactSnapshot({
    contactId,
    relation: 'owner',
    owner: ana,
    queue,
    customer: { customerId: `guest-${contactId}`, name },
    startedAt: moment(-ago * 1000),
    ...changes,
  });

/** Ben's contact, with which Ana helps. */
export const helped = (contactId: string, name: string, ago: number, changes: Partial<ContactSnapshot> = {}): ContactSnapshot => owned(contactId, name, ago, { relation: 'assist', owner: ben, assists: [ana], ...changes });

export const contactFrame = (contact: ContactSnapshot): PlatformFrameOf<'contact'> => ({ type: 'contact', contact });

export const jonas = (): Story =>
  new Story('c_8Q4M2ZK7', 'Jonas Weber', 492)
    .begun()
    .customer('Hi, our heat pump has been off since this morning and the house is getting cold. We have a baby here.', 60)
    .agent("Hello Jonas, I'm Ana. I'm sorry, let's get it warm again. What does the display on the indoor unit say?", 70)
    .customer('E7, and “flow rate low”', 20)
    .customer('It flashes E7 and then stops. I pressed reset twice like the manual says.', 90)
    .agent('Thank you, that helps. There is a small strainer under the unit that may be blocked. I can guide you by video if you like, it takes about five minutes.', 60);

export const lucia = (): Story =>
  new Story('c_5TB09XQE', 'Lucía Marín', 185).begun().customer('Hola, could you tell me when the engineer comes? I have to leave at four.', 40).agent('He is booked between 15:00 and 15:30.', 30).customer('Perfecto, ¿y la factura?');

export const waiting: PlatformFrameOf<'inbox'> = {
  type: 'inbox',
  waiting: [
    { contactId: 'c_w1', customerName: 'Oskar Nyberg', queue, medium: 'webChat', since: moment(-134_000), lastText: 'Hi, is somebody there?' },
    { contactId: 'c_w2', customerName: 'Priya Raman', queue, medium: 'webChat', since: moment(-48_000), lastText: 'My invoice shows two service visits' },
  ],
};

export const reservation = (changes: Partial<PlatformFrameOf<'reservation'>> = {}): PlatformFrameOf<'reservation'> => ({
  type: 'reservation',
  reservationId: 'r_1',
  contactId: 'c_mei',
  medium: 'webChat',
  customerName: 'Mei Tanaka',
  queue,
  waitingSince: moment(-41_000),
  expiresAt: moment(20_000),
  lastText: "I can show you the leak, it's under the cylinder",
  kept: false,
  ...changes,
});

export const busy = agentPresence({
  state: 'busy',
  since: moment(-86_000),
  slots: { webChat: { used: 3, capacity: 4 }, videoChat: { used: 1, capacity: 1 } },
});

export const upgradeBound = { upgradeId: 'u_1', state: 'bound', medium: 'video', by: anaActor, agent: ana, callId: 'v_1' } as const;
export const mediaUpgrade = (contactId = 'c_8Q4M2ZK7'): PlatformFrameOf<'media-upgrade'> => ({ type: 'media-upgrade', contactId, upgradeId: 'u_1', callId: 'v_1', medium: 'video', agent: ana });

export const targetsPath = '/api/v2/contacts/c_8Q4M2ZK7/transfer-targets';

/** Whom Jonas can be handed to. */
export function colleagues(medium: TransferTargets['medium'] = 'webChat'): TransferTargets {
  const slots = (used: number) => ({ webChat: { used, capacity: 3 }, videoChat: { used: 0, capacity: 1 } });
  const agent = (id: string, name: string, state: PresenceState, ago: number, skill: string, level: number, fitness: TransferFitness) =>
    ({ agent: { agentId: `agent-${id}`, name }, state, since: moment(-ago * 1000), slots: slots(1), skills: [{ name: skill, level }], fitness });
  const line = (queueId: string, name: string, waiting: number, free: number, fitness: TransferFitness) => ({ queueId, name, waiting, there: 3, free, fitness });
  return {
    contactId: 'c_8Q4M2ZK7', medium, ringSeconds: 20,
    agents: [
      agent('ben', 'Ben Okafor', 'available', 252, 'Hydraulics', 4, 'can'),
      agent('tariq', 'Tariq Haddad', 'available', 31, 'Hydraulics', 2, medium === 'videoChat' ? 'no-video' : 'can'),
      agent('ingrid', 'Ingrid Solheim', 'busy', 760, 'Hydraulics', 5, 'full'),
      agent('noor', 'Noor De Wit', 'break', 365, 'Billing', 3, 'not-there'),
    ],
    queues: [line('second', 'Second line', 2, 1, 'can'), line('support', 'Support - Video Enabled', 4, 0, 'full')],
  };
}

export const repliesPath = '/api/v2/saved-replies';
export const savedReplies = {
  replies: [
    { id: 'hello', title: 'Greeting', text: 'Hello ${customer.firstName|there}, this is ${agent.name}. How can I help?' },
    { id: 'strainer', title: 'Strainer', text: '${customer.firstName|Now}, please close both valves before you open the strainer.' },
    { id: 'visit', title: 'Visit', text: 'Your visit is number ${customer.attributes.visit}.' },
  ],
};

export const pastPath = '/api/v2/contacts/c_8Q4M2ZK7/past';
const march = '2026-03-14T09:30:00.000Z';
/** What Jonas had before. */
export const past = {
  contacts: [
    { contactId: 'c_march', startedAt: march, closedAt: '2026-03-14T09:52:00.000Z', media: ['webChat', 'videoChat'], queue: queue.name, agents: [ana], codes: ['Repair'], note: 'Visit booked, number 4471.' },
    { contactId: 'c_june', startedAt: '2025-06-02T15:04:00.000Z', closedAt: '2025-06-02T15:20:00.000Z', media: ['webChat'], agents: [], codes: [] },
  ],
};
export function pastRecord(): PastContactRecord {
  const event = <K extends EventKind>(seq: number, kind: K, actor: TimelineEvent['actor'], data: EventData<K>) => ({ contactId: 'c_march', seq, prev: seq - 1, at: march, kind, actor, data });
  return {
    contact: contactSnapshot({ contactId: 'c_march', relation: 'former', state: 'closed', customer: { customerId: 'guest', name: 'Jonas Weber' }, startedAt: march, closedAt: march }),
    events: [
      event(1, 'message', customerOf('Jonas Weber'), { messageId: 'p_1', text: 'It is E7 again.' }),
      event(2, 'contact.note', anaActor, { noteId: 'p_2', text: 'Visit 4471.' }),
      event(3, 'message', anaActor, { messageId: 'p_3', text: 'A colleague comes on Monday.' }),
    ],
  };
}
