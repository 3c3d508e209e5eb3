import { describe, expect, it } from 'vitest';
import { countersOf, type Counters } from '../../../src/call/counters.js';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { Hearing } from '../../../src/call/hearing.js';
import { signsOf, type Senses, type SignSources } from '../../../src/call/signs.js';
import { chromium, firefox } from './canned-stats.js';

const on: MediaModes = { audio: 'on', video: 'on' };
const seen: Senses = { hidden: false, audible: true, ownBlack: false, peerBlack: false, ownLevel: undefined };
const first = countersOf(chromium({ seconds: 1 }), 1_000);
const second = countersOf(chromium({ seconds: 2 }), 2_000);

function signs(more: Partial<Omit<SignSources, 'senses'>> & { readonly senses?: Partial<Senses> }) {
  const hearing = { own: new Hearing(), peer: new Hearing() };
  return signsOf({ before: first, now: second, own: on, peer: on, hearing, ...more, senses: { ...seen, ...more.senses } });
}

/** The same second with some of it standing still. */
const still = (what: { readonly frames?: true; readonly video?: true; readonly audio?: true; readonly energy?: true }): Counters => ({
  ...second,
  video: { ...second.video, in: { ...second.video.in, ...(what.frames ? { frames: first.video.in.frames } : {}), ...(what.video ? { bytes: first.video.in.bytes } : {}) } },
  audio: { ...second.audio, in: what.audio ? first.audio.in : second.audio.in },
  energy: what.energy ? first.energy : second.energy,
});

it('there are no signs of trouble in a good second', () => {
  expect(signs({})).toEqual({ frozen: false, 'own-black': false, 'peer-black': false, 'own-silent': false, 'peer-silent': false, 'muted-speech': false });
});

describe('a picture is frozen', () => {
  it.each<[string, boolean | undefined, Partial<SignSources> & { senses?: Senses }]>([
    ['when its bytes come and no frame does', true, { now: still({ frames: true }) }],
    ['when only the sound still comes', true, { now: still({ frames: true, video: true }) }],
    ['not when nothing comes at all: the connection is told of', undefined, { now: still({ frames: true, video: true, audio: true }) }],
    ['not when the camera is off', false, { now: still({ frames: true, video: true }), peer: { audio: 'on', video: 'off' } }],
    ['not when it pauses on purpose', false, { now: still({ frames: true, video: true }), peer: { audio: 'on', video: 'paused' } }],
    ['not when a screen stands still', false, { now: still({ frames: true, video: true }), peer: { audio: 'on', video: 'screen' } }],
    ['when a screen’s bytes come and no frame does', true, { now: still({ frames: true }), peer: { audio: 'on', video: 'screen' } }],
    ['nobody knows when, in a page that is hidden', undefined, { now: still({ frames: true }), senses: { ...seen, hidden: true } }],
    ['not before the other side has said what it sends', false, { now: still({ frames: true }), peer: undefined }],
  ])('%s', (_name, sign, sources) => expect(signs(sources).frozen).toBe(sign));
});

describe('a picture is black', () => {
  it.each<[string, boolean | undefined, Partial<Senses>, MediaModes]>([
    ['when it is seen so', true, { ownBlack: true, peerBlack: true }, on],
    ['not when it is off', false, { ownBlack: true, peerBlack: true }, { audio: 'on', video: 'off' }],
    ['not when it is a screen', false, { ownBlack: true, peerBlack: true }, { audio: 'on', video: 'screen' }],
    ['nobody knows when, in a page that is hidden', undefined, { hidden: true, ownBlack: true, peerBlack: true }, on],
    ['nobody knows when, where nobody may look', undefined, { ownBlack: undefined, peerBlack: undefined }, on],
  ])('%s', (_name, sign, senses, modes) => {
    const found = signs({ senses, own: modes, peer: modes });
    expect([found['own-black'], found['peer-black']]).toEqual([sign, sign]);
  });
});

describe('a microphone is silent', () => {
  it('when it gives nothing at all, by statistics', () => {
    expect(signs({ now: still({ energy: true }) })).toMatchObject({ 'own-silent': true, 'peer-silent': true });
  });

  it('when it gives nothing at all, by the ear of the page', () => {
    const [before, now] = [countersOf(firefox({ seconds: 1 }), 1_000), countersOf(firefox({ seconds: 2 }), 2_000)];
    expect(signs({ before, now, senses: { ownLevel: 0 } })['own-silent']).toBe(true);
    expect(signs({ before, now, senses: { ownLevel: 0.001 } })['own-silent']).toBe(false);
    expect(signs({ before, now })['own-silent']).toBeUndefined();
  });

  it('not when it is off', () => {
    const off: MediaModes = { audio: 'off', video: 'on' };
    expect(signs({ now: still({ energy: true, audio: true }), own: off, peer: off })).toMatchObject({ 'own-silent': false, 'peer-silent': false });
  });

  it('when no packet comes while the picture does', () => {
    expect(signs({ now: still({ audio: true }) })['peer-silent']).toBe(true);
    expect(signs({ now: still({ audio: true, video: true }) })['peer-silent']).toBeUndefined();
  });

  it('nobody knows when, while nothing is played aloud', () => {
    expect(signs({ now: still({ energy: true }), senses: { audible: false } })['peer-silent']).toBeUndefined();
  });
});

describe('somebody speaks while muted', () => {
  it.each([
    [true, 'off', 0.1],
    [false, 'off', 0.001],
    [false, 'off', undefined],
    [false, 'on', 0.1],
    [false, 'none', 0.1],
  ] as const)('%s, with the microphone %s and a loudness of %s', (sign, audio, ownLevel) => {
    expect(signs({ own: { audio, video: 'on' }, senses: { ownLevel } })['muted-speech']).toBe(sign);
  });
});
