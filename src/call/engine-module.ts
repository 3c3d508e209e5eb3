/**
 * The seam between the shell and the call chunk: what the chunk gives, and what a click has set going before it was there.
 *
 * Types only, so that the shell knows the chunk without loading it.
 */
import type { Clock, Manifest, PlatformFrameOf } from '../protocol/index.js';
import type { Accepted } from '../session/index.js';
import type { MonitorModule } from './call-monitor.js';
import type { CreateControls } from './controls-port.js';
import type { MediaPort } from './media-port.js';
import type { JoinOptions, Upgrade, UpgradeOptions } from './upgrade.js';

/** What was begun in the very task of a click; the runner takes it over instead of doing it again. */
export interface Opening {
  /** The click, local clock. */
  readonly at: number;
  /** Whether that question was for the microphone, too; one that is asked again must not be for more. Default: true. */
  readonly microphone?: boolean;
  /** The browser's answer to the first question. */
  readonly stream: Promise<MediaStream>;
  /** The platform's answer to the request or to the card's acceptance, where there is one to give. */
  readonly accepted?: Promise<Accepted>;
  readonly turn?: Promise<PlatformFrameOf<'turn'>>;
}

export type RunnerOptions = Omit<UpgradeOptions, 'load'> & {
  readonly clock: Clock;
  readonly media: MediaPort;
  readonly manifest: () => Manifest;
};

type ShellsOwn = 'ask' | 'prepare' | 'start' | 'accept' | 'decline' | 'acceptReservation' | 'rejoin';

/** The upgrade behind the shell: it takes clicks that have been begun already, and leaves to the shell what is answered there. */
export interface Runner extends Omit<Upgrade, ShellsOwn> {
  start(how: JoinOptions, opening?: Opening): void;
  /** The card may be gone by now: the answer to it is under way. */
  accept(ask: PlatformFrameOf<'upgrade.ask'>, how: JoinOptions, opening?: Opening): void;
  acceptReservation(reservation: PlatformFrameOf<'reservation'>, how: JoinOptions, opening?: Opening): void;
  rejoin(how: JoinOptions, opening?: Opening): void;
  /** Another page of this person has the call now: this one lets go of it, and says nothing. */
  moved(): void;
}

/** What a call can do beyond its first frame, loaded on its own. */
export interface InCallModule extends MonitorModule {
  readonly createControls: CreateControls;
}

export interface CallEngineModule {
  createRunner(options: RunnerOptions): Runner;
}
