/**
 * Performs the effects of the upgrade machine on session, devices and engine.
 *
 * Knows one deed per effect. What takes time (credentials, the chunk) is checked against the state when it is there: a
 * call that has moved on is not opened late. Decides nothing.
 */
import type { Manifest } from '../protocol/index.js';
import type { Credentials } from './credentials.js';
import type { EngineHolder } from './engine-holder.js';
import type { LocalMedia } from './local-media.js';
import type { Effect, Unstamped } from './machine-event.js';
import { isInCall, type MachineState } from './machine-state.js';
import { refusal } from './session-words.js';
import type { RunnerOptions } from './upgrade-runner.js';

export interface PerformerOptions extends Pick<RunnerOptions, 'session' | 'clock' | 'contactId'> {
  readonly manifest: () => Manifest;
  readonly local: LocalMedia;
  readonly engine: EngineHolder;
  readonly credentials: Credentials;
  readonly state: () => MachineState;
  readonly dispatch: (event: Unstamped) => void;
}

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;
type Frame = Parameters<RunnerOptions['session']['submit']>[0];

export class EffectPerformer {
  constructor(private readonly options: PerformerOptions) {}

  perform(effect: Effect): void {
    // The row was chosen by this effect's type, which TypeScript cannot pair.
    (this.deeds[effect.type] as (effect: never) => void)(effect as never);
  }

  private readonly deeds: { readonly [T in Effect['type']]: (effect: EffectOf<T>) => void } = {
    capture: ({ camera }) =>
      this.options.local.open(camera, (failure) => this.options.dispatch(failure ? { type: 'captureFailed', failure } : { type: 'captured' })),
    prepare: () => {
      // What fails here is tried again when it is needed.
      this.options.engine.prepare().catch(() => undefined);
      this.withContact((contactId) => this.options.credentials.prefetch(contactId));
    },
    release: () => this.options.local.release(),
    request: () =>
      this.withContact((contactId) =>
        this.ask({ type: 'upgrade.request', contactId, manifest: this.options.manifest() }, (upgradeId) => {
          if (upgradeId !== undefined) this.options.dispatch({ type: 'acknowledged', upgradeId });
        }),
      ),
    answer: ({ upgradeId, accepted }) =>
      this.withContact((contactId) => {
        const frame = { type: 'upgrade.answer', contactId, upgradeId, accepted, manifest: this.options.manifest() } as const;
        if (accepted) this.ask(frame);
        else this.tell(frame);
      }),
    reportCapture: ({ upgradeId, failure }) => this.withContact((contactId) => this.tell(captureFrame(contactId, upgradeId, failure))),
    cancelUpgrade: ({ upgradeId }) => this.withContact((contactId) => this.tell({ type: 'upgrade.cancel', contactId, upgradeId })),
    answerReservation: ({ reservationId, accepted }) => {
      const frame = { type: 'reservation.answer', reservationId, accepted } as const;
      if (accepted) this.ask(frame);
      else this.tell(frame);
    },
    enter: ({ callId, attempt }) => {
      this.options.session.setInCall(true);
      // The chunk may have failed to load at the click.
      void this.options.engine.prepare().catch(() => this.options.dispatch({ type: 'lost', online: true, fatal: 'signaling-lost' }));
      this.options.engine.use((engine) => engine.enter(callId, attempt));
    },
    open: (effect) => this.open(effect),
    restart: (effect) => this.restart(effect),
    askRestart: () => this.options.engine.use((engine) => engine.askRestart()),
    join: () => this.options.engine.use((engine) => engine.join()),
    leave: () => {
      this.options.engine.use((engine) => engine.leave());
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
    this.withTurn(attempt > 1, wanted, (turn) => this.options.engine.use((engine) => engine.open({ attempt, relay, turn })));
  }

  private restart({ generation }: EffectOf<'restart'>): void {
    const wanted = (): boolean => {
      const state = this.options.state();
      return isInCall(state) && state.generation === generation;
    };
    this.withTurn(true, wanted, (turn) => this.options.engine.use((engine) => engine.restart(generation, turn)));
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
    session.submit(frame).then(
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
