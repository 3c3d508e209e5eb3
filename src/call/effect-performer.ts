/**
 * Performs the effects of the upgrade machine on session, devices and engine.
 *
 * Knows one deed per effect. What takes time (credentials, the chunk) is checked against the state when it is there: a
 * call that has moved on is not opened late. Decides nothing.
 */
import type { CancelTimer, Manifest, Marks } from '../protocol/index.js';
import type { CallMarks } from './call-marks.js';
import { stopTracks } from './capture.js';
import type { Credentials } from './credentials.js';
import type { Opening, RunnerOptions } from './engine-module.js';
import type { CallEngine } from './engine-port.js';
import type { LocalMedia } from './local-media.js';
import type { Effect, Unstamped } from './machine-event.js';
import { isInCall, type MachineState, type View } from './machine-state.js';
import { refusal } from './session-words.js';

export interface PerformerOptions extends Pick<RunnerOptions, 'session' | 'clock' | 'contactId' | 'side'> {
  readonly manifest: () => Manifest;
  readonly local: LocalMedia;
  readonly engine: CallEngine;
  readonly credentials: Credentials;
  readonly marks: CallMarks;
  readonly state: () => MachineState;
  readonly view: () => View | undefined;
  /** What was said ahead counts no more. */
  readonly cooled: () => void;
  readonly dispatch: (event: Unstamped) => void;
}

/** Settles never: a stream that somebody else has taken charge of. */
const never = new Promise<MediaStream>(() => undefined);

/** Between two renewals, in milliseconds, whatever a clock says that is wrong; and after one that failed. */
const leastRenewalMs = 10_000;

/** What credentials are wanted for. */
type Purpose = 'warm' | 'open' | 'restart' | 'renew';
type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;
type TurnFrame = Awaited<ReturnType<Credentials['get']>>;
type Frame = Parameters<RunnerOptions['session']['submit']>[0];

