import { describe, expect, it } from 'vitest';
import { cameToNothing, helpState, onlyHelped } from '../../../src/desk/help-state.js';
import { ana, anaActor, noon, platform, Story } from './story.js';

const ben = { agentId: 'agent-ben', name: 'Ben Okafor' };
const chen = { agentId: 'agent-chen', name: 'Chen Li' };
const benActor = { kind: 'agent', id: ben.agentId, name: ben.name } as const;
const until = noon + 100_000;
const deadline = new Date(until).toISOString();
const asked = (): Story => new Story().begun().add('assist.invited', anaActor, { agent: ben, deadline });

describe('how the help at a contact stands', () => {
  it('is none before anybody is asked', () => {
    expect(helpState(new Story().begun().events)).toEqual({ asked: [], refusal: undefined });
  });

  it('says who is asked and until when, each of several', () => {
    const both = asked().add('assist.invited', anaActor, { agent: chen, deadline });
    expect(helpState(both.events).asked).toEqual([{ ...ben, until }, { ...chen, until }]);
  });

  it.each(['declined', 'timeout'] as const)('says whose answer was no: %s', (outcome) => {
    const story = asked().add('assist.answered', platform, { agent: ben, outcome });
    expect(helpState(story.events)).toEqual({ asked: [], refusal: { ...ben, outcome, seq: 5 } });
    expect(helpState(story.add('assist.invited', anaActor, { agent: chen, deadline }).events)).toEqual({ asked: [{ ...chen, until }], refusal: undefined });
  });

  it.each(['accepted', 'withdrawn'] as const)('is no trouble after “%s”', (outcome) => {
    expect(helpState(asked().add('assist.answered', platform, { agent: ben, outcome }).events)).toEqual({ asked: [], refusal: undefined });
  });

  it('begins anew with another owner, and ends with the contact', () => {
    const refused = (): Story => asked().add('assist.answered', platform, { agent: ben, outcome: 'declined' });
    expect(helpState(refused().add('contact.moved', platform, { from: ana, to: chen }).events).refusal).toBeUndefined();
    expect(helpState(refused().add('contact.closed', platform, { reason: 'customer' }).events).refusal).toBeUndefined();
  });
});

describe('a colleague who was asked', () => {
  const since = new Story().begun().events.length;

  it.each(['declined', 'timeout', 'withdrawn'] as const)('does not come: %s', (outcome) => {
    const { events } = asked().add('assist.answered', platform, { agent: ben, outcome });
    expect(cameToNothing(events, ben.agentId, since)).toBe(true);
    expect(cameToNothing(events, chen.agentId, since)).toBe(false);
    expect(cameToNothing(events, ben.agentId, events.length)).toBe(false);
  });

  it('comes, and is there until they leave', () => {
    const story = asked().add('assist.answered', benActor, { agent: ben, outcome: 'accepted' }).add('assist.joined', benActor, { agent: ben });
    expect(cameToNothing(story.events, ben.agentId, since)).toBe(false);
    expect(cameToNothing(story.add('assist.left', platform, { agent: ben, reason: 'offline' }).events, ben.agentId, since)).toBe(true);
  });
});

describe('who only helped', () => {
  it('is told from who had the contact', () => {
    const joined = asked().add('assist.joined', benActor, { agent: ben });
    expect(onlyHelped(joined.events, ben.agentId)).toBe(true);
    expect(onlyHelped(joined.events, ana.agentId)).toBe(false);
    expect(onlyHelped(joined.events, chen.agentId)).toBe(false);
    joined.add('assist.left', platform, { agent: ben, reason: 'owner' }).add('agent.joined', benActor, { agent: ben });
    expect(onlyHelped(joined.events, ben.agentId)).toBe(false);
  });
});
