import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIceUrl, probe } from '../../../../src/platform/calls/turn-probe.js';
import { coturnIsHere, freePort, minted, startCoturn, type Coturn } from './coturn.js';

describe('the address of an ICE server', () => {
  it.each([
    ['stun:s.test', { scheme: 'stun', host: 's.test', port: 3478, transport: 'udp' }],
    ['turn:s.test?transport=tcp', { scheme: 'turn', host: 's.test', port: 3478, transport: 'tcp' }],
    ['turns:s.test:443?transport=tcp', { scheme: 'turns', host: 's.test', port: 443, transport: 'tls' }],
    ['turns:s.test', { scheme: 'turns', host: 's.test', port: 5349, transport: 'tls' }],
    ['turn:[::1]:9', { scheme: 'turn', host: '::1', port: 9, transport: 'udp' }],
    ['https://s.test', undefined],
  ])('%s is read with the standards’ defaults', (url, address) => {
    expect(parseIceUrl(url)).toEqual(address);
  });
});

describe('a server that is not there', () => {
  it('is unreachable, over UDP and TCP', async () => {
    const port = await freePort();
    expect(await probe({ url: `turn:127.0.0.1:${port}` }, 300)).toMatchObject({ status: 'unreachable' });
    expect(await probe({ url: `turn:127.0.0.1:${port}?transport=tcp` }, 300)).toMatchObject({ status: 'unreachable' });
    expect(await probe({ url: 'nonsense' }, 300)).toMatchObject({ status: 'unreachable' });
  });

  it('is unreachable when it listens and says nothing', async () => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    expect(await probe({ url: `stun:127.0.0.1:${socket.address().port}` }, 100)).toMatchObject({ status: 'unreachable', detail: 'does not answer' });
    socket.close();
  });
});

describe.skipIf(!coturnIsHere)('a real coturn', () => {
  let server: Coturn;
  beforeAll(async () => {
    server = await startCoturn({ secret: 'north-star' });
  });
  afterAll(() => server.stop());

  it.each([['UDP', ''], ['TCP', '?transport=tcp']])('allocates for the credentials that the platform mints, over %s', async (_what, query) => {
    expect(await probe(minted(server.url(query), 'north-star'))).toMatchObject({ status: 'serves', relay: '127.0.0.1' });
  });

  it('tells what it is, and lets nobody through to its own machine', async () => {
    const result = await probe(minted(server.url(), 'north-star'));
    expect(result).toMatchObject({ software: expect.stringMatching(/^Coturn-/) as unknown });
    expect(result.status === 'serves' && result.inside).not.toContain('127.0.0.1');
  });

  it('refuses credentials of another secret', async () => {
    expect(await probe(minted(server.url(), 'south'))).toMatchObject({ status: 'refused', code: 401, detail: 'refuses the credentials (401)' });
  });

  it('answers a binding request', async () => {
    expect(await probe({ url: server.url().replace('turn:', 'stun:') })).toMatchObject({ status: 'serves' });
  });
});
