/** Runs when everything else has, whatever became of it: what was measured becomes the report. */
import { test } from '@playwright/test';
import { report } from './support/report.js';
import { kept } from './support/results.js';

test('report', () => {
  console.log(`\n${report(kept()).join('\n')}\n`);
});
