import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { closeCodes } from '../../../../src/protocol/close-code.js';
import { isErrorCode } from '../../../../src/protocol/error.js';
import { limits } from '../../../../src/protocol/limits.js';
import { edgeLimits, isEdgeLimit } from '../../../../src/platform/edge/edge-limits.js';

const readme = await readFile(new URL('../../../../src/platform/edge/README.md', import.meta.url), 'utf8');
const rows = [...readme.matchAll(/^\| `(\w+)` \| (\d+) \| (.+) \| (.+) \|$/gm)].map(([, name = '', value, , answer = '']) => ({ name, value: Number(value), answer }));

it('the table of limits has each of the edge’s own, and none otherwise than it is', () => {
  const values: Readonly<Record<string, number>> = edgeLimits;
  expect(rows.filter(({ name, value }) => values[name] !== value)).toEqual([]);
  // Those of the wire alone are in the protocol's table.
  const named = rows.map(({ name }) => name);
  expect(Object.keys(edgeLimits).filter((name) => !named.includes(name) && !(name in limits))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});

it('names only codes that there are', () => {
  const codes = rows.flatMap(({ answer }) => [...answer.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code));
  expect(codes.filter((code) => !isErrorCode(code))).toEqual([]);
  const closes = rows.flatMap(({ answer }) => [...answer.matchAll(/close (\d+)/g)].map(([, code]) => Number(code)));
  const known: readonly number[] = Object.values(closeCodes);
  expect(closes.filter((code) => !known.includes(code))).toEqual([]);
});

it('knows a limit from what is none', () => {
  expect([isEdgeLimit('frameBurst'), isEdgeLimit('toString'), isEdgeLimit('')]).toEqual([true, false, false]);
});
