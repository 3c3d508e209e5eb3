/**
 * What simple-peer makes of a connection that truly fails, and what ours makes of it. Nothing is pretended: the two sides are
 * told of user fragments that nobody has, so every check goes unanswered until the browser gives up (about 12 s in Firefox
 * and 16 s in Chromium).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { camera, closeAll, connectionOf, inside, isConnected, isStable, join, keepsDecoding, negotiate, ours, stock, ufragOf, type Bend, type Signal } from './peer-pair.js';

const isFirefox = navigator.userAgent.includes('Firefox');
/** Longer than any browser takes to give up. */
const patience = 60_000;

/** Nobody answers checks for such a user fragment. */
const astray = (signal: Signal): Signal => ({
  ...signal,
  ...(signal.sdp === undefined ? {} : { sdp: signal.sdp.replace(/a=ice-ufrag:\S+/g, 'a=ice-ufrag:nobody') }),
  ...(signal.candidate ? { candidate: { ...signal.candidate, candidate: signal.candidate.candidate.replace(/ ufrag \S+/, '') } } : {}),
});

/** A certificate that is not the one that is announced. */
const forged = (signal: Signal): Signal =>
  signal.sdp === undefined ? signal : { ...signal, sdp: signal.sdp.replace(/(a=fingerprint:\S+ )(\S\S)/g, (_line, head: string, byte: string) => `${head}${byte === '00' ? '11' : '00'}`) };

const closed = (it: ReturnType<typeof ours | typeof stock>): Promise<void> => new Promise((resolve) => it.on('close', resolve));

/** The connection says that it has failed. */
const failed = (it: ReturnType<typeof ours>): Promise<void> =>
  new Promise((resolve) => {
    const pc = connectionOf(it);
    pc.addEventListener('connectionstatechange', () => pc.connectionState === 'failed' && resolve());
  });

const isOpen = (it: ReturnType<typeof ours>): boolean => !it.destroyed && connectionOf(it).signalingState !== 'closed';

afterAll(closeAll);

describe('a connection that finds no way', () => {
  let bend: Bend = astray;
  let left: ReturnType<typeof ours>;
  let right: ReturnType<typeof ours>;
  let theirs: ReturnType<typeof stock>;
  const told: unknown[] = [];
  const errors: unknown[] = [];
  /** What became of ours, in order. */
  const ends: string[] = [];

  beforeAll(async () => {
    left = ours(true, { streams: [await camera()] });
    right = ours(false);
    theirs = stock(true);
    left.on('iceStateChange', (state: unknown) => {
      told.push(state);
      if (state === 'failed' && !ends.includes('failed')) ends.push('failed');
    });
    theirs.on('error', (error) => errors.push(Reflect.get(error, 'code')));
    left.on('error', () => ends.push('error'));
    left.on('close', () => ends.push('close'));
    join(left, right, (signal, from) => bend(signal, from));
    join(theirs, stock(false), astray);
    await Promise.all([failed(left), failed(right), closed(theirs), ...(isFirefox ? [closed(left)] : [])]);
  }, patience);

  it('makes the stock peer destroy itself with a code of failure', () => {
    expect(errors).toEqual([expect.stringMatching(/^ERR_(ICE_)?CONNECTION_FAILURE$/)]);
  });

  it('is told by ours without an error', () => {
    expect(ends).not.toContain('error');
  });

  it.skipIf(isFirefox)('is told by ours as the ICE state failed, and nothing else', () => {
    expect(told.at(-1)).toBe('failed');
    expect(ends).toEqual(['failed']);
  });

  it.skipIf(isFirefox)('leaves ours alive, and an ICE restart on the same two peers finds a way: frames are decoded', async () => {
    expect([isOpen(left), isOpen(right)]).toEqual([true, true]);
    bend = (signal) => signal;
    const pc = connectionOf(left);
    const before = ufragOf(left);
    await isStable(left);
    pc.restartIce();
    negotiate(left);
    await isConnected(left);
    await isConnected(right);
    expect(connectionOf(left)).toBe(pc);
    expect(ufragOf(left)).not.toBe(before);
    await keepsDecoding(right);
    expect(ends).toEqual(['failed']);
  });

  // Firefox closes the channels of a failed connection, now and then before it tells of the state; it decodes nothing on it
  // after a restart either.
  it.runIf(isFirefox)('ends ours through its data channel, so that a new one takes its place', () => {
    expect(ends.at(-1)).toBe('close');
    expect(ends.slice(0, -1)).toEqual(told.filter((state) => state === 'failed'));
  });
});

describe('a connection whose certificate is another’s', () => {
  it('fails in the handshake while ICE is connected, which ours outlives long enough to tell', async () => {
    const left = ours(true);
    const right = ours(false);
    const theirs = stock(true);
    const codes: unknown[] = [];
    const errors: unknown[] = [];
    theirs.on('error', (error) => codes.push(Reflect.get(error, 'code')));
    left.on('error', (error) => errors.push(error));
    const pc = connectionOf(left);
    const seen = new Promise((resolve) =>
      pc.addEventListener('connectionstatechange', () => pc.connectionState === 'failed' && resolve([pc.iceConnectionState, inside(left, '_pc') === pc])),
    );
    join(left, right, forged);
    join(theirs, stock(false), forged);
    expect(await seen).toEqual([expect.stringMatching(/^(connected|completed)$/), true]);
    await expect.poll(() => codes, { timeout: 10_000 }).toEqual(['ERR_CONNECTION_FAILURE']);
    expect(errors).toEqual([]);
  });
});
