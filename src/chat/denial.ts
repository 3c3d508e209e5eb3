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

const ofSystem = (title: string, place: string): Step => [title, { bold: place }, ', ', { bold: 'Camera' }, ', and turn this browser on.'];
const mac: Step = ['Open ', { bold: 'System Settings' }, ', ', ...ofSystem('', 'Privacy & Security')];
const windows: Step = ['Open ', { bold: 'Settings' }, ', ', ...ofSystem('', 'Privacy & security')];

/** `userAgent` tells a Mac from the rest, for the computer's own switch. */
export function denialWords(capture: EndedState['capture'], names: Names, userAgent: string): DenialWords {
  if (capture?.hint === 'dismissed') {
    return { title: 'You closed your browser’s question.', under: 'Nothing was shared. Try again whenever you like.', steps: [] };
  }
  const under = `Nothing was shared. ${names.agent} is still here.`;
  if (capture?.hint === 'system') {
    return { title: 'Your computer doesn’t let this browser use the camera.', under, steps: [userAgent.includes('Mac') ? mac : windows] };
  }
  return { title: blocked[capture?.device ?? 'both'], under, steps: 'browser' };
}
