import { describe, expect, it } from 'vitest';
import type { Audible } from '../../../src/chat/announcements.js';
import type { ChatCard } from '../../../src/chat/chat-card.js';
import { enResults } from '../../../src/chat/en-results.js';
import { enVideo } from '../../../src/chat/en-video.js';
import { spoken } from '../../../src/ui/words.js';
import { videoNews } from '../../../src/chat/video-news.js';

const quiet: Audible = { call: 'none', card: { kind: 'none' }, trouble: undefined, unread: 0, soundBlocked: false, agent: 'Ana' };
const result: ChatCard = {
  kind: 'result', key: 'turn-unreachable',
  result: { status: 'failed', reason: 'turn-unreachable', by: 'platform', at: '' },
  state: { kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable', by: 'platform', at: '' }, rejoin: false },
};
const line = (position: number): ChatCard => ({ kind: 'line', position, waitSeconds: undefined, deadline: undefined });

const news: readonly (readonly [string, Partial<Audible>, Partial<Audible>, string | undefined, 'polite' | 'assertive' | undefined])[] = [
  ['nothing changed', {}, {}, undefined, undefined],
  ['the call is live', { call: 'connecting' }, { call: 'live' }, 'Video connected', 'assertive'],
  ['the call is back', { call: 'recovering' }, { call: 'live' }, 'Connected again.', 'polite'],
  ['the call ended', { call: 'live' }, {}, 'Video ended', 'assertive'],
  ['the call failed', { call: 'connecting' }, { card: result }, 'Video couldn’t connect', 'assertive'],
  ['a live call failed', { call: 'live' }, { card: result }, 'Video couldn’t connect', 'assertive'],
  ['the path broke, which the stage says', { call: 'live' }, { call: 'recovering' }, undefined, undefined],
  ['an invitation came', {}, { card: { kind: 'invitation', by: 'agent', message: '' } }, 'Ana invites you to video', 'polite'],
  ['the browser asks', {}, { card: { kind: 'permission', since: 0 } }, 'Your browser is asking. Choose Allow, at the top of this window.', 'polite'],
  ['a place in line', { card: { kind: 'connecting' } }, { card: line(2) }, 'You’re 2nd in line', 'polite'],
  ['a better place', { card: line(2) }, { card: line(1) }, 'You’re next', 'polite'],
  ['the same place again', { card: line(2) }, { card: line(2) }, undefined, undefined],
  ['sound is blocked', { call: 'live' }, { call: 'live', soundBlocked: true }, 'Tap to hear Ana', 'polite'],
];

describe('of video is said aloud', () => {
  it.each(news)('when %s', (_what, before, after, text, urgency) => {
    const said = videoNews({ ...quiet, ...before }, { ...quiet, ...after }, spoken(enVideo), spoken(enResults).results);
    expect(said?.text).toBe(text);
    expect(said?.urgency).toBe(urgency);
  });
});
