/**
 * One check from its start to its report: devices and network side by side, progress as it comes.
 *
 * Knows when each part has said enough. The parts themselves are device-trial.ts and network-check.ts; everything they
 * opened is closed before the report is there, also when it was cancelled.
 */
import type { Clock, VideoSettings } from '../../protocol/index.js';
import type { TypedEmitter } from '../../session/index.js';
import type { DeviceKind } from '../call-controls.js';
import { version } from '../version.js';
import type { MediaPort } from '../media-port.js';
import type { CheckCallOptions, CheckProgress } from './check-call.js';
import { verdictOf } from './check-verdict.js';
import type { CallReport, CameraResult, DeviceTrouble, FoundDevices, MicrophoneResult, NetworkResult, NotChecked, SpeakerResult } from './check-report.js';
import { DeviceTrial, type TrialState } from './device-trial.js';
import { browserConnect, checkNetwork } from './network-check.js';
import { reportText } from './report-text.js';
import { browserTrialPorts } from './trial-ports.js';

export interface CallCheckOptions extends CheckCallOptions {
  readonly clock: Clock;
  readonly media: MediaPort;
  readonly video: VideoSettings;
  /** When the check was begun, local clock. */
  readonly began: number;
  /** The first question, asked in the click's task; undefined: no devices. */
  readonly asked: Promise<MediaStream> | undefined;
  readonly emitter: Pick<TypedEmitter<{ progress: [CheckProgress]; level: [number] }>, 'emit'>;
}

type Findings = Pick<CallReport, 'camera' | 'microphone' | 'speaker'>;

const cancelledResult: NotChecked = { status: 'not-checked', reason: 'cancelled' };

export class CallCheckRun {
  readonly report: Promise<CallReport>;
  private readonly trial: DeviceTrial;
  private readonly cancelled: Promise<void>;
  private cancelNow: () => void = () => undefined;
  private isCancelled = false;
  private readonly told = new Map<string, string>();

  constructor(private readonly options: CallCheckOptions) {
    const { media, clock, video, emitter } = options;
    this.cancelled = new Promise((resolve) => (this.cancelNow = resolve));
    this.trial = new DeviceTrial({ ports: { ...browserTrialPorts(media), ...options.ports, media }, clock, video });
    this.trial.on('change', () => this.tell());
    this.trial.on('level', (level) => emitter.emit('level', level));
    this.report = this.check();
  }

  get preview(): MediaStream | undefined {
    const { camera } = this.trial;
    return camera.kind === 'on' ? camera.stream : undefined;
  }

  choose(device: DeviceKind, id: string): void {
    this.trial.choose(device, id);
  }

  playNotes(): void {
    void this.trial.testSpeaker();
  }

  answerNotes(heard: boolean): void {
    this.trial.answerSpeaker(heard);
  }

  cancel(): void {
    this.isCancelled = true;
    this.cancelNow();
  }

  private async check(): Promise<CallReport> {
    const { clock, began } = this.options;
    try {
      const [found, network] = await Promise.all([this.devices(), this.network()]);
      const verdict = this.isCancelled ? 'cancelled' : verdictOf({ ...found, network }, this.options.video);
      const { camera, microphone, speaker } = this.trial.found;
      const facts: Omit<CallReport, 'text'> = {
        segue: version,
        at: new Date(began).toISOString(),
        ms: clock.now() - began,
        browser: typeof navigator === 'undefined' ? '' : navigator.userAgent,
        verdict,
        ...found,
        found: { cameras: summed(camera), microphones: summed(microphone), speakers: summed(speaker) },
        network,
      };
      return { ...facts, text: () => reportText(facts) };
    } finally {
      this.trial.close();
    }
  }

  /** Until both inputs have proved themselves, failed, or had their time. */
  private async devices(): Promise<Findings> {
    const { asked, speaker, clock, listenMs = 5_000 } = this.options;
    if (asked === undefined) return { camera: skipped('not-asked'), microphone: skipped('not-asked'), speaker: skipped('not-asked') };
    this.trial.open(asked);
    await this.provedOrLate(clock, listenMs);
    if (speaker === true && !this.isCancelled) await Promise.race([this.trial.testSpeaker(), this.cancelled]);
    return this.findings();
  }

