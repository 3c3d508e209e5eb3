import { describe, expect, it } from 'vitest';
import { initialsPairs, tokens } from '../../../src/ui/tokens.js';

/** Light and dark value of every colour token, as the stylesheet says them. */
const rows = new Map(
  [...tokens.cssText.matchAll(/--segue-([a-z0-9-]+):(?:light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/gu)].map(
    ([, name = '', light, dark, both]) => [name, { light: light ?? both ?? '', dark: dark ?? both ?? '' }] as const,
  ),
);

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const words: readonly (readonly [ink: string, ground: string])[] = [
  ['text', 'surface'], ['text', 'surface-2'], ['text', 'surface-3'], ['text', 'bubble-agent'], ['text', 'card'],
  ['text-2', 'surface'], ['text-2', 'surface-2'], ['text-2', 'surface-3'], ['text-2', 'card'],
  ['accent', 'surface'], ['accent', 'accent-soft'], ['accent', 'card'],
  ['on-accent', 'accent-fill'], ['on-accent', 'accent-strong'], ['on-accent', 'danger-fill'],
  ['danger', 'surface'], ['ok', 'surface'], ['warn', 'warn-soft'],
  ...initialsPairs.map((_, index) => [`initials-ink-${index}`, `initials-${index}`] as const),
];

describe.each(['light', 'dark'] as const)('colours, %s', (theme) => {
  const value = (name: string): string => rows.get(name)?.[theme] ?? '';

  it.each(words)('%s is readable on %s', (ink, ground) => {
    expect(contrast(value(ink), value(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it('outlines of fields and buttons stand out from the panel', () => {
    expect(contrast(value('line-strong'), value('surface'))).toBeGreaterThanOrEqual(3);
  });
});
