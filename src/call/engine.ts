/**
 * The call chunk: everything that only a call needs, loaded when somebody clicks for the first time.
 *
 * Knows how the runner gets its media engine. The shell (upgrade-shell.ts) loads this and hands over the click.
 */
import type { CallEngineModule } from './engine-module.js';
import { MediaEngine } from './media-engine.js';
import { UpgradeRunner } from './upgrade-runner.js';

/** The upgrade itself, behind the shell. */
export const createRunner: CallEngineModule['createRunner'] = (options) =>
  new UpgradeRunner({ ...options, createEngine: (engine) => new MediaEngine(engine) });
