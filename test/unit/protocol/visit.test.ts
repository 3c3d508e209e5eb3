import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FormFieldSchema, PreChatSchema, VisitSchema, faultOf, limits, longestOf, type AnswerFault, type FormField } from '../../../src/protocol/index.js';

const base = { key: 'x', label: 'X' };
const text: FormField = { type: 'text', ...base, maxLength: 5 };
const email: FormField = { type: 'email', ...base };
const phone: FormField = { type: 'phone', ...base };
const select: FormField = { type: 'select', ...base, options: [{ value: 'a', label: 'A' }] };
const checkbox: FormField = { type: 'checkbox', ...base };
const must = (field: FormField): FormField => ({ ...field, required: true });

describe('an answer', () => {
  it.each<[string, FormField, string | boolean | undefined, AnswerFault | undefined]>([
    ['left out where it may be', text, undefined, undefined],
    ['left out where it must not', must(text), undefined, 'missing'],
    ['of spaces', must(text), '   ', 'missing'],
    ['at its length', text, 'abcde', undefined],
    ['at its length but for its edges', text, ' abcde ', undefined],
    ['over its length', text, 'abcdef', 'too-long'],
    ['that is no text', text, true, 'not-text'],
    ['an address', email, 'mia.lund+1@mail.example.co', undefined],
    ['an address in another script', email, 'миа@пример.рф', undefined],
    ['no address: nothing before the @', email, '@example.com', 'not-an-email'],
    ['no address: no dot', email, 'mia@example', 'not-an-email'],
    ['no address: a dot at the end', email, 'mia@example.', 'not-an-email'],
    ['no address: two of them', email, 'a@b.cd, e@f.gh', 'not-an-email'],
    ['a number', phone, '+49 (0)30 123-456.78', undefined],
    ['too short a number', phone, '123456', 'not-a-phone'],
    ['too long a number', phone, '1234567890123456', 'not-a-phone'],
    ['words for a number', phone, 'call me 1234567', 'not-a-phone'],
    ['an option', select, 'a', undefined],
    ['no option', select, 'b', 'not-an-option'],
    ['a tick', must(checkbox), true, undefined],
    ['no tick', must(checkbox), false, 'not-ticked'],
    ['no tick at all', must(checkbox), undefined, 'not-ticked'],
    ['no tick where none is needed', checkbox, false, undefined],
    ['text for a tick', checkbox, 'true', 'not-text'],
  ])('%s', (_what, field, answer, fault) => {
    expect(faultOf(field, answer)).toBe(fault);
  });

  it('is checked in no time, whatever it is', () => {
    const started = performance.now();
    for (const hostile of ['1'.repeat(1_000), `${'a.'.repeat(500)}@`, `${' '.repeat(999)}x`, `a@${'b.'.repeat(499)}`, `+${'( '.repeat(499)}`]) for (const field of [email, phone]) faultOf(field, hostile);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('is no longer than a name may be where it is one', () => {
    expect(longestOf({ type: 'text', key: 'name', label: 'Name' })).toBe(limits.nameLength);
    expect(longestOf({ type: 'text', key: 'topic', label: 'Topic' })).toBe(limits.answerLength);
  });
});

describe('a form', () => {
  it.each([
    ['a field of no known type', { type: 'date', ...base }],
    ['a key that is no attribute’s name', { type: 'text', key: '1x', label: 'X' }],
    ['a choice without options', { type: 'select', ...base, options: [] }],
    ['an autocomplete that is no token', { type: 'text', ...base, autocomplete: 'Given Name!' }],
  ])('does not have %s', (_what, field) => {
    expect(v.is(FormFieldSchema, field)).toBe(false);
  });

  it('does not ask the same twice', () => {
    expect(v.is(PreChatSchema, { fields: [text, { ...email, key: 'y' }] })).toBe(true);
    expect(v.is(PreChatSchema, { fields: [text, email] })).toBe(false);
  });

  it('links to the web alone', () => {
    const visit = (url: string) => ({ consent: { hash: 'h', text: 'T', links: [{ label: 'L', url }] } });
    expect(v.is(VisitSchema, visit('https://shop.example/privacy'))).toBe(true);
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//shop.example', '/privacy', 'https://a"onclick="']) expect(v.is(VisitSchema, visit(url)), url).toBe(false);
  });
});
