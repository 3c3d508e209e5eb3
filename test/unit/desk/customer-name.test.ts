import { describe, expect, it } from 'vitest';
import { contactMark, firstName, fullName } from '../../../src/desk/customer-name.js';

describe('what a customer is called', () => {
  it.each([
    ['Robin Vale', 'Robin Vale', 'Robin'],
    ['  Robin  ', 'Robin', 'Robin'],
    ['   ', 'Visitor 8Q4M', 'Visitor 8Q4M'],
    [undefined, 'Visitor 8Q4M', 'Visitor 8Q4M'],
  ])('%j is %s, in a sentence %s', (name, full, first) => {
    expect([fullName(name, 'Visitor 8Q4M'), firstName(name, 'Visitor 8Q4M')]).toEqual([full, first]);
  });

  it.each([
    ['c_8Q4M2ZK7', '8Q4M'],
    ['c_a-b_cdef', 'ABCD'],
    ['c_1', '1'],
  ])('the contact %s is marked %s', (contactId, mark) => {
    expect(contactMark(contactId)).toBe(mark);
  });
});