export class EffectPerformer {
  private opening: Opening | undefined;
  /** What got no credentials, one deed of each kind. */
  private readonly waiting = new Map<Purpose, () => void>();
  private cancelRenewal: CancelTimer | undefined;

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
      const { marks, clock, session } = this.options;
      marks.reset();
      marks.mark('click', opening?.at ?? clock.now());
      marks.mark('engine');
      // From here on somebody waits for an answer: a chat path that breaks has to show at once.
      session.setInCall(true);
      if (opening) this.opening = { ...opening, stream: never };
      this.options.local.open(camera, opening, (failure) => {
        if (!failure) this.options.marks.mark('granted');
        this.options.dispatch(failure ? { type: 'captureFailed', failure } : { type: 'captured' });
      });
    },
    prepare: () =>
      this.withContact((contactId) => {
        void this.options.credentials.prefetch(contactId, this.opening?.turn).then(() => this.options.marks.mark('turn'), () => undefined);
      }),
    release: () => {
      this.options.local.release();
      this.options.engine.cool();
      this.options.session.setInCall(false);
    },
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
    warm: ({ way }) => {
      const wanted = (): boolean => {
        const state = this.options.state();
        return state.kind === 'requesting' || state.kind === 'connecting' || (state.kind === 'waiting' && state.phase !== 'waiting');
      };
      this.withTurn('warm', false, wanted, (turn) => this.options.engine.warm({ way, turn }));
    },
    cool: () => {
      this.options.engine.cool();
      this.options.cooled();
    },
    enter: ({ callId, attempt }) => {
      this.options.marks.mark('bound');
      // Whoever begins the attempt may be answered before its connection is made: that is kept until it is.
      this.options.engine.enter(callId, this.options.side === 'customer' ? attempt - 1 : attempt);
    },
    open: (effect) => this.open(effect),
    restart: (effect) => this.restart(effect),
    askRestart: () => this.options.engine.askRestart(),
    join: () => this.options.engine.join(),
    summarize: ({ callId }) => this.summarize(callId),
    leave: () => {
      this.cancelRenewal?.();
      this.waiting.clear();
      this.options.engine.leave();
    },
    endCall: ({ callId }) => this.withContact((contactId) => this.tell({ type: 'call.end', contactId, callId })),
    report: ({ type: _type, ...report }) =>
      this.withContact((contactId) => {
        const marks = report.state === 'live' && report.firstFrameMs !== undefined ? this.marked : {};
        this.tell({ type: 'call.report', contactId, ...report, ...marks });
      }),
  };

  /** A connection again: what waited for credentials that never came is tried once more. */
  resume(): void {
    for (const again of [...this.waiting.values()]) again();
  }

  private open(effect: EffectOf<'open'>): void {
    const { callId, attempt, way } = effect;
    const wanted = (): boolean => {
      const state = this.options.state();
      return (state.kind === 'connecting' || state.kind === 'rebuilding') && state.callId === callId && state.attempt === attempt;
    };
    this.withTurn('open', attempt > 1, wanted, (turn) => {
      this.options.engine.open({ attempt, way, turn });
      this.keepYoung(turn);
    });
  }

  private restart({ generation, suspect }: EffectOf<'restart'>): void {
    const wanted = (): boolean => {
      const state = this.options.state();
      return isInCall(state) && state.generation === generation;
    };
    this.withTurn('restart', true, wanted, (turn) => this.options.engine.restart(generation, turn, suspect));
  }

  /** Without credentials nothing is opened: it is tried again with the next connection, or the state's own deadline names the cause. */
  private withTurn(purpose: Purpose, fresh: boolean, wanted: () => boolean, use: (turn: TurnFrame) => void): void {
    this.waiting.delete(purpose);
    const got = (turn: TurnFrame): void => {
      if (!wanted()) return;
      this.options.marks.mark('turn');
      use(turn);
    };
    this.withContact((contactId) => {
      const { credentials } = this.options;
      const turn = fresh ? undefined : credentials.atHand;
      if (turn) {
        // In this very task: after it the page draws what has led here, and a call would wait for that. What a browser
        // throws about a server's address is a rejection here, too.
        void new Promise<void>((done) => {
          got(turn);
          done();
        });
        return;
      }
      credentials.get(contactId, fresh).then(
        got,
        () => {
          if (!wanted()) return;
          const again = (): void => this.withTurn(purpose, fresh, wanted, use);
          this.waiting.set(purpose, again);
          // A call that goes on has no deadline that would show it.
          if (purpose === 'renew') this.renewIn(leastRenewalMs, again);
        },
      );
    });
  }

  /** The side that answers hears of a restart only by its offer: what it gathers with then must not have run out. */
  private keepYoung(turn: TurnFrame): void {
    const { credentials, engine, clock } = this.options;
    this.cancelRenewal?.();
    const due = credentials.oldAt(turn);
    if (due === undefined) return;
    this.renewIn(Math.max(leastRenewalMs, due - clock.now()), () => {
      const inThisCall = (): boolean => isInCall(this.options.state());
      this.withTurn('renew', true, inThisCall, (renewed) => {
        engine.renew(renewed);
        this.keepYoung(renewed);
      });
    });
  }

  private renewIn(ms: number, renew: () => void): void {
    this.cancelRenewal?.();
    this.cancelRenewal = this.options.clock.after(ms, renew);
  }

  /** How the call was, for its record; also of one that never came to a picture. */
  private summarize(callId: string): void {
    const { summary } = this.options.engine;
    if (summary) this.withContact((contactId) => this.tell({ type: 'call.summary', contactId, callId, summary: { ...summary, ...this.marked } }));
  }

  /** The way from the click, where there was one. */
  private get marked(): { readonly marks?: Marks } {
    const { since } = this.options.marks;
    return Object.keys(since).length > 0 ? { marks: since } : {};
  }

  /** A frame on which the upgrade depends. */
  private ask(frame: Frame, accepted?: (upgradeId: string | undefined) => void): void {
    const { session, dispatch, manifest, clock } = this.options;
    (this.opening?.accepted ?? session.submit(frame)).then(
      ({ upgradeId }) => {
        this.options.marks.mark('accepted');
        accepted?.(upgradeId);
      },
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

function captureFrame(contactId: string, upgradeId: string | undefined, failure: EffectOf<'reportCapture'>['failure']): Frame {
  const named = upgradeId === undefined ? {} : { upgradeId };
  const frame = { type: 'upgrade.capture', contactId, ...named, outcome: failure?.outcome ?? 'ready' } as const;
  return failure?.outcome === 'no-device' && failure.device !== 'both' ? { ...frame, missing: failure.device } : frame;
}
