/** What the doctor says of one thing: how it stands, why, and what mends it. */

/** `warn`: works, and is worth a change. `unknown`: could not be checked, and why. */
export interface Finding {
  readonly state: 'good' | 'warn' | 'bad' | 'unknown';
  /** Stable name for programs. */
  readonly check: string;
  /** What was looked at. */
  readonly what: string;
  readonly detail: string;
  readonly mend?: string;
}

type Say = (check: string, what: string, detail: string, mend?: string) => Finding;

const finding =
  (state: Finding['state']): Say =>
  (check, what, detail, mend) => ({ state, check, what, detail, ...(mend === undefined ? {} : { mend }) });

export const good = finding('good');
export const warn = finding('warn');
export const bad = finding('bad');
export const unknown = finding('unknown');
