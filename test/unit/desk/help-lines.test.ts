import { describe, expect, it } from 'vitest';
import { helpLine } from '../../../src/desk/help-lines.js';
import type { EventData, EventKind, TimelineEvent } from '../../../src/protocol/index.js';
import { ana, anaActor, noon, platform, Story } from './story.js';

const ben = { agentId: 'agent-ben', name: 'Ben Okafor' };
const deadline = new Date(noon).toISOString();

function line<K extends EventKind>(reader: string, kind: K, data: EventData<K>, actor: TimelineEvent['actor'] = platform): string | undefined {
  const [event] = new Story().add(kind, actor, data).events;
  return event === undefined ? undefined : helpLine(event, reader);
}

describe('help in the transcript', () => {
  it('says who asked whom, to each of them and to others', () => {
    const data = { agent: ben, deadline };
    expect(line(ana.agentId, 'assist.invited', data, anaActor)).toBe('You asked Ben Okafor to help');
    expect(line(ben.agentId, 'assist.invited', data, anaActor)).toBe('Ana asked you to help');
    expect(line('agent-chen', 'assist.invited', data, anaActor)).toBe('Ana asked Ben Okafor to help');
  });

  it.each([
    ['declined', 'Ben Okafor declined to help', 'You declined to help'],
    ['timeout', 'Ben Okafor did not answer', 'You did not answer'],
    ['withdrawn', 'Ben Okafor is not asked any more', 'Ben Okafor is not asked any more'],
  ] as const)('says what came of it: %s', (outcome, toOwner, toHelper) => {
    expect(line(ana.agentId, 'assist.answered', { agent: ben, outcome })).toBe(toOwner);
    expect(line(ben.agentId, 'assist.answered', { agent: ben, outcome })).toBe(toHelper);
  });

  it('says that somebody joined once', () => {
    expect(line(ana.agentId, 'assist.answered', { agent: ben, outcome: 'accepted' })).toBeUndefined();
    expect(line(ana.agentId, 'assist.joined', { agent: ben })).toBe('Ben Okafor joined to help');
    expect(line(ben.agentId, 'assist.joined', { agent: ben })).toBe('You joined to help');
  });

  it.each([
    ['left', 'Ben Okafor, who helped, left'],
    ['removed', 'Ben Okafor no longer helps'],
    ['offline', 'Ben Okafor, who helped, went offline'],
  ] as const)('says why somebody helps no longer: %s', (reason, words) => {
    expect(line(ana.agentId, 'assist.left', { agent: ben, reason })).toBe(words);
    expect(line(ben.agentId, 'assist.left', { agent: ben, reason })).toBe('You no longer help');
  });

  it('does not take a helper who has the contact now for gone', () => {
    expect(line(ana.agentId, 'assist.left', { agent: ben, reason: 'owner' })).toBeUndefined();
  });
});
