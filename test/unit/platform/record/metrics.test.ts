import { describe, expect, test } from 'vitest';
import { metricsOf, metricTable, postAll, startOf } from '../../../../src/platform/record/index.js';
import { beginning, examples, readme } from './examples.js';

const quarter = 900_000;
const endOf = (events: (typeof examples)[number]['events']): number => events[events.length - 1]?.at ?? beginning;

describe('the definitions', () => {
  test('are the table of the README, word for word', () => {
    const rows = [...readme.matchAll(/^\| `([nt][A-Z]\w+)` \| ([\w, ]+) \| (.+) \|$/gm)].map(([, name, tables, meaning]) => [name, { tables: tables?.split(', '), meaning }]);
    expect(Object.fromEntries(rows)).toEqual(metricTable);
  });

  test('have examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(6);
  });
});

describe('the worked example', () => {
  test.each(examples.filter(({ numbers }) => numbers))('“$title” comes out as written', ({ events, numbers }) => {
    const metrics = Object.fromEntries(Object.entries(metricsOf(events, endOf(events))).filter(([, value]) => value !== 0));
    expect(metrics).toEqual(numbers);
  });

  test.each(examples.flatMap(({ title, events, cells }) => Object.entries(cells).map(([series, rows]) => ({ title, events, series, rows }))))(
    '“$title” counts $series in the intervals as written',
    ({ events, series, rows }) => {
      const sums = new Map<string, number>();
      for (const { at, queueId = '-', agentId = '-', medium, ms } of postAll(events).emissions.filter((it) => it.series === series)) {
        const key = `${new Date(startOf(at, quarter)).toISOString().slice(11, 16)} ${queueId} ${agentId} ${medium}`;
        sums.set(key, (sums.get(key) ?? 0) + ms);
      }
      expect(Object.fromEntries(sums)).toEqual(Object.fromEntries(rows));
    },
  );
});

test('the metrics of an open contact go on with the clock, those of a settled one do not', () => {
  const [{ events } = { events: [] }] = examples;
  const open = events.slice(0, 8);
  expect(metricsOf(open, beginning + 60_000)).toMatchObject({ tTalk: 30_000, tHandle: 30_000, tAcw: 0 });
  expect(metricsOf(open, beginning + 90_000)).toMatchObject({ tTalk: 60_000 });
  expect(metricsOf(events, beginning + 1e9)).toEqual(metricsOf(events, endOf(events)));
});
