import { describe, expect, it } from 'vitest';
import { inviteState, type InviteState } from '../../../src/desk/invite-state.js';
import { upgradeStates, type UpgradeState } from '../../../src/protocol/index.js';
import { contactSnapshot } from '../../../src/testing/index.js';

const view = (state: UpgradeState): NonNullable<ReturnType<typeof contactSnapshot>['upgrade']> => ({ upgradeId: 'u_1', state, medium: 'video', by: { kind: 'agent' } });
const during: Readonly<Record<UpgradeState, InviteState['kind']>> = {
  asked: 'asked',
  accepted: 'under-way',
  finding: 'under-way',
  waiting: 'under-way',
  ringing: 'under-way',
  bound: 'none',
  live: 'none',
  ended: 'possible',
};

describe('the invitation to video', () => {
  it('is possible where the platform allows it', () => {
    expect(inviteState(contactSnapshot())).toEqual({ kind: 'possible' });
  });

  it('is impossible with the platform’s reason', () => {
    expect(inviteState(contactSnapshot({ video: { allowed: false, reason: 'queue' } }))).toEqual({ kind: 'impossible', reason: 'queue' });
  });

  it.each(upgradeStates)('follows an upgrade that is %s', (state) => {
    expect(inviteState(contactSnapshot({ upgrade: view(state) })).kind).toBe(during[state]);
  });

  it('is none during a video', () => {
    expect(inviteState(contactSnapshot({ medium: 'videoChat' })).kind).toBe('none');
  });
});
