import { describe, expect, it } from 'vitest';
import { enDesk } from '../../../src/desk/en-desk.js';
import { enTransfer } from '../../../src/desk/en-transfer.js';
import { matching, transferRows } from '../../../src/desk/transfer-rows.js';
import { transferFitness, type TransferFitness, type TransferTargets } from '../../../src/protocol/index.js';
import { noon } from './story.js';

type Medium = TransferTargets['medium'];
const words = { desk: enDesk, transfer: enTransfer };
const agent = (name: string, fitness: TransferFitness, skill = 'Hydraulics'): TransferTargets['agents'][number] => ({
  agent: { agentId: name.toLowerCase(), name }, state: 'available', since: new Date(noon - 252_000).toISOString(), skills: [{ name: skill, level: 4 }], fitness,
  slots: { webChat: { used: 1, capacity: 3 }, videoChat: { used: 0, capacity: 1 } },
});
const queue = (fitness: TransferFitness): TransferTargets['queues'][number] => ({ queueId: 'second', name: 'Second line', waiting: 3, there: 2, free: 1, fitness });
const targets = (medium: Medium, fitness: TransferFitness): TransferTargets => ({ contactId: 'c_1', medium, ringSeconds: 20, agents: [agent('Ben Okafor', fitness)], queues: [queue(fitness)] });
const row = (tab: 'agent' | 'queue', medium: Medium, fitness: TransferFitness) => transferRows(targets(medium, fitness), tab, noon, words)[0];

describe('rows of agents', () => {
  it('say what somebody does, since when, what they can and what is free', () => {
    expect(row('agent', 'videoChat', 'can')).toMatchObject({ name: 'Ben Okafor', under: 'Available 4:12 · Hydraulics, level 4', words: 'Can take the video', end: '1 video', open: true });
    expect(row('agent', 'webChat', 'can')).toMatchObject({ words: 'Can take the chat', end: '2 chat' });
  });

  it('say why somebody is on a break, and for how long', () => {
    const onBreak = { ...targets('webChat', 'not-there'), agents: [{ ...agent('Noor', 'not-there'), state: 'break' as const, reason: 'Lunch' }] };
    expect(transferRows(onBreak, 'agent', noon, words)[0]?.under).toBe('Break, Lunch 4:12 · Hydraulics, level 4');
  });

  it.each<[Medium, TransferFitness, string]>([
    ['videoChat', 'full', 'Free when Ben’s call ends'], ['webChat', 'full', 'All chat slots in use'], ['videoChat', 'no-video', 'Chat only: video would end'],
    ['webChat', 'wrapping-up', 'Wrapping up'], ['videoChat', 'not-there', 'Not taking contacts'],
  ])('in %s, %s: “%s”, and cannot be chosen', (medium, fitness, said) => {
    expect(row('agent', medium, fitness)).toMatchObject({ words: said, open: false });
  });
});

describe('rows of queues', () => {
  it.each<[Medium, TransferFitness, string, boolean]>([
    ['webChat', 'can', '1 free now', true], ['videoChat', 'full', 'All busy: it waits in line', true], ['videoChat', 'no-video', 'Takes no video', false],
    ['webChat', 'not-there', 'Nobody is there: it waits in line', true], ['videoChat', 'not-there', 'Nobody there takes video', false],
  ])('in %s, %s: “%s”', (medium, fitness, said, open) => {
    expect(row('queue', medium, fitness)).toMatchObject({ words: said, open, end: '3' });
  });

  it('have words for everything that the wire can say', () => {
    for (const medium of ['webChat', 'videoChat'] as const) {
      for (const fitness of transferFitness) for (const tab of ['agent', 'queue'] as const) expect(row(tab, medium, fitness)?.words, `${tab} ${medium} ${fitness}`).toMatch(/\w/);
    }
  });
});

describe('the search', () => {
  const rows = transferRows({ ...targets('webChat', 'can'), agents: [agent('Ben Okafor', 'can'), agent('Noor De Wit', 'can', 'Billing')] }, 'agent', noon, words);
  it.each([['', 2], ['  ', 2], ['hydr', 1], ['NOOR bill', 1], ['ben billing', 0]])('“%s” leaves %d', (search, left) => {
    expect(matching(rows, search)).toHaveLength(left);
  });
});
