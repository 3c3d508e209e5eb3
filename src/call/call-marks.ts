/**
 * Marks on the way from the click to the first frame: for the platform's record, and on the page's own timeline.
 *
 * Knows the click from which everything counts and that each step counts the first time it is reached: a second offer is
 * trouble, not the way in. On the page each step is a `performance.mark('segue:…')`, so that a developer's tools and a
 * site's monitoring see it; the last one closes `segue:click-to-frame`. Does not know who calls when.
 */
import type { Clock, Marks } from '../protocol/index.js';

type Step = keyof Marks;
export type CallMark = 'click' | Step;

/** The part of the browser's `performance` that is used here. */
export type PageTimeline = Pick<Performance, 'now' | 'mark' | 'measure' | 'clearMarks' | 'clearMeasures'>;

const whole = 'segue:click-to-frame';
const nameOf = (mark: CallMark): string => `segue:${mark}`;

/** The page's own, or undefined where it has none that can mark. */
function pageTimeline(): PageTimeline | undefined {
  return typeof performance === 'undefined' || typeof performance.mark !== 'function' ? undefined : performance;
}

export class CallMarks {
  private clickedAt: number | undefined;
  private readonly reached = new Map<Step, number>();

  constructor(
    private readonly clock: Clock,
    private readonly page: PageTimeline | undefined = pageTimeline(),
  ) {}

  /** The step has been reached: now, or at a moment of the local clock (milliseconds since the epoch) not long ago. */
  mark(name: CallMark, at: number = this.clock.now()): void {
    if (name === 'click') {
      if (this.clickedAt !== undefined) return;
      this.clickedAt = at;
    } else {
      if (this.reached.has(name)) return;
      this.reached.set(name, at);
    }
    this.show(name, at);
  }

  /** Whole milliseconds from the click to each step reached so far; nothing before the click. */
  get since(): Marks {
    const since: Marks = {};
    const { clickedAt } = this;
    if (clickedAt === undefined) return since;
    this.reached.forEach((at, step) => {
      // A clock that was set back must not make a step come before its click.
      since[step] = Math.max(0, Math.round(at - clickedAt));
    });
    return since;
  }

  /** Another call begins: nothing is known of it yet, and the page's timeline forgets the last one. */
  reset(): void {
    this.clear('click');
    this.reached.forEach((_at, step) => this.clear(step));
    this.page?.clearMeasures(whole);
    this.clickedAt = undefined;
    this.reached.clear();
  }

  private clear(name: CallMark): void {
    this.page?.clearMarks(nameOf(name));
  }

  private show(name: CallMark, at: number): void {
    const { page } = this;
    if (!page) return;
    // The page's timeline has an origin of its own. Browsers from before User Timing 3 ignore `startTime` and take now.
    page.mark(nameOf(name), { startTime: Math.max(0, page.now() - Math.max(0, this.clock.now() - at)) });
    if (name === 'frame' && this.clickedAt !== undefined) page.measure(whole, nameOf('click'), nameOf('frame'));
  }
}
