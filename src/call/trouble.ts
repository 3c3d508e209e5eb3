/**
 * Trouble: signs of something wrong with the media, second by second, into what a person is told.
 *
 * A sign has to hold before it is trouble, and to be gone before it is over, so that nothing flickers. What cannot be told
 * (undefined, as in a hidden page) leaves everything as it is. Pure; does not know how signs are found (signs.ts).
 */
import type { MediaTrouble } from './call-health.js';

export type TroubleName = 'frozen' | 'peer-black' | 'own-black' | 'peer-silent' | 'own-silent' | 'muted-speech';
export type Signs = { readonly [T in TroubleName]: boolean | undefined };

interface Entry {
  readonly raised: boolean;
  /** Since when the sign has spoken against `raised`. */
  readonly against: number | undefined;
}
export type TroubleState = { readonly [T in TroubleName]: Entry };

/** Milliseconds that a sign must hold, and be gone. */
const spans: Readonly<Record<TroubleName, { readonly raise: number; readonly clear: number; readonly trouble: MediaTrouble }>> = {
  frozen: { raise: 2_500, clear: 1_000, trouble: { kind: 'frozen', side: 'peer' } },
  'peer-black': { raise: 2_000, clear: 1_000, trouble: { kind: 'black', side: 'peer' } },
  'own-black': { raise: 2_000, clear: 1_000, trouble: { kind: 'black', side: 'own' } },
  'peer-silent': { raise: 5_000, clear: 0, trouble: { kind: 'silent', side: 'peer' } },
  'own-silent': { raise: 5_000, clear: 0, trouble: { kind: 'silent', side: 'own' } },
  // Said once somebody speaks, and long enough to be read.
  'muted-speech': { raise: 0, clear: 6_000, trouble: { kind: 'muted-speech', side: 'own' } },
};

const names = Object.keys(spans) as TroubleName[];

const calm: Entry = { raised: false, against: undefined };
export const noTrouble: TroubleState = {
  frozen: calm, 'peer-black': calm, 'own-black': calm, 'peer-silent': calm, 'own-silent': calm, 'muted-speech': calm,
};

export function nextTrouble(state: TroubleState, signs: Signs, at: number): TroubleState {
  const entry = (name: TroubleName): Entry => nextEntry(state[name], signs[name], at, spans[name]);
  return {
    frozen: entry('frozen'),
    'peer-black': entry('peer-black'),
    'own-black': entry('own-black'),
    'peer-silent': entry('peer-silent'),
    'own-silent': entry('own-silent'),
    'muted-speech': entry('muted-speech'),
  };
}

function nextEntry(entry: Entry, sign: boolean | undefined, at: number, { raise, clear }: { readonly raise: number; readonly clear: number }): Entry {
  if (sign === undefined) return { ...entry, against: undefined };
  if (sign === entry.raised) return { ...entry, against: undefined };
  const against = entry.against ?? at;
  const enough = at - against >= (sign ? raise : clear);
  return enough ? { raised: sign, against: undefined } : { ...entry, against };
}

export const troublesOf = (state: TroubleState): MediaTrouble[] => names.filter((name) => state[name].raised).map((name) => spans[name].trouble);
