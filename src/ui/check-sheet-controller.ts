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
import { enCheckSheet, type CheckSheetStrings } from './en-check-sheet.js';
import { spoken } from './words.js';
import { levelSteps, renderCheckSheet, type CheckSheetActions, type CheckSheetView } from './check-sheet-view.js';

export interface CheckSheetPorts {
  readonly clock: Clock;
  /** Default: the browser's. */
  readonly trial?: TrialPorts;
  /** Makes a peer connection. Default: the browser's. */
  readonly newConnection?: NonNullable<NetworkOptions['connect']>;
}

/** A call whose devices are looked at; read anew at each update. */
export interface CheckedCall {
  /** What it sends; undefined once it is over. */
  readonly local: MediaStream | undefined;
  /** The call's last word about its devices: another one may be that a choice came to nothing. */
  readonly notice: unknown;
  readonly choose: (device: DeviceKind, id: string) => void;
  readonly setCamera: (on: boolean) => void;
}

export interface CheckSheetSetting {
  readonly video: VideoSettings;
  /** ICE servers for a check; undefined: the network is not looked at. */
  readonly turn: NetworkOptions['turn'];
  /** Where a call has the devices. */
  readonly call: CheckedCall | undefined;
  readonly onClosed: () => void;
}

/** What the sheet lies on: in the chat the panel's last child, on the desk the scrim. */
const layers = '.check-cover, .check-scrim';
const focusable = 'button:not([disabled]), select:not([disabled]), a[href]';

export class CheckSheet implements ReactiveController {
  private readonly host: LitElement;
  private readonly ports: CheckSheetPorts;
  private trial: DeviceTrial | undefined;
  private setting: CheckSheetSetting | undefined;
  private network: NetworkVerdict = 'unknown';
  private mirrored = true;
  private before: HTMLElement | undefined;
  /** Which of the call's tracks the trial has copies of. */
  private copied = '';
  private notice: unknown;
  private asked = false;
  /** The focus was in the sheet before this update. */
  private hadFocus = false;
  /** What lies behind the sheet. */
  private readonly behind = new Set<Element>();
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

  hostUpdate(): void {
    this.hadFocus = this.sheet()?.contains(this.active() ?? null) === true;
  }

  hostUpdated(): void {
    if (this.setting?.call !== undefined) this.follow(this.setting.call);
    const sheet = this.sheet();
    if (this.trial === undefined || sheet === undefined) return;
    this.setBehind(sheet);
    // The control that was pressed is gone: the keys stay here.
    if (this.hadFocus && this.active() === undefined) sheet.focus();
    const asks = this.trial.speaker === 'played';
    // The question about the notes may be below the fold.
    if (asks && !this.asked) sheet.querySelector('.check-answers')?.scrollIntoView({ block: 'nearest' });
    this.asked = asks;
  }

  hostDisconnected(): void {
    this.close(false);
  }

  /** Asks for the devices now, or shows the call's. */
  show(setting: CheckSheetSetting): void {
    if (this.trial !== undefined) return;
    const { clock, trial: ports = browserTrialPorts() } = this.ports;
    const active = this.active();
    this.before = active instanceof HTMLElement ? active : undefined;
    this.setting = setting;
    const trial = new DeviceTrial({ ports, clock, video: setting.video });
    this.trial = trial;
    trial.on('change', () => this.host.requestUpdate());
    trial.on('level', (level) => this.drawLevel(level));
    if (setting.call === undefined) trial.open();
    else this.copy(trial, setting.call);
    // Before anything of the chat or the desk: in a browser without `inert` the focus may be behind the sheet.
    this.host.shadowRoot?.addEventListener('keydown', this.key, true);
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
    this.host.shadowRoot?.removeEventListener('keydown', this.key, true);
    for (const element of this.behind) element.removeAttribute('inert');
    this.behind.clear();
    this.host.requestUpdate();
    setting?.onClosed();
    const { before } = this;
    this.before = undefined;
    if (back) void this.host.updateComplete.then(() => before?.isConnected === true && before.focus());
  }

