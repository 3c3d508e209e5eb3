import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/call/engine-port.js';
import { iceConfiguration } from '../../../src/call/ice.js';

const turn = (policy: Turn['policy'], ...urls: string[]): Turn => ({ policy, iceServers: [{ urls, username: 'u', credential: 'p' }] });
const all = ['stun:a', 'turn:a', 'turn:a?transport=tcp', 'turns:a:443?transport=tcp', 'turn:b', 'stun:b'];
const urlsOf = ({ iceServers = [] }: RTCConfiguration): unknown[] => iceServers.map(({ urls }) => urls);

describe('the ICE configuration', () => {
  it.each([
    ['all', 'customer', 'all'],
    ['all', 'agent', 'all'],
    ['hide-agent', 'customer', 'all'],
    ['hide-agent', 'agent', 'relay'],
    ['relay', 'customer', 'relay'],
    ['relay', 'agent', 'relay'],
  ] as const)('under %s lets the %s use %s', (policy, side, transport) => {
    expect(iceConfiguration(turn(policy, ...all), side, 'all').iceTransportPolicy).toBe(transport);
  });

  it('has no more than four URLs, one of each way through a firewall', () => {
    expect(urlsOf(iceConfiguration(turn('all', ...all), 'customer', 'all'))).toEqual(['stun:a', 'turn:a', 'turn:a?transport=tcp', 'turns:a:443?transport=tcp']);
    expect(urlsOf(iceConfiguration(turn('all', 'turn:a', 'turn:b', 'turn:c', 'turn:d', 'turn:e'), 'customer', 'all'))).toHaveLength(4);
  });

  it('keeps each server’s credentials', () => {
    expect(iceConfiguration(turn('all', 'turn:a'), 'customer', 'all').iceServers).toEqual([{ urls: 'turn:a', username: 'u', credential: 'p' }]);
  });

  it('has no server that the platform did not name', () => {
    expect(iceConfiguration({ policy: 'all', iceServers: [] }, 'customer', 'all').iceServers).toEqual([]);
  });

  it('goes by relays only in a retry, where there are any', () => {
    const retry = iceConfiguration(turn('all', ...all), 'customer', 'relay');
    expect(retry.iceTransportPolicy).toBe('relay');
    expect(urlsOf(retry)).toEqual(['turn:a', 'turn:a?transport=tcp', 'turns:a:443?transport=tcp', 'turn:b']);
    expect(iceConfiguration(turn('all', 'stun:a'), 'customer', 'relay')).toMatchObject({ iceTransportPolicy: 'all', iceServers: [{ urls: 'stun:a' }] });
  });

  it('goes by TLS alone in the one after, where there is any', () => {
    const last = iceConfiguration(turn('all', ...all), 'customer', 'tls');
    expect(last).toMatchObject({ iceTransportPolicy: 'relay', iceServers: [{ urls: 'turns:a:443?transport=tcp' }] });
    expect(urlsOf(iceConfiguration(turn('all', 'stun:a', 'turn:a'), 'customer', 'tls'))).toEqual(['turn:a']);
  });
});
