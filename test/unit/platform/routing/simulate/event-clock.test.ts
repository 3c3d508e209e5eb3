import { expect, it } from 'vitest';
import { Chance } from '../../../../../src/platform/routing/simulate/chance.js';
import { EventClock } from '../../../../../src/platform/routing/simulate/event-clock.js';

it('runs timers by their moments, and those of one moment in the order in which they were set', () => {
  const clock = new EventClock(1_000);
  const chance = new Chance(7);
  const ran: (readonly [due: number, order: number])[] = [];
  for (let order = 0; order < 500; order += 1) {
    const due = 1_000 + chance.below(50);
    clock.at(due, () => ran.push([due, order]));
  }
  while (clock.step(Infinity));
  expect(ran).toHaveLength(500);
  expect(ran).toEqual([...ran].sort(([dueA, orderA], [dueB, orderB]) => dueA - dueB || orderA - orderB));
});

it('leaves out what was taken back, and what lies beyond', () => {
  const clock = new EventClock(0);
  const ran: string[] = [];
  const cancel = clock.after(10, () => ran.push('taken back'));
  clock.after(20, () => ran.push('in time'));
  clock.after(30, () => ran.push('beyond'));
  cancel();
  while (clock.step(25));
  expect(ran).toEqual(['in time']);
  expect(clock.now()).toBe(20);
});

it('takes up timers that a timer sets', () => {
  const clock = new EventClock(0);
  let count = 0;
  const again = (): void => {
    count += 1;
    clock.after(100, again);
  };
  again();
  while (clock.step(1_000));
  expect(count).toBe(11);
});
