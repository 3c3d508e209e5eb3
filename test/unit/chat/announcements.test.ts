import { describe, expect, it } from 'vitest';
import { announcement, type Audible } from '../../../src/chat/announcements.js';
import { enChat } from '../../../src/chat/en.js';
import { spoken } from '../../../src/ui/words.js';

const strings = spoken(enChat);

const quiet: Audible = { call: 'none', card: { kind: 'none' }, trouble: undefined, unread: 0, soundBlocked: false, agent: 'Ana' };

const news: readonly (readonly [string, Partial<Audible>, Partial<Audible>, string | undefined])[] = [
  ['nothing changed', {}, {}, undefined],
  ['the connection is lost', {}, { trouble: 'lost' }, 'No connection. Trying again…'],
  ['the connection is back', { trouble: 'lost' }, {}, 'Connected again.'],
  ['a message while closed', {}, { unread: 1 }, 'You have a new message.'],
  ['more messages while closed', { unread: 1 }, { unread: 3 }, 'You have 3 new messages.'],
  ['messages were read', { unread: 3 }, {}, undefined],
];

describe('said aloud', () => {
  it.each(news)('when %s', (_what, before, after, text) => {
    const said = announcement({ ...quiet, ...before }, { ...quiet, ...after }, strings);
    expect(said).toEqual(text === undefined ? undefined : { text, urgency: 'polite' });
  });

  it('is news of video first', () => {
    const live = { text: 'Video connected', urgency: 'assertive' } as const;
    expect(announcement(quiet, { ...quiet, unread: 1 }, strings, () => live)).toBe(live);
    expect(announcement(quiet, { ...quiet, unread: 1 }, strings, () => undefined)).toMatchObject({ text: 'You have a new message.' });
  });
});
