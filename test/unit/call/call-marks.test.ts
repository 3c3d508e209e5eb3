import { afterEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { CallMarks, type PageTimeline } from '../../../src/call/call-marks.js';
import { MarksSchema } from '../../../src/protocol/index.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

const entries = () => performance.getEntries().filter(({ name }) => name.startsWith('segue:'));

/** Marks on Node's own timeline, which is the browser's. */
function marks() {
  const clock = manualClock();
  const it = new CallMarks(clock);
  forget = () => it.reset();
  return { clock, marks: it };
}

let forget = (): void => undefined;
afterEach(() => forget());

describe('since the click', () => {
  it('each step has its whole milliseconds', () => {
    const { clock, marks: it } = marks();
    it.mark('click');
    clock.advance(120);
    it.mark('granted');
    clock.advance(30);
    it.mark('bound', clock.now() - 10.4);
    expect(it.since).toEqual({ granted: 120, bound: 140 });
    expect(v.is(MarksSchema, it.since)).toBe(true);
  });

  it('a step counts the first time it is reached', () => {
    const { clock, marks: it } = marks();
    it.mark('click');
    it.mark('offer', clock.now() + 5);
    clock.advance(10_000);
    it.mark('offer');
    it.mark('click');
    expect(it.since).toEqual({ offer: 5 });
  });

  it('steps that came before anybody told of the click are known once it is', () => {
    const { clock, marks: it } = marks();
    const click = clock.now();
    clock.advance(40);
    it.mark('engine');
    expect(it.since).toEqual({});
    it.mark('click', click);
    expect(it.since).toEqual({ engine: 40 });
  });

  it('no step comes before the click where the clock was set back', () => {
    const { clock, marks: it } = marks();
    it.mark('click');
    it.mark('turn', clock.now() - 3_600_000);
    expect(it.since).toEqual({ turn: 0 });
  });

  it('another call begins with nothing', () => {
    const { clock, marks: it } = marks();
    it.mark('click');
    it.mark('granted');
    it.reset();
    expect(it.since).toEqual({});
    clock.advance(5);
    it.mark('click');
    clock.advance(7);
    it.mark('granted');
    expect(it.since).toEqual({ granted: 7 });
  });
});

describe('on the page’s timeline', () => {
  it('each step is a mark, where it was, and the whole way is measured', () => {
    const { clock, marks: it } = marks();
    it.mark('click', clock.now() - 50);
    it.mark('granted', clock.now() - 20);
    it.mark('frame');
    expect(entries().map(({ name, entryType }) => [name, entryType])).toEqual([
      ['segue:click', 'mark'], ['segue:click-to-frame', 'measure'], ['segue:granted', 'mark'], ['segue:frame', 'mark'],
    ]);
    const [click, way, granted] = entries();
    expect((granted?.startTime ?? 0) - (click?.startTime ?? 0)).toBeGreaterThanOrEqual(30);
    expect(way?.duration).toBeGreaterThanOrEqual(50);
  });

  it('the last call’s marks go when the next begins, and nobody else’s do', () => {
    const { marks: it } = marks();
    performance.mark('segue-shop:mine');
    it.mark('click');
    it.mark('frame');
    it.reset();
    expect(entries()).toEqual([]);
    expect(performance.getEntriesByName('segue-shop:mine')).toHaveLength(1);
    performance.clearMarks('segue-shop:mine');
  });

  it('a moment from before the page is at its beginning', () => {
    const { clock, marks: it } = marks();
    it.mark('click', clock.now() - 10_000_000_000);
    expect(entries().map(({ startTime }) => startTime)).toEqual([0]);
  });

  it('a frame without a click is a mark without a measure', () => {
    const { marks: it } = marks();
    it.mark('frame');
    expect(entries().map(({ name }) => name)).toEqual(['segue:frame']);
  });

  it('marks without a timeline are kept all the same', () => {
    const clock = manualClock();
    const timeline: PageTimeline | undefined = undefined;
    const it = new CallMarks(clock, timeline);
    it.mark('click');
    it.mark('frame', clock.now() + 8);
    expect(it.since).toEqual({ frame: 8 });
    it.reset();
    forget = () => undefined;
  });
});
