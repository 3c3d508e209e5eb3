import { describe, expect, it } from 'vitest';
import { enDesk } from '../../../src/desk/en-desk.js';
import { helpRows } from '../../../src/desk/help-rows.js';
import type { PresenceState, TransferFitness, TransferTargets } from '../../../src/protocol/index.js';
import { noon } from './story.js';

const slots = { webChat: { used: 3, capacity: 3 }, videoChat: { used: 0, capacity: 1 } };
const agent = (id: string, state: PresenceState, fitness: TransferFitness): TransferTargets['agents'][number] => ({ agent: { agentId: id, name: `${id} Okafor` }, state, slots, skills: [], fitness });
const targets: TransferTargets = {
  contactId: 'c_1', medium: 'webChat', ringSeconds: 20, queues: [],
  agents: [agent('noor', 'break', 'not-there'), agent('ben', 'available', 'can'), agent('ingrid', 'busy', 'full'), agent('tariq', 'offline', 'not-there')],
};
const rows = (here: readonly string[] = [], asked: readonly string[] = []) => helpRows({ targets, now: noon, here, asked, strings: enDesk });

describe('whom one can ask to help', () => {
  it('is whoever is there, with or without a free slot, and those come first', () => {
    expect(rows().map(({ id, open, words }) => [id, open, words])).toEqual([
      ['ben', true, 'Can help'],
      ['ingrid', true, 'Can help, but is busy'],
      ['noor', false, 'On a break'],
      ['tariq', false, 'Not there'],
    ]);
  });

  it('is nobody who helps or is asked already', () => {
    expect(rows(['ben'], ['ingrid']).filter(({ id }) => id === 'ben' || id === 'ingrid').map(({ open, words }) => [open, words])).toEqual([
      [false, 'Is here already'],
      [false, 'Is asked already'],
    ]);
  });
});
