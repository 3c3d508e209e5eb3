import { describe, expect, it } from 'vitest';
import { firstStep, nextStep, patience, stepOf, type QualityStep } from '../../../src/call/quality-step.js';

const after = (steps: readonly QualityStep[]): QualityStep => steps.reduce(nextStep, firstStep).step;
const times = (count: number, step: QualityStep): QualityStep[] => Array.from({ length: count }, () => step);

describe('the step of a second', () => {
  it.each([
    [4.4, false, 'good'],
    [4, false, 'good'],
    [4.4, true, 'fair'],
    [3.9, false, 'fair'],
    [3.1, true, 'fair'],
    [3.05, false, 'weak'],
    [1, true, 'weak'],
  ] as const)('with a score of %s, disturbed %s, is %s', (mos, disturbed, step) => expect(stepOf(mos, disturbed)).toBe(step));
});

describe('the step that is shown', () => {
  it('is good at first', () => expect(after([])).toBe('good'));

  it('gets worse when that has held, not before', () => {
    expect(after(times(patience.worse - 1, 'weak'))).toBe('good');
    expect(after(times(patience.worse, 'weak'))).toBe('weak');
  });

  it('gets better when that has held, not before', () => {
    const weak = times(patience.worse, 'weak');
    expect(after([...weak, ...times(patience.better - 1, 'good')])).toBe('weak');
    expect(after([...weak, ...times(patience.better, 'good')])).toBe('good');
  });

  it('does not follow single seconds', () => {
    expect(after(['weak', 'good', 'weak', 'good', 'weak', 'good', 'weak'])).toBe('good');
  });

  it('counts seconds that point the same way, and takes the last one', () => {
    expect(after(['weak', 'weak', 'fair'])).toBe('fair');
  });
});
