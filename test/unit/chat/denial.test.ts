import { describe, expect, it } from 'vitest';
import type { EndedState } from '../../../src/chat/chat-card.js';
import { denialWords } from '../../../src/chat/denial.js';
import { enSteps } from '../../../src/chat/en-steps.js';
import { spoken } from '../../../src/ui/words.js';

type Capture = NonNullable<EndedState['capture']>;
const names = { agent: 'Ana', shop: 'Halden' };
const denied = (device: Capture['device'], hint: NonNullable<Capture['hint']>): Capture => ({ outcome: 'permission-denied', device, hint });
const text = (steps: ReturnType<typeof denialWords>['steps']): readonly string[] =>
  steps === 'browser' ? ['browser'] : steps.map((step) => step.replace(/\*\*/gu, ''));

const rows: readonly (readonly [string, Capture | undefined, string, string, readonly string[]])[] = [
  ['the camera by the visitor', denied('camera', 'user'), 'Windows', 'Your browser blocked the camera', ['browser']],
  ['the microphone by an earlier answer', denied('microphone', 'remembered'), 'Windows', 'Your browser blocked the microphone', ['browser']],
  ['both, by who knows whom', undefined, 'Windows', 'Your browser blocked camera and microphone', ['browser']],
  ['a closed question', denied('both', 'dismissed'), 'Windows', 'You closed your browser’s question.', []],
  ['the camera by a Mac', denied('camera', 'system'), 'Macintosh; Intel Mac OS X', 'Your computer doesn’t let this browser use the camera.', ['Open System Settings, Privacy & Security, Camera, and turn this browser on.']],
  ['the microphone by Windows', denied('microphone', 'system'), 'Windows NT 10.0', 'Your computer doesn’t let this browser use the microphone.', ['Open Settings, Privacy & security, Microphone, and turn this browser on.']],
  ['both by a phone', denied('both', 'system'), 'Linux; Android 16', 'Your phone doesn’t let this browser use camera and microphone.', ['Open Settings, Apps, Camera, and turn this browser on.', 'Do the same under Microphone.']],
  ['the camera by another system', denied('camera', 'system'), 'X11; Linux x86_64', 'Your computer doesn’t let this browser use the camera.', []],
];

describe('a refused permission', () => {
  it.each(rows)('of %s has its title and its steps', (_what, capture, userAgent, title, steps) => {
    const words = denialWords(capture, names, userAgent, spoken(enSteps));
    expect(words.title).toBe(title);
    expect(text(words.steps)).toEqual(steps);
    expect(words.under).toMatch(/^Nothing was shared\./u);
  });
});
