/**
 * Performs the effects of the upgrade machine on session, devices and engine.
 *
 * Knows one deed per effect. What takes time (credentials, the chunk) is checked against the state when it is there: a
 * call that has moved on is not opened late. Decides nothing.
 */
import type { Manifest } from '../protocol/index.js';
import { stopTracks } from './capture.js';
import type { Credentials } from './credentials.js';
import type { Opening, RunnerOptions } from './engine-module.js';
import type { CallEngine } from './engine-port.js';
import type { LocalMedia } from './local-media.js';
import type { Effect, Unstamped } from './machine-event.js';
import { isInCall, type MachineState, type View } from './machine-state.js';
import { refusal } from './session-words.js';

export interface PerformerOptions extends Pick<RunnerOptions, 'session' | 'clock' | 'contactId'> {
  readonly manifest: () => Manifest;
  readonly local: LocalMedia;
  readonly engine: CallEngine;
  readonly credentials: Credentials;
  readonly state: () => MachineState;
  readonly view: () => View | undefined;
  readonly dispatch: (event: Unstamped) => void;
}

/** Settles never: a stream that somebody else has taken charge of. */
const never = new Promise<MediaStream>(() => undefined);

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;
type Frame = Parameters<RunnerOptions['session']['submit']>[0];

export class EffectPerformer {
  private opening: Opening | undefined;

  constructor(private readonly options: PerformerOptions) {}

  /** Runs a click of which the shell has begun some effects already: those are taken over and not done again. */
  takeOver(opening: Opening | undefined, click: () => void): void {
    this.opening = opening;
    click();
    // The machine had no use for it: the camera must not stay on.
    void this.opening?.stream.then(stopTracks, () => undefined);
    this.opening = undefined;
  }

  perform(effect: Effect): void {
    // The row was chosen by this effect's type, which TypeScript cannot pair.
    (this.deeds[effect.type] as (effect: never) => void)(effect as never);
  }

  private readonly deeds: { readonly [T in Effect['type']]: (effect: EffectOf<T>) => void } = {
    capture: ({ camera }) => {
      const { opening } = this;
      if (opening) this.opening = { ...opening, stream: never };
      this.options.local.open(camera, opening, (failure) => this.options.dispatch(failure ? { type: 'captureFailed', failure } : { type: 'captured' }));
    },
    prepare: () => this.withContact((contactId) => this.options.credentials.prefetch(contactId, this.opening?.turn)),
    release: () => this.options.local.release(),
    request: () =>
      this.withContact((contactId) =>
        this.ask({ type: 'upgrade.request', contactId, manifest: this.options.manifest() }, (upgradeId) => {
          const view = this.options.view();
          if (upgradeId !== undefined) this.options.dispatch({ type: 'acknowledged', upgradeId, ...(view ? { view } : {}) });
        }),
      ),
    answer: ({ upgradeId }) =>
      this.withContact((contactId) => this.ask({ type: 'upgrade.answer', contactId, upgradeId, accepted: true, manifest: this.options.manifest() })),
    reportCapture: ({ upgradeId, failure }) => this.withContact((contactId) => this.tell(captureFrame(contactId, upgradeId, failure))),
    cancelUpgrade: ({ upgradeId }) => this.withContact((contactId) => this.tell({ type: 'upgrade.cancel', contactId, upgradeId })),
    answerReservation: ({ reservationId, accepted }) => {
      const frame = { type: 'reservation.answer', reservationId, accepted } as const;
      if (accepted) this.ask(frame);
      else this.tell(frame);
    },
    enter: ({ callId, attempt }) => {
      this.options.session.setInCall(true);
      this.options.engine.enter(callId, attempt);
    },
    open: (effect) => this.open(effect),
    restart: (effect) => this.restart(effect),
    askRestart: () => this.options.engine.askRestart(),
    join: () => this.options.engine.join(),
    leave: () => {
      this.options.engine.leave();
      this.options.session.setInCall(false);
    },
    endCall: ({ callId }) => this.withContact((contactId) => this.tell({ type: 'call.end', contactId, callId })),
    report: ({ type: _type, ...report }) => this.withContact((contactId) => this.tell({ type: 'call.report', contactId, ...report })),
  };

  private open({ callId, attempt, relay }: EffectOf<'open'>): void {
    const wanted = (): boolean => {
      const state = this.options.state();
      return isInCall(state) && state.callId === callId && state.attempt === attempt;
    };
    this.withTurn(attempt > 1, wanted, (turn) => this.options.engine.open({ attempt, relay, turn }));
  }

  private restart({ generation }: EffectOf<'restart'>): void {
    const wanted = (): boolean => {
      const state = this.options.state();
      return isInCall(state) && state.generation === generation;
    };
    this.withTurn(true, wanted, (turn) => this.options.engine.restart(generation, turn));
  }

  /** Without credentials nothing is opened: the state's own deadline tries again, or names the cause. */
  private withTurn(fresh: boolean, wanted: () => boolean, use: (turn: Awaited<ReturnType<Credentials['get']>>) => void): void {
    this.withContact((contactId) => {
      this.options.credentials.get(contactId, fresh).then(
        (turn) => wanted() && use(turn),
        () => undefined,
      );
    });
  }

  /** A frame on which the upgrade depends. */
  private ask(frame: Frame, accepted?: (upgradeId: string | undefined) => void): void {
    const { session, dispatch, manifest, clock } = this.options;
    (this.opening?.accepted ?? session.submit(frame)).then(
      ({ upgradeId }) => accepted?.(upgradeId),
      (error: unknown) => dispatch({ type: 'refused', result: refusal(error, manifest(), clock.now()) }),
    );
  }

  /** A frame that may come too late; the platform's view says what became of it. */
  private tell(frame: Frame): void {
    this.options.session.submit(frame).catch(() => undefined);
  }

  private withContact(task: (contactId: string) => void): void {
    const contactId = this.options.contactId();
    if (contactId !== undefined) task(contactId);
  }
}

function captureFrame(contactId: string, upgradeId: string, failure: EffectOf<'reportCapture'>['failure']): Frame {
  const frame = { type: 'upgrade.capture', contactId, upgradeId, outcome: failure?.outcome ?? 'ready' } as const;
  return failure?.outcome === 'no-device' && failure.device !== 'both' ? { ...frame, missing: failure.device } : frame;
}
