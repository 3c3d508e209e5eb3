import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../../../src/platform/record/index.js';

const one = (value: string | number | undefined): string => toCsv([{ name: 'x', value: () => value }], [null]).slice('x\r\n'.length, -'\r\n'.length);

/** A reader of RFC 4180, written apart from the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[(at += 1)]!;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === ',') [row, cell] = [[...row, cell], ''];
    else if (!quoted && sign === '\r') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += sign;
  }
  return rows;
}

describe('CSV', () => {
  test('has a header, commas and CRLF', () => {
    const columns = [{ name: 'a', value: (it: number) => it }, { name: 'b', value: () => 'x' }];
    expect(toCsv(columns, [1, 2])).toBe('a,b\r\n1,x\r\n2,x\r\n');
    expect(toCsv(columns, [])).toBe('a,b\r\n');
  });

  test.each([
    ['a comma', 'Support, video', '"Support, video"'],
    ['quotes', 'the "good" queue', '"the ""good"" queue"'],
    ['a line break', 'two\nlines', '"two\nlines"'],
    ['nothing', undefined, ''],
    ['a negative number', -3, '-3'],
    ['a space before', ' x', '" x"'],
  ])('writes %s', (_what, value, cell) => {
    expect(one(value)).toBe(cell);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '=HYPERLINK("https://evil.test","x")', '＝1'])('takes the life out of the formula %j', (formula) => {
    const [[cell = ''] = []] = parse(`${one(formula)}\r\n`);
    expect(cell).toBe(`'${formula}`);
  });

  test('comes back as it went, but for that apostrophe', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 })), (rows) => {
      const text = toCsv([0, 1, 2].map((at) => ({ name: `c${at}`, value: (row: string[]) => row[at] })), rows);
      const back = parse(text).slice(1).map((row) => row.map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell)));
      expect(back).toEqual(rows.map((row) => row.map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell))));
    }), { numRuns: 300 });
  });

  test('never begins a cell as a formula does', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', 'a', '1') }), (text) => {
      for (const row of parse(toCsv([{ name: 'x', value: () => text }], [null])).slice(1)) for (const cell of row) expect(cell).not.toMatch(/^[\s]*[=+\-@]|^[\t\r\n]/);
    }), { numRuns: 500 });
  });
});
