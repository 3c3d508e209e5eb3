/** The memory platform beside the real one: one script, and the same frames to the customer. */
import { describe, expect, it, vi } from 'vitest';
import type { PlatformFrame } from '../../../src/protocol/index.js';
import { videoManifest } from '../../../src/testing/index.js';
import { inMemory, onPlatform, soon, type Stage } from './two-platforms.js';

/** Something to do, and the last frame that it leads to. */
interface Act {
  readonly what: string;
  readonly does: (stage: Stage, ids: Ids) => unknown;
  readonly until: (frame: PlatformFrame) => boolean;
}
interface Ids {
  readonly contactId: string;
  readonly upgradeId: string;
  readonly callId: string;
}

const upgrade = (state: string) => (frame: PlatformFrame): boolean => frame.type === 'upgrade.state' && frame.state === state;
const event = (kind: string) => (frame: PlatformFrame): boolean => frame.type === 'event' && frame.kind === kind;
const snapshot = (state: string) => (frame: PlatformFrame): boolean => frame.type === 'contact' && frame.contact.state === state;
const refused = (frame: PlatformFrame): boolean => frame.type === 'nack';
const ignore = (): undefined => undefined;

const asks: Act = { what: 'asks for video', does: ({ customer }, { contactId }) => customer.submit({ type: 'upgrade.request', contactId, manifest: videoManifest }), until: upgrade('accepted') };
const captures: Act = { what: 'captures', does: ({ customer }, { contactId, upgradeId }) => customer.submit({ type: 'upgrade.capture', contactId, upgradeId, outcome: 'ready' }), until: upgrade('ringing') };
const accepts: Act = { what: 'the agent accepts', does: ({ agent }) => agent.acceptsVideo(), until: upgrade('bound') };
const shows: Act = { what: 'shows the first frame', does: ({ customer }, { contactId, callId }) => customer.submit({ type: 'call.report', contactId, callId, state: 'live', firstFrameMs: 420 }), until: upgrade('live') };
const invited: Act = { what: 'is invited', does: ({ agent }) => agent.invitesToVideo('Shall I have a look?'), until: upgrade('asked') };
const begins: readonly Act[] = [
  { what: 'writes', does: ({ customer }, { contactId }) => customer.send(contactId, 'Hello?'), until: snapshot('queued') },
  { what: 'is joined', does: ({ agent }) => agent.joins(), until: snapshot('connected') },
];

