/** The prose and the schemas say the same, in both directions. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  HelloSchema, afterClose, agentFrames, clientFrameSchemas, closeCodes, customerFrames, durableFrames, errorCodes, eventKinds, limits, media, platformFrameSchemas,
  resultReasons, resultStatuses, signalBodies, toContactMedium, unsupportedReasons, upgradeStates,
} from '../../../src/protocol/index.js';
import { tableOf, words } from './markdown-tables.js';

const readme = 'src/protocol/README.md';
const prose = readFileSync(new URL(`../../../${readme}`, import.meta.url), 'utf8');

/** The names in a table's first column, each exactly once. */
function names(heading: string): string[] {
  const column = tableOf(readme, heading).rows.map(([first]) => words(first)[0] ?? '');
  expect(new Set(column).size, `a name stands twice under "${heading}"`).toBe(column.length);
  return column;
}

/** The keys that a `{a, b?: c, …}` in a cell lists; undefined where the cell lists none. */
function keys(cell = ''): Record<string, 'required' | 'optional'> | undefined {
  const list = /`\{([^`]*)\}`/.exec(cell)?.[1];
  if (list === undefined) return undefined;
  // Only the outermost keys count.
  let flat = list;
  while (/[{[][^{}[\]]*[}\]]/.test(flat)) flat = flat.replace(/[{[][^{}[\]]*[}\]]/g, '');
  flat = flat.replace(/\([^)]*\)/g, '').replace(/ and /g, ', ');
  const entries = flat.split(',').map((part) => (part.split(':')[0] ?? '').trim()).filter((part) => part !== '');
  return Object.fromEntries(entries.map((entry) => [entry.replace('?', ''), entry.endsWith('?') ? 'optional' : 'required']));
}

/** The same of a schema, without what every frame has. */
function schemaKeys(entries: Readonly<Record<string, { readonly type: string }>>): Record<string, 'required' | 'optional'> {
  const own = Object.entries(entries).filter(([key]) => key !== 'type' && key !== 'id');
  return Object.fromEntries(own.map(([key, { type }]) => [key, type === 'exact_optional' ? 'optional' : 'required']));
}

describe('frames of a client', () => {
  const { rows } = tableOf(readme, 'Frames of a client');

  it('are in the table and in the code', () => {
    expect(names('Frames of a client').sort()).toEqual(['hello', ...Object.keys(clientFrameSchemas)].sort());
  });

  it('hello carries what the table says', () => {
    const meaning = rows.find(([type]) => type === '`hello`')?.[3];
    expect(keys(meaning)).toEqual(schemaKeys(HelloSchema.entries));
  });

  it.each(rows.filter(([type]) => type !== '`hello`'))('%s, from %s, %s, is so in the code', (cell, from, kind, meaning) => {
    const type = words(cell)[0] ?? '';
    expect((durableFrames as readonly string[]).includes(type)).toBe(kind === 'D');
    expect((agentFrames as readonly string[]).includes(type)).toBe(from === 'A');
    expect((customerFrames as readonly string[]).includes(type)).toBe(from === 'C');
    const schema = Object.entries(clientFrameSchemas).find(([name]) => name === type)?.[1];
    // A signal's keys depend on its kind: see the table of signals.
    const [first] = schema?.type === 'variant' ? schema.options : [schema];
    expect(keys(meaning)).toEqual(schemaKeys(first?.entries ?? {}));
  });
});

describe('frames of the platform', () => {
  const { rows } = tableOf(readme, 'Frames of the platform');

  it('are in the table and in the code', () => {
    expect(names('Frames of the platform').sort()).toEqual(Object.keys(platformFrameSchemas).sort());
  });

  it.each(rows)('%s, to %s, carries what the table says', (cell, _to, meaning) => {
    const schema = Object.entries(platformFrameSchemas).find(([name]) => name === words(cell)[0])?.[1];
    const said = keys(meaning);
    if (meaning === 'as sent by the other side') expect(clientFrameSchemas).toHaveProperty([words(cell)[0] ?? '']);
    else expect(said).toEqual(schema?.type === 'object' ? schemaKeys(schema.entries) : undefined);
  });
});

describe('the timeline', () => {
  const { rows } = tableOf(readme, 'Timeline');

  it('has the same kinds in the table and in the code', () => {
    expect(names('Timeline').sort()).toEqual(Object.keys(eventKinds).sort());
  });

  it.each(rows)('%s is for %s', (cell, audience, meaning) => {
    const kind = Object.entries(eventKinds).find(([name]) => name === words(cell)[0])?.[1];
    expect(audience).toBe(kind?.audience.join(', '));
    expect(keys(meaning)).toEqual(schemaKeys(kind?.data.entries ?? {}));
  });
});

describe('results', () => {
  it('have the statuses of the code, in its order', () => {
    expect(names('Upgrade')).toEqual([...resultStatuses]);
  });

  it.each(tableOf(readme, 'Upgrade').rows)('%s has the reasons %s', (status, reasons) => {
    const known = Object.entries(resultReasons).find(([name]) => name === words(status)[0])?.[1] ?? [];
    expect(words(reasons)).toEqual([...known]);
  });

  it('have as many reasons in the code as in the table', () => {
    expect(Object.keys(resultReasons).filter((status) => !names('Upgrade').includes(status))).toEqual([]);
  });
});

describe('other words', () => {
  it('upgrade states stand in their order', () => {
    const line = prose.split('\n').find((it) => it.startsWith('States on the platform')) ?? '';
    expect(words(line.split('.')[0])).toEqual([...upgradeStates]);
  });

  it('reasons of a manifest stand in their order of precedence', () => {
    const line = prose.split('\n').find((it) => it.startsWith('Reasons, the first that holds')) ?? '';
    expect(words(line)).toEqual([...unsupportedReasons]);
  });

  it('the media table is the code’s', () => {
    const rows = tableOf(readme, 'Words').rows.map(([medium, contact]) => [words(medium)[0], words(contact)[0]]);
    expect(rows).toEqual(media.map((medium) => [medium, toContactMedium(medium)]));
  });

  it('signals have the kinds and bodies of the code', () => {
    expect(names('Signals')).toEqual(Object.keys(signalBodies));
    for (const [kind, body] of tableOf(readme, 'Signals').rows) {
      const schema = Object.entries(signalBodies).find(([name]) => name === words(kind)[0])?.[1];
      expect(Object.keys(keys(body) ?? {}), kind).toEqual(schema && Object.keys(schema.entries));
    }
  });
});

describe('close codes', () => {
  it('are in the table and in the code', () => {
    const rows = tableOf(readme, 'Close codes').rows.map(([code, name]) => [words(name)[0], Number(code)]);
    expect(Object.fromEntries(rows)).toEqual(closeCodes);
    expect(rows).toHaveLength(Object.keys(closeCodes).length);
  });

  it.each(tableOf(readme, 'Close codes').rows)('after %s (%s) the client does what the table says', (code, _name, _meaning, what) => {
    const answer = { 'stops': 'stop', 'dials again': 'redial', 'renews its token, dials again': 'renew' }[what];
    expect(afterClose(Number(code))).toBe(answer);
  });
});

describe('limits', () => {
  it('are in the table and in the code, with their values', () => {
    const rows = tableOf(readme, 'Limits').rows.map(([name, value]) => [words(name)[0], Number(value)]);
    expect(Object.fromEntries(rows)).toEqual(limits);
    expect(rows).toHaveLength(Object.keys(limits).length);
  });
});

describe('error codes of the main README', () => {
  it('are the code’s, with status, retry and meaning', () => {
    const rows = tableOf('README.md', 'Error codes').rows.map(([code, status, retry, meaning]) => [words(code)[0], { status: Number(status), retry: retry === 'yes', meaning }]);
    expect(Object.fromEntries(rows)).toEqual(errorCodes);
    expect(rows).toHaveLength(Object.keys(errorCodes).length);
  });
});
