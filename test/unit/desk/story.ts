/** Timelines for tests: each event a second after the one before, from noon on. */
import type { ContactModel } from '../../../src/session/index.js';
import type { EventData, EventKind, TimelineEvent } from '../../../src/protocol/index.js';
import { contactSnapshot } from '../../../src/testing/index.js';

export const noon = Date.UTC(2026, 0, 1, 12);
export const ana = { agentId: 'agent-ana', name: 'Ana' } as const;
export const anaActor: TimelineEvent['actor'] = { kind: 'agent', id: 'agent-ana', name: 'Ana' };
export const robin: TimelineEvent['actor'] = { kind: 'customer', id: 'guest-1', name: 'Robin Vale' };
export const flow: TimelineEvent['actor'] = { kind: 'flow', id: 'welcome' };
export const platform: TimelineEvent['actor'] = { kind: 'platform' };

export class Story {
  readonly events: TimelineEvent[] = [];
  #at = noon;

  /** `seconds`: until the next event. */
  add<K extends EventKind>(kind: K, actor: TimelineEvent['actor'], data: EventData<K>, seconds = 1): this {
    const seq = this.events.length + 1;
    const event = { contactId: 'c_1', seq, prev: seq - 1, at: new Date(this.#at).toISOString(), kind, actor, data };
    // One kind's event is a member of the union of all kinds; TypeScript cannot follow the generic there.
    this.events.push(event as unknown as TimelineEvent);
    this.#at += seconds * 1000;
    return this;
  }

  /** From the first message to Ana's joining: 5 s of flow, 30 s of waiting. */
  begun(): this {
    return this.add('contact.started', flow, { deploymentId: 'shop', flowId: 'welcome', flowVersion: 3, medium: 'webChat', customer: { customerId: 'guest-1' } }, 5)
      .add('queue.entered', flow, { queueId: 'support', name: 'Support', medium: 'webChat' }, 30)
      .add('agent.joined', anaActor, { agent: ana }, 10);
  }

  model(changes: Partial<ContactModel['snapshot']> = {}, more: Partial<ContactModel> = {}): ContactModel {
    return {
      contactId: 'c_1',
      snapshot: contactSnapshot({ relation: 'owner', customer: { customerId: 'guest-1', name: 'Robin Vale' }, ...changes }),
      events: this.events,
      pending: [],
      typing: undefined,
      unread: 0,
      ask: undefined,
      ...more,
    };
  }
}
