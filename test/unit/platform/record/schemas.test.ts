import * as v from 'valibot';
import { expect, test } from 'vitest';
import { InteractionSchema, TimelineEntrySchema, TranscriptEntrySchema, interactionOf, transcriptOf } from '../../../../src/platform/record/index.js';
import { upgraded } from './fixture.js';

const { events, now } = upgraded();

test('an interaction leaves over HTTP as its published schema says, key for key', () => {
  const sent: unknown = JSON.parse(JSON.stringify(interactionOf(events, now)));
  expect(v.parse(InteractionSchema, sent)).toEqual(sent);
});

test('so do a transcript’s entries and a timeline’s events', () => {
  for (const entry of transcriptOf(events)) expect(v.parse(TranscriptEntrySchema, entry)).toEqual(entry);
  for (const event of events) {
    const sent = { ...event, at: new Date(event.at).toISOString() };
    expect(v.parse(TimelineEntrySchema, sent)).toEqual(sent);
  }
});