const scripts: Readonly<Record<string, readonly Act[]>> = {
  'a conversation': [
    ...begins,
    { what: 'hears the agent', does: ({ agent }) => agent.says('Good day.'), until: event('message') },
    { what: 'sees them type', does: ({ agent }) => agent.types(), until: (frame) => frame.type === 'typing' },
    { what: 'is read', does: ({ agent }) => agent.reads(), until: (frame) => frame.type === 'read' && frame.by === 'agent' },
    { what: 'ends it', does: ({ customer }, { contactId }) => customer.submit({ type: 'contact.close', contactId }), until: snapshot('closed') },
    { what: 'is too late', does: ({ customer }, { contactId }) => customer.submit({ type: 'upgrade.request', contactId, manifest: videoManifest }), until: refused },
  ],
  'an upgrade that the customer asks for, and the agent ends': [
    ...begins, asks, captures, accepts, shows,
    { what: 'the agent ends it', does: ({ agent }) => agent.endsVideo(), until: upgrade('ended') },
    { what: 'is too late', does: ({ customer }, { contactId, callId }) => customer.submit({ type: 'call.end', contactId, callId }), until: refused },
  ],
  'an upgrade by invitation, ended by the customer': [
    ...begins, invited,
    { what: 'accepts', does: ({ customer }, { contactId, upgradeId }) => customer.submit({ type: 'upgrade.answer', contactId, upgradeId, accepted: true, manifest: videoManifest }), until: upgrade('accepted') },
    captures, accepts, shows,
    { what: 'hangs up', does: ({ customer }, { contactId, callId }) => customer.submit({ type: 'call.end', contactId, callId }), until: upgrade('ended') },
  ],
  'no to the browser, no to the card, and a change of mind': [
    ...begins, asks,
    { what: 'says no to the browser', does: ({ customer }, { contactId, upgradeId }) => customer.submit({ type: 'upgrade.capture', contactId, upgradeId, outcome: 'permission-denied' }), until: upgrade('ended') },
    invited,
    { what: 'says no to the card', does: ({ customer }, { contactId, upgradeId }) => customer.submit({ type: 'upgrade.answer', contactId, upgradeId, accepted: false }), until: upgrade('ended') },
    { what: 'says it again', does: ({ customer }, { contactId, upgradeId }) => customer.submit({ type: 'upgrade.answer', contactId, upgradeId, accepted: true }), until: refused },
    asks,
    { what: 'changes their mind', does: ({ customer }, { contactId, upgradeId }) => customer.submit({ type: 'upgrade.cancel', contactId, upgradeId }), until: upgrade('ended') },
  ],
  'an agent who declines, and a page that cannot': [
    ...begins, asks, captures,
    { what: 'is declined', does: ({ agent }) => agent.declinesVideo(), until: upgrade('ended') },
    {
      what: 'cannot',
      does: ({ customer }, { contactId }) =>
        customer.submit({ type: 'upgrade.request', contactId, manifest: { media: { ...videoManifest.media, video: { supported: false, reason: 'no-webrtc' } } } }),
      until: upgrade('ended'),
    },
  ],
  'a call that does not come about, and a contact that ends in one': [
    ...begins, asks, captures, accepts,
    { what: 'the agent’s side gives up', does: ({ agent }) => agent.losesVideo('ice-failed'), until: upgrade('ended') },
    asks, captures, accepts, shows,
    { what: 'the agent closes', does: ({ agent }) => agent.closes(), until: upgrade('ended') },
  ],
};

/** A frame with what differs from one run to another made the same: ids, moments and counts. */
function shape(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((it) => shape(it));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'desk').map(([name, it]) => [name, shape(it, name)]).sort());
  // Events that a customer does not see count on a platform.
  if (/^(seq|prev|durationMs|upTo|customer|agent|attempt)$/.test(key) && typeof value === 'number') return 'a number';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return 'a moment';
  if (/^(re|contactId|upgradeId|callId|messageId|customerId|participantId)$/.test(key) || (key === 'id' && value !== 'ana' && value !== 'ask')) return 'an id';
  return value;
}

/** Behind the queue's own pace, and what a desk has received whenever it says so. */
const isTold = (frame: PlatformFrame): boolean => !/^(contact\.place|ping|pong)$/.test(frame.type) && !(frame.type === 'read' && frame.by === 'desk');

async function play(stage: Stage, acts: readonly Act[]): Promise<Record<string, unknown>[]> {
  const { customer, frames } = stage;
  await vi.waitFor(() => expect(customer.state.kind).toBe('connected'), soon);
  const told: Record<string, unknown>[] = [{ 'says hello': frames.filter(isTold).map((it) => shape(it)) }];
  for (const { what, does, until } of acts) {
    const before = frames.length;
    const { contactId = '', snapshot: shown } = customer.contact ?? {};
    const { upgradeId = '', callId = '' } = shown?.upgrade ?? {};
    // What is refused is told by its nack.
    void Promise.resolve(does(stage, { contactId, upgradeId, callId })).catch(ignore);
    await vi.waitFor(() => expect(frames.slice(before).some(until), `${what}: ${frames.slice(before).map(({ type }) => type).join(' ')}`).toBe(true), soon);
    // The session has taken it, too: the next act goes by what it knows.
    await new Promise((settled) => setTimeout(settled, 0));
    told.push({ [what]: frames.slice(before).filter(isTold).map((it) => shape(it)) });
  }
  return told;
}

describe('the memory platform tells its customer what the real one tells, of', () => {
  it.each(Object.keys(scripts))('%s', async (name) => {
    const acts = scripts[name] ?? [];
    const real = await play(await onPlatform(), acts);
    const memory = await play(inMemory(), acts);
    expect(memory).toEqual(real);
  });
});
