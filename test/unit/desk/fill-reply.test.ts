import { describe, expect, it } from 'vitest';
import { fillReply, type ReplyFacts } from '../../../src/desk/fill-reply.js';

const known: ReplyFacts = { customer: { name: 'Jonas Weber', attributes: { product: 'AW-9', year: 2021, signedIn: false } }, agent: 'Ana Ruiz', queue: 'Support' };
const stranger: ReplyFacts = { customer: {}, agent: 'Ana Ruiz', queue: undefined };

describe('a saved reply', () => {
  it.each([
    ['Hello ${customer.firstName}, this is ${agent.name}.', 'Hello Jonas, this is Ana Ruiz.'],
    ['${customer.name} in ${queue.name}', 'Jonas Weber in Support'],
    ['Your ${customer.attributes.product} of ${customer.attributes.year}: ${customer.attributes.signedIn}', 'Your AW-9 of 2021: false'],
    ['No variables, $5 and {braces}', 'No variables, $5 and {braces}'],
    ['', ''],
  ])('“%s” becomes “%s”', (text, filled) => {
    expect(fillReply(text, known)).toEqual({ text: filled, gap: undefined });
  });

  it('says other words where nothing is known, and none where something is', () => {
    expect(fillReply('Hello ${customer.firstName|there}', stranger).text).toBe('Hello there');
    expect(fillReply('Hello ${customer.firstName|there}', known).text).toBe('Hello Jonas');
    expect(fillReply('Hello${customer.name|}!', { ...stranger, customer: { name: '  ' } })).toEqual({ text: 'Hello!', gap: undefined });
  });

  it('keeps what nobody knows, and tells the first gap', () => {
    const { text, gap } = fillReply('Hi ${customer.name}, order ${customer.attributes.order}?', stranger);
    expect(text).toBe('Hi ${customer.name}, order ${customer.attributes.order}?');
    expect(gap && text.slice(...gap)).toBe('${customer.name}');
    expect(fillReply('${agent.name}: ${flow.secret}', known)).toEqual({ text: 'Ana Ruiz: ${flow.secret}', gap: [10, 24] });
  });

  it.each(['constructor', '__proto__', 'toString'])('knows no attribute “%s” that nobody gave', (key) => {
    expect(fillReply(`\${customer.attributes.${key}|none}`, known).text).toBe('none');
  });

  it('fills nothing into what it has filled in', () => {
    expect(fillReply('${customer.name}', { ...known, customer: { name: '${agent.name}' } }).text).toBe('${agent.name}');
  });
});
