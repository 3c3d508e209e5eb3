/**
 * The words of a refused permission, by what was refused and by whom. Pure. Which browser's steps follow is
 * permission-steps' matter; a guess (`hint`) that is wrong still leaves a way on.
 */
import type { EndedState } from './chat-card.js';
import type { Names } from './en-results.js';
import type { StepStrings } from './en-steps.js';

export interface DenialWords {
  readonly title: string;
  readonly under: string;
  /** `browser`: the steps of this browser; else these, or none. */
  readonly steps: 'browser' | readonly string[];
}

/** Where each system keeps its own switch; one without such a switch has no row. */
const systems: readonly (readonly [userAgent: RegExp, machine: 'phone' | 'computer', words: 'android' | 'ios' | 'mac' | 'windows'])[] = [
  [/Android/u, 'phone', 'android'],
  [/iPhone|iPad/u, 'phone', 'ios'],
  [/Mac/u, 'computer', 'mac'],
  [/Windows/u, 'computer', 'windows'],
];

/** `userAgent` tells whose settings to open, for the computer's own switch. */
export function denialWords(capture: EndedState['capture'], { agent }: Names, userAgent: string, strings: StepStrings): DenialWords {
  const { denied, systemDenied } = strings;
  const device = capture?.device ?? 'both';
  if (capture?.hint === 'dismissed') return { title: denied.dismissed, under: denied.dismissedUnder, steps: [] };
  const under = denied.under({ agent });
  if (capture?.hint !== 'system') return { title: denied[device], under, steps: 'browser' };
  const [, machine, words] = systems.find(([pattern]) => pattern.test(userAgent)) ?? [undefined, 'computer' as const];
  return { title: systemDenied[machine][device], under, steps: words === undefined ? [] : systemSteps(words, device, strings) };
}

function systemSteps(words: 'android' | 'ios' | 'mac' | 'windows', device: 'camera' | 'microphone' | 'both', { systems: places, kinds }: StepStrings): readonly string[] {
  const open = places[words]({ device: device === 'microphone' ? kinds.microphone : kinds.camera });
  return device === 'both' ? [open, places.sameForMicrophone({ device: kinds.microphone })] : [open];
}
