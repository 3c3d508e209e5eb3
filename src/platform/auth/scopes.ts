/**
 * Who may do what: one table from roles to scopes, and from frames to the scope they need.
 *
 * Knows the permissions of a contact centre's administration by their names and the scope that stands for each. Does not
 * know whose contact is whose (contacts decides that) nor how a token is checked (tokens.ts).
 */
import type { ClientFrameType } from '../../protocol/client-frame.js';

/** Every scope; with `permission` where an administration shows one under that name. */
export const scopes = {
  'webchat:send': { permission: 'Messaging > Web Messaging > Edit', meaning: 'Write, read and close the chat of a contact of one’s own.' },
  'videochat:send': { permission: 'Video > Video Chat > Edit', meaning: 'Ask for, answer and take part in video on a contact of one’s own.' },
  'architect:flow:edit': { permission: 'Architect > Flow > Edit', meaning: 'Publish a flow.' },
  'routing:queue:edit': { permission: 'Routing > Queue > Edit', meaning: 'Create and change a queue.' },
  'architect:flow:view': { permission: undefined, meaning: 'Read flows.' },
  'routing:queue:view': { permission: undefined, meaning: 'Read queues.' },
  'presence:edit': { permission: undefined, meaning: 'Set one’s own presence.' },
  'reservation:answer': { permission: undefined, meaning: 'Accept or decline contacts that ring.' },
  'contact:transfer': { permission: undefined, meaning: 'Hand a contact of one’s own to an agent or a queue.' },
  'contact:wrap': { permission: undefined, meaning: 'Note and finish a contact of one’s own.' },
  'contact:assist': { permission: undefined, meaning: 'Join a contact beside its owner, where invited or a member of its queue; invite others to one’s own.' },
  'contact:monitor': { permission: undefined, meaning: 'Listen in on any contact, and join it.' },
  'contact:past': { permission: undefined, meaning: 'Read what the customer of a contact that one is at had before, and what one has ended oneself.' },
  'reply:view': { permission: undefined, meaning: 'Read saved replies.' },
  'reply:edit': { permission: undefined, meaning: 'Write saved replies.' },
  'guest:block': { permission: undefined, meaning: 'Block the guest of a contact of one’s own.' },
  'guest:block:all': { permission: undefined, meaning: 'See who is blocked, block and lift, whatever the contact.' },
  'interaction:view': { permission: undefined, meaning: 'Read the record of contacts one took part in.' },
  'interaction:view:all': { permission: undefined, meaning: 'Read the record of every contact.' },
  'analytics:view': { permission: undefined, meaning: 'Read metrics and alerts of the whole contact centre.' },
  'alert:resolve': { permission: undefined, meaning: 'Resolve an alert by hand.' },
  'profile:view': { permission: undefined, meaning: 'Read one’s own profile and layout.' },
  'platform:metrics:view': { permission: undefined, meaning: 'Read the platform’s metrics from another machine.' },
  'platform:backup': { permission: undefined, meaning: 'Copy the whole store.' },
} as const satisfies Record<string, { permission: string | undefined; meaning: string }>;
export type Scope = keyof typeof scopes;

export const roles = ['guest', 'agent', 'supervisor', 'administrator', 'api-client'] as const;
export type Role = (typeof roles)[number];

/** The role table. A person with several roles has the scopes of all of them. */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  guest: ['webchat:send', 'videochat:send'],
  agent: [
    'webchat:send', 'videochat:send', 'presence:edit', 'reservation:answer', 'contact:transfer', 'contact:wrap',
    'contact:assist', 'contact:past', 'reply:view', 'guest:block', 'interaction:view', 'profile:view', 'routing:queue:view',
  ],
  // Writes where they assist: whose contact is whose decides the rest.
  supervisor: ['webchat:send', 'presence:edit', 'contact:assist', 'contact:monitor', 'contact:past', 'reply:view', 'reply:edit', 'interaction:view', 'interaction:view:all', 'analytics:view', 'alert:resolve', 'profile:view', 'routing:queue:view', 'architect:flow:view', 'platform:metrics:view'],
  administrator: [
    'guest:block:all', 'reply:view', 'reply:edit', 'architect:flow:edit', 'routing:queue:edit', 'architect:flow:view', 'routing:queue:view', 'interaction:view', 'interaction:view:all', 'analytics:view', 'alert:resolve',
    'profile:view', 'platform:metrics:view', 'platform:backup',
  ],
  'api-client': ['architect:flow:view', 'routing:queue:view', 'interaction:view', 'interaction:view:all', 'analytics:view', 'platform:metrics:view'],
};

/** The scope each frame needs; `null`: any participant may send it. */
export const frameScopes: Readonly<Record<ClientFrameType, Scope | null>> = {
  'message.send': 'webchat:send',
  typing: 'webchat:send',
  read: 'webchat:send',
  'history.get': 'webchat:send',
  'contact.close': 'webchat:send',
  'upgrade.request': 'videochat:send',
  'upgrade.answer': 'videochat:send',
  'upgrade.capture': 'videochat:send',
  'upgrade.cancel': 'videochat:send',
  'upgrade.invite': 'videochat:send',
  'turn.get': 'videochat:send',
  'call.ahead': 'videochat:send',
  'call.signal': 'videochat:send',
  'call.ack': 'videochat:send',
  'call.report': 'videochat:send',
  'call.summary': 'videochat:send',
  'call.end': 'videochat:send',
  'pane.rendered': 'videochat:send',
  'presence.set': 'presence:edit',
  'reservation.answer': 'reservation:answer',
  'contact.transfer': 'contact:transfer',
  'contact.wrap': 'contact:wrap',
  'wrap.draft': 'contact:wrap',
  'wrap.extend': 'contact:wrap',
  'contact.note': 'webchat:send',
  'contact.assist': 'contact:assist',
  'contact.leave': 'contact:assist',
  'contact.invite': 'contact:assist',
  'contact.monitor': 'contact:monitor',
  'contact.attributes': 'webchat:send',
  'form.answer': 'webchat:send',
  'consent.withdraw': 'webchat:send',
  'contact.rate': 'webchat:send',
  'guest.block': 'guest:block',
  'manifest.update': null,
  ping: null,
  pong: null,
};

export const isScope = (word: string): word is Scope => Object.hasOwn(scopes, word);
const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word);

/** The scopes of some roles together, each once. An unknown role has none. */
export const scopesOf = (names: readonly string[]): readonly Scope[] => [...new Set(names.filter(isRole).flatMap((name) => roleScopes[name]))];
