/**
 * The self-check while it is open: a trial of the devices, a look at the network, the focus in the sheet and back.
 *
 * Closes the trial in every end, and with it camera and microphone. During a call it shows copies of the call's own tracks,
 * since a second capture would take the devices from the call on phones. Knows neither chat nor desk.
 */
import type { LitElement, ReactiveController, TemplateResult } from 'lit';
import type { DeviceKind, NetworkVerdict } from '../call/index.js';
import { DeviceTrial } from '../call/preflight/device-trial.js';
import { browserConnect, checkNetwork, type NetworkOptions } from '../call/preflight/network-check.js';
import { browserTrialPorts, type TrialPorts } from '../call/preflight/trial-ports.js';
import type { Clock, VideoSettings } from '../protocol/index.js';
import { enCheckSheet, type CheckSheetStrings } from './check-sheet-en.js';
import { levelSteps, renderCheckSheet, type CheckSheetActions, type CheckSheetView } from './check-sheet-view.js';

export interface CheckSheetPorts {
  readonly clock: Clock;
  /** Default: the browser's. */
  readonly trial?: TrialPorts;
  /** Makes a peer connection. Default: the browser's. */
  readonly newConnection?: NonNullable<NetworkOptions['connect']>;
}

export interface CheckSheetSetting {
  readonly video: VideoSettings;
  /** ICE servers for a check; undefined: the network is not looked at. */
  readonly turn: NetworkOptions['turn'];
  /** A call's own tracks, and how a choice reaches the call. */
  readonly call: { readonly local: MediaStream | undefined; readonly choose: (device: DeviceKind, id: string) => void } | undefined;
  readonly onClosed: () => void;
}

const focusable = 'button:not([disabled]), select:not([disabled]), a[href]';

export class CheckSheet implements ReactiveController {
  private readonly host: LitElement;
  private readonly ports: CheckSheetPorts;
  private trial: DeviceTrial | undefined;
  private setting: CheckSheetSetting | undefined;
  private network: NetworkVerdict = 'unknown';
  private mirrored = true;
  private before: HTMLElement | undefined;
  private shownCopy: MediaStream | undefined;
  private asked = false;
  private stopNetwork: () => void = () => undefined;

  constructor(host: LitElement, ports: CheckSheetPorts) {
    this.host = host;
    this.ports = ports;
    host.addController(this);
  }

  get open(): boolean {
    return this.trial !== undefined;
  }

  /** Whether the person left the camera on, and there is one. */
  get camera(): boolean {
    return this.trial?.camera.kind === 'on' || this.trial?.camera.kind === 'asking';
  }

  hostUpdated(): void {
    const asks = this.trial?.speaker === 'played';
    // The question about the notes may be below the fold.
    if (asks && !this.asked) this.sheet()?.querySelector('.check-answers')?.scrollIntoView({ block: 'nearest' });
    this.asked = asks;
  }

  hostDisconnected(): void {
    this.close(false);
  }

  /** Asks for the devices now, or shows the call's. */
  show(setting: CheckSheetSetting): void {
    if (this.trial !== undefined) return;
    const { clock, trial: ports = browserTrialPorts() } = this.ports;
    const active = this.host.shadowRoot?.activeElement;
    this.before = active instanceof HTMLElement ? active : undefined;
    this.setting = setting;
    const trial = new DeviceTrial({ ports, clock, video: setting.video });
    this.trial = trial;
    trial.on('change', () => this.host.requestUpdate());
    trial.on('level', (level) => this.drawLevel(level));
    this.shownCopy = setting.call?.local;
    trial.open(this.shownCopy === undefined ? undefined : Promise.resolve(this.shownCopy.clone()));
    this.lookAtNetwork(setting);
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.sheet()?.focus());
  }

  /** Camera and microphone go off. `back`: the focus goes where it was. */
  close(back = true): void {
    const { trial, setting } = this;
    if (trial === undefined) return;
    this.trial = undefined;
    this.setting = undefined;
    trial.close();
    this.stopNetwork();
    this.host.requestUpdate();
    setting?.onClosed();
    const { before } = this;
    this.before = undefined;
    if (back) void this.host.updateComplete.then(() => before?.isConnected === true && before.focus());
  }

  render(view: Pick<CheckSheetView, 'denial' | 'foot' | 'phone'>, strings: CheckSheetStrings = enCheckSheet): TemplateResult | undefined {
    const { trial, setting, network, mirrored } = this;
    if (trial === undefined || setting === undefined) return undefined;
    this.follow(setting);
    const { camera, microphone } = setting.video.enabled ? setting.video : { camera: false, microphone: false };
    return renderCheckSheet({ ...view, trial, strings, network, mirrored, sends: { camera, microphone } }, this.actions(trial, setting));
  }

  /** Keys of the sheet: Escape closes it and nothing else, Tab stays inside. */
  readonly key = (event: KeyboardEvent): void => {
    const sheet = this.sheet();
    if (sheet === undefined || event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      this.close();
      return;
    }
    if (event.key !== 'Tab') return;
    const stops = [...sheet.querySelectorAll<HTMLElement>(focusable)];
    const active = this.host.shadowRoot?.activeElement;
    const [first] = stops;
    const last = stops[stops.length - 1];
    const leaving = event.shiftKey ? active === first || active === sheet : active === last;
    if (!leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  };

  private actions(trial: DeviceTrial, setting: CheckSheetSetting): CheckSheetActions {
    return {
      choose: (device, id) => {
        setting.call?.choose(device, id);
        // In a call the devices are the call's; its new track shows when it is there.
        if (setting.call === undefined || device === 'speaker') trial.choose(device, id);
      },
      setCamera: (on) => trial.setCamera(on),
      mirror: () => {
        this.mirrored = !this.mirrored;
        this.host.requestUpdate();
      },
      retry: () => trial.open(),
      playNotes: () => void trial.testSpeaker(),
      answerNotes: (heard) => trial.answerSpeaker(heard),
      close: () => this.close(),
    };
  }

  /** The call has other tracks now. */
  private follow({ call }: CheckSheetSetting): void {
    const local = call?.local;
    if (local === undefined || local === this.shownCopy) return;
    this.shownCopy = local;
    queueMicrotask(() => this.trial?.open(Promise.resolve(local.clone())));
  }

  private lookAtNetwork({ turn, call }: CheckSheetSetting): void {
    this.network = call === undefined ? 'unknown' : 'carries';
    if (turn === undefined || call !== undefined) return;
    const cancelled = new Promise<void>((resolve) => (this.stopNetwork = resolve));
    const connect = this.ports.newConnection ?? browserConnect();
    const { trial } = this;
    void checkNetwork({ turn, connect, clock: this.ports.clock, measureMs: 0, cancelled }).then(({ verdict }) => {
      if (this.trial !== trial) return;
      this.network = verdict;
      this.host.requestUpdate();
    });
  }

  /** Without a render: it changes ten times a second. */
  private drawLevel(level: number): void {
    const lit = Math.round(level * levelSteps);
    this.host.shadowRoot?.querySelectorAll('.sound-bar > i').forEach((step, index) => step.classList.toggle('on', index < lit));
  }

  private sheet(): HTMLElement | undefined {
    return this.host.shadowRoot?.querySelector<HTMLElement>('.check-sheet') ?? undefined;
  }
}
