import { expect, test } from 'vitest';
import { readStoredEvent, transcriptOf } from '../../../../src/platform/record/index.js';
import { start, upgraded } from './fixture.js';

test('a transcript is whole across media, with the quiet lines between', () => {
  expect(transcriptOf(upgraded().events).map((it) => `${it.medium} ${it.kind}: ${it.text}`)).toEqual([
    'webChat line: Conversation started.',
    'webChat message: Hello',
    'webChat line: Waiting in Support.',
    'webChat line: Ben joined.',
    'webChat line: Please accept.',
    'webChat line: Video accepted.',
    'webChat line: Ben left.',
    'webChat line: Ana joined.',
    'videoChat line: Video with Ana.',
    'videoChat message: I see you',
    'videoChat line: The video connection was interrupted.',
    'webChat line: Video ended after 2:00.',
    'webChat line: Video request ended: completed.',
    'webChat line: Conversation ended (customer).',
  ]);
});

test('an entry keeps its place, moment and author', () => {
  expect(transcriptOf(upgraded().events)[1]).toEqual({
    seq: 2, at: new Date(start).toISOString(), medium: 'webChat', kind: 'message', event: 'message', text: 'Hello', actor: { kind: 'customer', id: 'g_1', name: 'Mia' },
  });
});

test('text is kept as it was written, markup and all', () => {
  const event = readStoredEvent({ contactId: 'c_1', seq: 1, at: start, kind: 'message', actor: { kind: 'customer' }, data: { messageId: 'm', text: '<img src=x onerror=alert(1)>' } });
  expect(transcriptOf([event!])[0]?.text).toBe('<img src=x onerror=alert(1)>');
});

test.each([
  ['an unknown kind', { kind: 'contact.teleported', actor: { kind: 'platform' }, data: {} }],
  ['a kind that every object has', { kind: 'constructor', actor: { kind: 'platform' }, data: {} }],
  ['data that does not fit', { kind: 'message', actor: { kind: 'customer' }, data: { text: 1 } }],
  ['an actor that is none', { kind: 'message', actor: 'me', data: { messageId: 'm', text: 'x' } }],
])('a stored row with %s is no event', (_name, row) => {
  expect(readStoredEvent({ contactId: 'c_1', seq: 1, at: start, ...row })).toBeUndefined();
});
