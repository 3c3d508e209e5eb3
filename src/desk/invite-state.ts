/** What the "Invite to video" button can do for a contact now. Pure; the platform's snapshot alone decides. */
import type { Actor, ContactSnapshot, UpgradeState } from '../protocol/index.js';

type Refusal = Extract<ContactSnapshot['video'], { allowed: false }>['reason'];

export type InviteState =
  /** A call is on, or the contact is over: no button. */
  | { readonly kind: 'none' }
  | { readonly kind: 'possible' }
  | { readonly kind: 'impossible'; readonly reason: Refusal }
  /** The customer has the card before them. */
  | { readonly kind: 'asked'; readonly upgradeId: string; readonly by: Actor['kind']; readonly deadline: string | undefined }
  /** Accepted; the platform looks for whom to ring. */
  | { readonly kind: 'under-way' };

const kinds: Readonly<Record<UpgradeState, 'free' | 'asked' | 'under-way' | 'call'>> = {
  asked: 'asked',
  accepted: 'under-way',
  finding: 'under-way',
  waiting: 'under-way',
  ringing: 'under-way',
  bound: 'call',
  live: 'call',
  ended: 'free',
};

export function inviteState(snapshot: ContactSnapshot): InviteState {
  const { upgrade, medium, video } = snapshot;
  const kind = upgrade === undefined ? 'free' : kinds[upgrade.state];
  if (medium === 'videoChat' || kind === 'call') return { kind: 'none' };
  if (upgrade !== undefined && kind === 'asked') return { kind: 'asked', upgradeId: upgrade.upgradeId, by: upgrade.by.kind, deadline: upgrade.deadline };
  if (kind === 'under-way') return { kind: 'under-way' };
  return video.allowed ? { kind: 'possible' } : { kind: 'impossible', reason: video.reason };
}