  private async provedOrLate(clock: Clock, listenMs: number): Promise<void> {
    const inputs = (): readonly TrialState[] => [this.trial.camera, this.trial.microphone];
    let stop: (() => void) | undefined;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (inputs().every(hasSaid)) resolve();
        // The time runs from when the browser's question is answered, which may take a person a while.
        else if (stop === undefined && inputs().every(({ kind }) => kind !== 'asking')) stop = clock.after(listenMs, resolve);
      };
      this.trial.on('change', look);
      void this.cancelled.then(resolve);
      look();
    });
    stop?.();
  }

  private findings(): Findings {
    const late = this.isCancelled;
    return { camera: cameraResult(this.trial, late), microphone: microphoneResult(this.trial, late), speaker: speakerResult(this.trial, late) };
  }

  private network(): Promise<NetworkResult> {
    const { session, contactId = session?.contact?.contactId, clock, emitter, measureMs = 4_000, connect = browserConnect() } = this.options;
    const turn = session === undefined || contactId === undefined ? undefined : () => session.turn(contactId, 'preflight');
    return checkNetwork({
      turn,
      connect,
      clock,
      measureMs,
      cancelled: this.cancelled,
      onRoute: (route, result) => emitter.emit('progress', { part: 'route', route, result }),
      onQuality: (result) => emitter.emit('progress', { part: 'quality', result }),
    });
  }

  /** Each finding once, and again when it has changed. */
  private tell(): void {
    const { camera, microphone, speaker } = this.findings();
    if (hasSaid(this.trial.camera)) this.tellOnce({ part: 'camera', result: camera });
    if (hasSaid(this.trial.microphone)) this.tellOnce({ part: 'microphone', result: microphone });
    this.tellOnce({ part: 'speaker', result: speaker });
  }

  private tellOnce(progress: Extract<CheckProgress, { part: 'camera' | 'microphone' | 'speaker' }>): void {
    const { part, result } = progress;
    if (result.status === 'not-checked' || this.told.get(part) === result.status) return;
    this.told.set(part, result.status);
    this.options.emitter.emit('progress', progress);
  }
}

/** Nothing more is to be expected of it before its time is over. */
const hasSaid = (state: TrialState): boolean => state.kind === 'off' || state.kind === 'failed' || (state.kind === 'on' && state.proof !== 'waiting');

const skipped = (reason: NotChecked['reason']): NotChecked => ({ status: 'not-checked', reason });

function troubleOf(state: Extract<TrialState, { kind: 'failed' }>): DeviceTrouble {
  const { outcome, hint } = state.failure;
  if (outcome === 'no-device') return { status: 'missing' };
  if (outcome === 'device-busy') return { status: 'busy' };
  return { status: 'denied', ...(hint === undefined ? {} : { hint }) };
}

function cameraResult({ camera, size }: DeviceTrial, cancelled: boolean): CameraResult {
  if (camera.kind === 'failed') return troubleOf(camera);
  if (camera.kind !== 'on') return cancelled ? cancelledResult : skipped('not-asked');
  if (camera.proof === 'yes' && size !== undefined) return { status: 'works', ...size };
  return cancelled ? cancelledResult : { status: 'no-frames' };
}

function microphoneResult({ microphone, peak }: DeviceTrial, cancelled: boolean): MicrophoneResult {
  if (microphone.kind === 'failed') return troubleOf(microphone);
  if (microphone.kind !== 'on') return cancelled ? cancelledResult : skipped('not-asked');
  if (microphone.proof === 'yes') return { status: 'works', peak: Number(peak.toFixed(2)) };
  if (cancelled) return cancelledResult;
  return { status: microphone.proof === 'no' ? 'silent' : 'opens' };
}

function speakerResult({ speaker }: DeviceTrial, cancelled: boolean): SpeakerResult {
  if (speaker === 'untried' || speaker === 'playing') return cancelled ? cancelledResult : skipped('not-asked');
  return { status: speaker };
}

const summed = (devices: readonly { readonly label: string }[]): FoundDevices => ({ count: devices.length, labels: devices.map(({ label }) => label).filter((label) => label !== '') });
