/** Durations drawn from a scenario's words, in milliseconds. */
import type { Chance } from './chance.js';
import type { Duration } from './scenario.js';

const second = 1_000;

/** One draw; the same number of steps of chance for the same words, whatever comes of it. */
export function draw(duration: Duration, chance: Chance): number {
  if (typeof duration === 'number') return Math.round(duration * second);
  const { mean, shape, deviation = mean } = duration;
  if (shape === 'exponential') return Math.round(chance.exponential(mean) * second);
  // Mean and deviation of the drawn number itself, not of its logarithm.
  const spread = Math.log(1 + (deviation / mean) ** 2);
  return Math.round(Math.exp(Math.log(mean) - spread / 2 + Math.sqrt(spread) * chance.normal()) * second);
}

/**
 * When contacts come, in milliseconds after the start: a Poisson process whose rate changes by the hour (thinning: Lewis and
 * Shedler 1979).
 */
export function* comings(perHour: number | readonly number[], hours: number, chance: Chance): Generator<number, undefined> {
  const rates = typeof perHour === 'number' ? [perHour] : perHour;
  const most = Math.max(...rates);
  if (most <= 0) return undefined;
  const hour = 3_600_000;
  const rateAt = (at: number): number => rates[Math.floor(at / hour) % rates.length] ?? 0;
  for (let at = chance.exponential(hour / most); at < hours * hour; at += chance.exponential(hour / most)) {
    if (chance.happens(rateAt(at) / most)) yield Math.round(at);
  }
  return undefined;
}
