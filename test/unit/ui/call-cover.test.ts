import { describe, expect, it } from 'vitest';
import type { MediaModes } from '../../../src/call/index.js';
import { isFitted, peerCover, recoveryCover } from '../../../src/ui/call-cover.js';
import { enCall } from '../../../src/ui/en-call.js';
import { spoken } from '../../../src/ui/words.js';
import { recoveryWords } from '../../../src/ui/stage.js';

const peers: readonly (readonly [MediaModes['video'] | undefined, ReturnType<typeof peerCover>['kind'], boolean])[] = [
  [undefined, 'none', false],
  ['on', 'none', false],
  ['screen', 'none', true],
  ['paused', 'audio-only', false],
  ['off', 'camera-off', false],
  ['none', 'camera-off', false],
];

describe('what lies over the picture', () => {
  it.each(peers)('for the other side’s “%s”', (video, cover, fitted) => {
    const peer: MediaModes | undefined = video === undefined ? undefined : { audio: 'on', video };
    expect(peerCover(peer).kind).toBe(cover);
    expect(isFitted(peer)).toBe(fitted);
  });

  it('crops nothing of what the other side shows', () => {
    expect(isFitted({ audio: 'on', video: 'on', show: true })).toBe(true);
  });

  it.each([
    ['path', ['Reconnecting…', 'You can keep typing.']],
    ['peer', ['Ana’s connection dropped. Waiting for them…', 'You can keep typing.']],
    ['network', ['You’re offline.', 'The call waits 3 s for you.']],
  ] as const)('says what a recovery waits for: the %s', (waitsFor, words) => {
    expect(recoveryWords(recoveryCover({ waitsFor, until: 12_500 }, 10_000), 'Ana', spoken(enCall))).toEqual(words);
  });

  it('counts to nothing, not below', () => {
    expect(recoveryCover({ waitsFor: 'network', until: 5_000 }, 10_000).seconds).toBe(0);
  });
});
