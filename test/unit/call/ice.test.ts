import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/call/engine-port.js';
import { iceConfiguration } from '../../../src/call/ice.js';

const turn = (policy: Turn['policy'], ...urls: string[]): Turn => ({ policy, iceServers: [{ urls, username: 'u', credential: 'p' }] });
const all = ['stun:a', 'turn:a', 'turn:a?transport=tcp', 'turns:a:443?transport=tcp', 'turn:b', 'stun:b'];
const urlsOf = ({ iceServers = [] }: RTCConfiguration): unknown[] => iceServers.map(({ urls }) => urls);
const first = { attempt: 1, relay: false };

describe('the ICE configuration', () => {
  it.each([
    ['all', 'customer', 'all'],
    ['all', 'agent', 'all'],
    ['hide-agent', 'customer', 'all'],
    ['hide-agent', 'agent', 'relay'],
    ['relay', 'customer', 'relay'],
    ['relay', 'agent', 'relay'],
  ] as const)('under %s lets the %s use %s', (policy, side, transport) => {
    expect(iceConfiguration(turn(policy, ...all), side, first).iceTransportPolicy).toBe(transport);
  });

  it('has no more than four URLs, one of each way through a firewall', () => {
    expect(urlsOf(iceConfiguration(turn('all', ...all), 'customer', first))).toEqual(['turn:a', 'turn:a?transport=tcp', 'turns:a:443?transport=tcp', 'stun:a']);
    expect(urlsOf(iceConfiguration(turn('all', 'turn:a', 'turn:b', 'turn:c', 'turn:d', 'turn:e'), 'customer', first))).toHaveLength(4);
  });

  it('keeps each server’s credentials', () => {
    expect(iceConfiguration(turn('all', 'turn:a'), 'customer', first).iceServers).toEqual([{ urls: 'turn:a', username: 'u', credential: 'p' }]);
  });

  it('has no server that the platform did not name', () => {
    expect(iceConfiguration({ policy: 'all', iceServers: [] }, 'customer', first).iceServers).toEqual([]);
  });

  it('goes by relays only in a retry, where there are any', () => {
    const retry = { attempt: 2, relay: true };
    expect(iceConfiguration(turn('all', ...all), 'customer', retry).iceTransportPolicy).toBe('relay');
    expect(iceConfiguration(turn('all', 'stun:a'), 'customer', retry).iceTransportPolicy).toBe('all');
  });

  it('goes by TLS alone from the third attempt on, where there is any', () => {
    const third = { attempt: 3, relay: true };
    expect(urlsOf(iceConfiguration(turn('all', ...all), 'customer', third))).toEqual(['turns:a:443?transport=tcp']);
    expect(urlsOf(iceConfiguration(turn('all', 'turn:a'), 'customer', third))).toEqual(['turn:a']);
    // A third attempt for a fresh page has not failed by anything.
    expect(urlsOf(iceConfiguration(turn('all', ...all), 'customer', { attempt: 3, relay: false }))).toHaveLength(4);
  });
});
