import { describe, expect, it } from 'vitest';
import { planRelays } from '../../../../src/call/preflight/relay-plan.js';

const keys = { username: 'u', credential: 'c' };

describe('the plan of what to try', () => {
  it('has one URL for each way to a relay, with its credentials and its port', () => {
    const { relays, direct } = planRelays([
      { urls: ['turn:t.test', 'turn:t.test?transport=tcp', 'turns:t.test?transport=tcp'], ...keys },
      { urls: 'stun:s.test' },
    ]);
    expect(relays).toEqual({
      udp: { server: { urls: 'turn:t.test', ...keys }, port: 3478 },
      tcp: { server: { urls: 'turn:t.test?transport=tcp', ...keys }, port: 3478 },
      tls: { server: { urls: 'turns:t.test?transport=tcp', ...keys }, port: 5349 },
    });
    expect(direct).toEqual([{ urls: 'stun:s.test' }]);
  });

  it('prefers TLS at port 443, the way that gets through most', () => {
    const { relays } = planRelays([{ urls: ['turns:t.test:5349', 'turns:t.test:443?transport=tcp'], ...keys }]);
    expect(relays.tls).toEqual({ server: { urls: 'turns:t.test:443?transport=tcp', ...keys }, port: 443 });
    expect(relays).toMatchObject({ udp: undefined, tcp: undefined });
  });

  it('asks a relay over UDP for the own address where there is no STUN server', () => {
    expect(planRelays([{ urls: 'turn:t.test:80?transport=udp', ...keys }]).direct).toEqual([{ urls: 'turn:t.test:80?transport=udp', ...keys }]);
    expect(planRelays([]).direct).toEqual([]);
  });
});
