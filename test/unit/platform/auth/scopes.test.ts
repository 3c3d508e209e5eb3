import { describe, expect, it } from 'vitest';
import { clientFrameSchemas, customerFrames, agentFrames } from '../../../../src/protocol/client-frame.js';
import { clientScopes, participantKind } from '../../../../src/platform/auth/identity.js';
import { frameScopes, isScope, roleScopes, scopes, scopesOf } from '../../../../src/platform/auth/scopes.js';

describe('the role table', () => {
  it('names the four permissions of an administration', () => {
    expect(Object.fromEntries(Object.entries(scopes).flatMap(([scope, { permission }]) => (permission === undefined ? [] : [[scope, permission]])))).toEqual({
      'videochat:send': 'Video > Video Chat > Edit',
      'webchat:send': 'Messaging > Web Messaging > Edit',
      'architect:flow:edit': 'Architect > Flow > Edit',
      'routing:queue:edit': 'Routing > Queue > Edit',
    });
  });

  it('lets administrators alone edit flows and queues', () => {
    const holders = (scope: 'architect:flow:edit' | 'routing:queue:edit') => Object.entries(roleScopes).filter(([, list]) => list.includes(scope)).map(([role]) => role);
    expect(holders('architect:flow:edit')).toEqual(['administrator']);
    expect(holders('routing:queue:edit')).toEqual(['administrator']);
  });

  it('gives guests what a customer needs and nothing else', () => {
    expect(roleScopes.guest).toEqual(['webchat:send', 'videochat:send']);
  });

  it('lets supervisors listen in, join and write there, and agents join and block but not listen', () => {
    const has = (role: 'agent' | 'supervisor' | 'administrator') => (['contact:assist', 'contact:monitor', 'guest:block', 'guest:block:all', 'webchat:send'] as const).filter((it) => roleScopes[role].includes(it));
    expect(has('agent')).toEqual(['contact:assist', 'guest:block', 'webchat:send']);
    expect(has('supervisor')).toEqual(['contact:assist', 'contact:monitor', 'webchat:send']);
    expect(has('administrator')).toEqual(['guest:block:all']);
  });

  it('adds up for people with several roles, and gives nothing for a role that is none', () => {
    expect(scopesOf(['agent', 'supervisor'])).toEqual([...new Set([...roleScopes.agent, ...roleScopes.supervisor])]);
    expect(scopesOf(['root', 'constructor'])).toEqual([]);
    expect(isScope('toString')).toBe(false);
  });

  it('decides about every frame there is', () => {
    expect(Object.keys(frameScopes).sort()).toEqual(Object.keys(clientFrameSchemas).sort());
  });

  it('lets guests send every frame for customers, and agents every frame for agents', () => {
    // Listening in is not for who takes contacts.
    const own = agentFrames.filter((frame) => frame !== 'contact.monitor');
    for (const [role, frames] of [['guest', customerFrames], ['agent', own]] as const) {
      for (const frame of frames) expect(roleScopes[role]).toContain(frameScopes[frame]);
    }
  });
});

describe('a client', () => {
  const client = { id: 'c', secretHash: 'x', roles: [], scopes: [] };
  it('has the scopes that its configuration names, and those of its role', () => {
    expect(clientScopes(client)).toEqual(roleScopes['api-client']);
    expect(clientScopes({ ...client, scopes: ['routing:queue:edit', 'made:up'] })).toEqual(['routing:queue:edit']);
    expect(clientScopes({ ...client, roles: ['administrator'] })).toContain('architect:flow:edit');
  });
});

it('takes somebody for a supervisor only without contacts of their own', () => {
  expect([['agent'], ['supervisor'], ['agent', 'supervisor'], ['administrator']].map(participantKind)).toEqual(['agent', 'supervisor', 'agent', 'agent']);
});
