import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ContentSchema, answers, choiceIds, contentKinds, isHttps, limits, openContents, parseClientFrame, readContent, readEvent, type Content, type Said } from '../../../src/protocol/index.js';
import { tableOf, words } from './markdown-tables.js';

const choice = (id: string, title = id) => ({ id, title });
const chips = (...ids: string[]): Content => ({ kind: 'quick-replies', choices: ids.map((id) => choice(id)) });
const list = (multiple: boolean, ...ids: string[]): Content => ({ kind: 'list-picker', multiple, sections: [{ title: 'Machines', choices: ids.map((id) => choice(id)) }] });
const card: Content = {
  kind: 'card', title: 'Lira One', text: 'Single boiler', picture: { url: 'https://shop.example/lira.png', alt: 'A machine' },
  buttons: [{ kind: 'reply', ...choice('buy', 'Buy') }, { kind: 'link', title: 'Details', url: 'https://shop.example/lira' }],
};
const dates: Content = { kind: 'date-picker', slots: [{ id: 's1', at: '2026-11-24T13:00:00.000Z', minutes: 30 }, { id: 's2', day: '2026-11-25' }] };
const many = (count: number): string[] => Array.from({ length: count }, (_, n) => `c${n}`);

describe('content', () => {
  it('of each kind is read as it was written', () => {
    for (const content of [chips('a', 'b'), card, dates, list(true, 'a', 'b')]) expect(readContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it('has its kinds in the README', () => {
    expect(tableOf('src/protocol/README.md', 'Content').rows.map(([kind]) => words(kind)[0])).toEqual([...contentKinds]);
  });

  it.each<[string, unknown]>([
    ['of a kind that is not known', { kind: 'carousel', cards: [] }],
    ['without a kind', { choices: [choice('a')] }],
    ['without a choice', { kind: 'quick-replies', choices: [] }],
    ['with an empty title', { kind: 'quick-replies', choices: [choice('a', '  ')] }],
    ['with a title over the limit', { kind: 'quick-replies', choices: [choice('a', 'x'.repeat(limits.choiceLength + 1))] }],
    ['with too many replies', chips(...many(limits.quickReplies + 1))],
    ['with one id twice', chips('a', 'a')],
    ['with too many choices in all', { kind: 'list-picker', sections: [{ choices: many(40).map((id) => choice(id)) }, { choices: many(40).map((id) => choice(`x${id}`)) }] }],
    ['with a fourth button', { kind: 'card', title: 'x', buttons: many(4).map((id) => ({ kind: 'reply', ...choice(id) })) }],
    ['with a day that is none', { kind: 'date-picker', slots: [{ id: 'a', day: 'tomorrow' }] }],
    ['with text as a choice', { kind: 'quick-replies', choices: ['a'] }],
  ])('%s is none', (_, content) => {
    expect(readContent(content)).toBeUndefined();
  });

  it.each([
    ['https://shop.example/a?b=c#d', true], ['https://shop.example', true], ['https://münchen.example/ä', true],
    ['http://shop.example', false], ['javascript:alert(1)', false], ['https://bank.example@evil.example/', false], ['data:text/html,x', false],
    ['//shop.example', false], ['https://', false], ['https://a b', false], [' https://a', false], ['https://a\\@b', false], ['https://a/\u202Egnp.exe', false], ['https:/a', false],
  ])('opens %s: %s', (url, opens) => {
    expect(isHttps(url)).toBe(opens);
    expect(v.is(ContentSchema, { kind: 'card', title: 'x', buttons: [{ kind: 'link', title: 'x', url }] })).toBe(opens);
  });

  it('is answered by ids that it offers, by one alone unless it takes several', () => {
    expect(choiceIds(card)).toEqual(['buy']);
    expect(choiceIds(dates)).toEqual(['s1', 's2']);
    expect([answers(chips('a', 'b'), ['a']), answers(chips('a', 'b'), ['a', 'b']), answers(chips('a'), ['c']), answers(chips('a'), [])]).toEqual([true, false, false, false]);
    expect([answers(list(true, 'a', 'b'), ['b', 'a']), answers(list(true, 'a'), ['a', 'a']), answers(list(false, 'a', 'b'), ['a', 'b'])]).toEqual([true, false, false]);
  });

  it('fits a frame at its largest', () => {
    const widest = '\u20ac'.repeat(limits.choiceLength);
    const content: Content = { kind: 'list-picker', sections: [{ title: widest, choices: many(limits.choices).map((id) => ({ id: id.padEnd(limits.idLength, 'x'), title: widest, description: widest })) }] };
    const frame = { type: 'message.send', id: 'f', contactId: 'c', text: '\u20ac'.repeat(limits.textLength), content };
    expect(readContent(content)).toBeDefined();
    expect(new TextEncoder().encode(JSON.stringify(frame)).length).toBeLessThan(limits.frameBytes);
    expect(parseClientFrame(JSON.stringify(frame))).toMatchObject({ ok: true });
  });

  it('of a kind that is not known leaves the message its text', () => {
    const frame = { type: 'event', contactId: 'c', seq: 1, prev: 0, at: '2026-01-01T00:00:00.000Z', kind: 'message', actor: { kind: 'flow' }, data: { messageId: 'm', text: 'Choose', content: { kind: 'carousel' } } } as const;
    const event = readEvent(frame);
    expect(event?.kind === 'message' && event.data.text).toBe('Choose');
    expect(event?.kind === 'message' && readContent(event.data.content)).toBeUndefined();
  });
});

describe('what is open', () => {
  const customer: Said = { byCustomer: true };
  const text: Said = { byCustomer: false };
  const of = (kind: string): Said => ({ byCustomer: false, kind });
  it.each<[string, Said[], number[]]>([
    ['nothing of nothing', [], []],
    ['nothing of plain words', [text, customer, text], []],
    ['the last choices', [of('quick-replies')], [0]],
    ['choices with words after them', [of('quick-replies'), text, text], [0]],
    ['none once the customer said anything', [of('quick-replies'), customer], []],
    ['none once they said anything and got an answer', [of('quick-replies'), customer, text], []],
    ['only the later of two', [of('quick-replies'), of('list-picker')], [1]],
    ['cards that follow each other', [of('card'), text, of('card'), of('card')], [0, 2, 3]],
    ['no cards before other choices', [of('card'), of('quick-replies')], [1]],
    ['no choices before a card', [of('quick-replies'), of('card')], [1]],
    ['no cards across other choices', [of('card'), of('date-picker'), of('card')], [2]],
    ['only what came after the customer', [of('card'), customer, of('card')], [2]],
    ['a kind that is not known overtakes too', [of('quick-replies'), of('carousel')], [1]],
  ])('%s', (_, messages, open) => {
    expect(openContents(messages)).toEqual(open);
  });
});
