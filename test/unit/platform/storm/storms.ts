/** What every test of the real `serve` begins and ends with: the program, made once for a file, and a storm that ends with its test. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { bundleCommand, type Program } from './serve-process.js';
import { Storm, type StormOptions } from './storm.js';

export interface Storms {
  /** The program's file; there once the tests run. */
  readonly file: string;
  /** The test's storm. */
  open(options: Omit<StormOptions, 'program'>): Promise<Storm>;
}

/** A busy machine may take long to bundle the platform; how long says nothing about it. */
const patienceMs = 120_000;

/** To be called at the top of a test file. */
export function storms(): Storms {
  let program: Program | undefined;
  let storm: Storm | undefined;
  const file = (): string => {
    if (!program) throw new Error('The program is made before the first test.');
    return program.file;
  };
  beforeAll(async () => {
    program = await bundleCommand();
  }, patienceMs);
  afterEach(async () => {
    await storm?.end();
    storm = undefined;
  });
  afterAll(() => program?.remove());
  return {
    get file() {
      return file();
    },
    async open(options) {
      storm = await Storm.open({ ...options, program: file() });
      return storm;
    },
  };
}
