/**
 * The words of a refused permission, by what was refused and by whom. Pure. Which browser's steps follow is
 * permission-steps' matter; a guess (`hint`) that is wrong still leaves a way on.
 */
import type { EndedState } from './chat-card.js';
import type { Names } from './en-results.js';
import type { Step } from './permission-steps.js';

export interface DenialWords {
  readonly title: string;
  readonly under: string;
  /** `browser`: the steps of this browser; else these, or none. */
  readonly steps: 'browser' | readonly Step[];
}

const blocked = {
  camera: 'Your browser blocked the camera',
  microphone: 'Your browser blocked the microphone',
  both: 'Your browser blocked camera and microphone',
} as const;

const things = { camera: 'the camera', microphone: 'the microphone', both: 'camera and microphone' } as const;

/** Where each system keeps its own switch; one without such a switch has no row. */
const systems: readonly (readonly [userAgent: RegExp, machine: string, settings: string, place: string])[] = [
  [/Android/u, 'phone', 'Settings', 'Apps'],
  [/iPhone|iPad/u, 'phone', 'Settings', 'Privacy & Security'],
  [/Mac/u, 'computer', 'System Settings', 'Privacy & Security'],
  [/Windows/u, 'computer', 'Settings', 'Privacy & security'],
];

/** `userAgent` tells whose settings to open, for the computer's own switch. */
export function denialWords(capture: EndedState['capture'], names: Names, userAgent: string): DenialWords {
  const device = capture?.device ?? 'both';
  if (capture?.hint === 'dismissed') {
    return { title: 'You closed your browser’s question.', under: 'Nothing was shared. Try again whenever you like.', steps: [] };
  }
  const under = `Nothing was shared. ${names.agent} is still here.`;
  if (capture?.hint !== 'system') return { title: blocked[device], under, steps: 'browser' };
  const system = systems.find(([pattern]) => pattern.test(userAgent));
  const title = `Your ${system?.[1] ?? 'computer'} doesn’t let this browser use ${things[device]}.`;
  return { title, under, steps: system === undefined ? [] : systemSteps(system[2], system[3], device) };
}

function systemSteps(settings: string, place: string, device: keyof typeof things): readonly Step[] {
  const open: Step = ['Open ', { bold: settings }, ', ', { bold: place }, ', ', { bold: device === 'microphone' ? 'Microphone' : 'Camera' }, ', and turn this browser on.'];
  return device === 'both' ? [open, ['Do the same under ', { bold: 'Microphone' }, '.']] : [open];
}
