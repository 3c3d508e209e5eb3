/**
 * Frames of a platform for scripts: complete and valid, each part replaceable.
 *
 * Knows a small world: a customer `guest-1` on contact `c_1` of deployment `shop`, and an agent Ana.
 */
import type {
  Actor, ContactSnapshot, EventData, EventKind, Manifest, PlatformFrameOf, Presence, UpgradeView,
} from '../protocol/index.js';

const moment = '2026-01-01T12:00:00.000Z';

export const customer: Actor = { kind: 'customer', id: 'guest-1', name: 'Robin' };
export const agent: Actor = { kind: 'agent', id: 'agent-ana', name: 'Ana' };
export const agentCard = { agentId: 'agent-ana', name: 'Ana' } as const;

/** A client that can do video. */
export const videoManifest: Manifest = {
  media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video: { supported: true, camera: true, microphone: true } },
};

/** The customer's contact, connected to Ana; `relation: 'owner'` for Ana's view of it. */
export const contactSnapshot = (changes: Partial<ContactSnapshot> = {}): ContactSnapshot => ({
  contactId: 'c_1',
  deploymentId: 'shop',
  state: 'connected',
  medium: 'webChat',
  relation: 'customer',
  customer: { customerId: 'guest-1', name: 'Robin' },
  owner: agentCard,
  startedAt: moment,
  seq: 0,
  read: { customer: 0, agent: 0 },
  video: { allowed: true },
  ...changes,
});

export const agentPresence = (changes: Partial<Presence> = {}): Presence => ({
  agentId: 'agent-ana',
  state: 'available',
  onQueue: true,
  since: moment,
  slots: { webChat: { used: 0, capacity: 3 }, videoChat: { used: 0, capacity: 1 } },
  ...changes,
});

const welcomed = { type: 'welcome', now: moment, heartbeatMs: 25_000, limits: { frameBytes: 65_536, textLength: 4_000, sdpLength: 32_768 } } as const;

/** Welcomes the customer. */
export const customerWelcome = (changes: Partial<PlatformFrameOf<'welcome'>> = {}): PlatformFrameOf<'welcome'> => ({
  ...welcomed,
  participantId: 'guest-1',
  role: 'customer',
  contact: contactSnapshot(),
  ...changes,
});

/** Welcomes Ana, who has no contact yet. */
export const agentWelcome = (changes: Partial<PlatformFrameOf<'welcome'>> = {}): PlatformFrameOf<'welcome'> => ({
  ...welcomed,
  participantId: 'agent-ana',
  role: 'agent',
  contacts: [],
  presence: agentPresence(),
  ...changes,
});

/** An event of `c_1` that follows the one before it. */
export const eventFrame = <K extends EventKind>(
  kind: K, seq: number, data: EventData<K>, changes: Partial<PlatformFrameOf<'event'>> = {},
): PlatformFrameOf<'event'> => ({ type: 'event', contactId: 'c_1', seq, prev: seq - 1, at: moment, kind, actor: agent, data, ...changes });

/** A message of Ana's, or of another `actor`. */
export const messageFrame = (seq: number, text: string, changes: Partial<PlatformFrameOf<'event'>> & { messageId?: string } = {}): PlatformFrameOf<'event'> => {
  const { messageId = `m_${seq}`, ...rest } = changes;
  return eventFrame('message', seq, { messageId, text }, rest);
};

/** An upgrade of `c_1`. */
export const upgradeFrame = (state: UpgradeView['state'], changes: Partial<UpgradeView> = {}): PlatformFrameOf<'upgrade.state'> => ({
  type: 'upgrade.state', contactId: 'c_1', upgradeId: 'u_1', state, medium: 'video', by: agent, ...changes,
});
