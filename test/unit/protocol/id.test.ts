import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { IdSchema, MomentSchema } from '../../../src/protocol/index.js';

describe('ids and moments', () => {
  it.each(['a', 'c_1', 'guest-1', 'a.b:c', 'x'.repeat(64)])('%s is an id', (id) => expect(v.is(IdSchema, id)).toBe(true));
  it.each(['', ' ', 'a b', 'a/b', 'é', '<b>', 'x'.repeat(65), 1])('%j is none', (id) => expect(v.is(IdSchema, id)).toBe(false));
  it.each([new Date(0).toISOString(), '2026-01-01T12:00:00Z'])('%s is a moment', (moment) => expect(v.is(MomentSchema, moment)).toBe(true));
  it.each(['2026-01-01', '2026-01-01T12:00:00+01:00', 'now', 0])('%j is none', (moment) => expect(v.is(MomentSchema, moment)).toBe(false));
});