  render(view: Pick<CheckSheetView, 'denial' | 'foot' | 'phone'>, strings: CheckSheetStrings = spoken(enCheckSheet)): TemplateResult | undefined {
    const { trial, setting, network, mirrored } = this;
    if (trial === undefined || setting === undefined) return undefined;
    const { camera, microphone } = setting.video.enabled ? setting.video : { camera: false, microphone: false };
    return renderCheckSheet({ ...view, trial, strings, network, mirrored, sends: { camera, microphone } }, this.actions(trial, setting));
  }

  /** Keys of the sheet: Escape closes it and nothing else, Tab stays inside. */
  private readonly key = (event: Event): void => {
    const sheet = this.sheet();
    if (sheet === undefined || !(event instanceof KeyboardEvent) || event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      this.close();
      return;
    }
    if (event.key !== 'Tab') return;
    const stops = [...sheet.querySelectorAll<HTMLElement>(focusable)];
    const active = this.active();
    const [first] = stops;
    const last = stops[stops.length - 1];
    const outside = active === undefined || !sheet.contains(active);
    const leaving = outside || (event.shiftKey ? active === first || active === sheet : active === last);
    if (!leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  };

  private actions(trial: DeviceTrial, { call }: CheckSheetSetting): CheckSheetActions {
    return {
      choose: (device, id) => {
        if (call === undefined || device === 'speaker') trial.choose(device, id);
        if (call !== undefined) this.chooseInCall(trial, call, device, id);
      },
      setCamera: (on) => {
        if (call === undefined || !on) trial.setCamera(on);
        call?.setCamera(on);
      },
      mirror: () => {
        this.mirrored = !this.mirrored;
        this.host.requestUpdate();
      },
      retry: () => (call === undefined ? trial.open() : this.copy(trial, call)),
      playNotes: () => void trial.testSpeaker(),
      answerNotes: (heard) => trial.answerSpeaker(heard),
      close: () => this.close(),
    };
  }

  /** The copy goes first: it would keep the old device open, and a phone opens one at a time. `follow` brings the new one. */
  private chooseInCall(trial: DeviceTrial, call: CheckedCall, device: DeviceKind, id: string): void {
    const shown = device === 'speaker' ? undefined : trial[device];
    if (shown?.kind === 'on') shown.track.stop();
    call.choose(device, id);
    this.notice = call.notice;
  }

  /** The call swaps tracks within its one stream; without a stream it is over. */
  private follow(call: CheckedCall): void {
    const { trial } = this;
    if (trial === undefined) return;
    if (call.local === undefined) this.close();
    else if (idsOf(call.local) !== this.copied || (call.notice !== undefined && call.notice !== this.notice)) this.copy(trial, call);
  }

  private copy(trial: DeviceTrial, { local, notice }: CheckedCall): void {
    if (local === undefined) return;
    this.copied = idsOf(local);
    this.notice = notice;
    const copies = Promise.resolve(local.clone());
    trial.open(copies);
    // Nothing is asked for: without a picture in the call there is none to come.
    if (local.getVideoTracks().length === 0) void copies.then(() => trial.setCamera(false));
  }

  /** Nothing of the rest can be reached or read. What speaks to screen readers goes on. */
  private setBehind(sheet: HTMLElement): void {
    const layer = sheet.closest(layers);
    for (const element of layer?.parentElement?.children ?? []) {
      if (element === layer || element.hasAttribute('inert') || element.hasAttribute('aria-live')) continue;
      element.setAttribute('inert', '');
      this.behind.add(element);
    }
  }

  private active(): Element | undefined {
    return this.host.shadowRoot?.activeElement ?? undefined;
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

const idsOf = (stream: MediaStream): string => stream.getTracks().map(({ id }) => id).join();
