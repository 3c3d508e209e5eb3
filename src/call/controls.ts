/**
 * What a person can change in a call beside on and off: devices, screen, back camera, background.
 *
 * Knows what goes out when several of these are asked for at once: the screen before everything, nothing while the other
 * side shows something, the processed picture before the camera's own. Everything happens by tracks that are replaced on
 * the connection there is. Requests show once they have happened.
 */
import type { CancelTimer } from '../protocol/index.js';
import type { CallControls, Device, DeviceKind, DeviceList, DeviceNotice, TrackProcessor } from './call-controls.js';
import type { ControlsHost, LoadedControls } from './controls-port.js';
import { DeviceInventory } from './device-inventory.js';
import { DeviceLoss, deviceOf } from './device-loss.js';
import { recognise, remember } from './device-memory.js';
import type { MediaKind } from './engine-port.js';
import { HoldWatch } from './hold-watch.js';
import { InputSwitch } from './input-switch.js';
import { Processing } from './processing.js';
import { ScreenShare } from './screen-share.js';
import { Speaker } from './speaker.js';

/** News of something that is settled stays for so long, in milliseconds. */
export const newsFor = 10_000;

const kindOfInput = { camera: 'video', microphone: 'audio' } as const;

export class Controls implements LoadedControls {
  private said: DeviceNotice | undefined;
  private cancelNews: CancelTimer | undefined;
  /** While this side shows something: how its camera is to be afterwards. */
  private shown: { readonly camera: 'on' | 'off'; readonly deviceId: string | undefined } | undefined;
  private resting = false;
  private closed = false;
  private readonly inventory: DeviceInventory;
  private readonly inputs: InputSwitch;
  private readonly losses: DeviceLoss;
  private readonly speaker: Speaker;
  private readonly holds: HoldWatch;
  private readonly sharing: ScreenShare;
  private readonly processor: Processing;

  constructor(private readonly host: ControlsHost) {
    const { media, clock } = host;
    this.sharing = new ScreenShare(host, () => this.arrange());
    this.processor = new Processing(() => this.arrange());
    this.inputs = new InputSwitch(host);
    this.inventory = new DeviceInventory({ media, clock, changed: () => this.devicesChanged(), shown: () => this.shownAgain() });
    this.losses = new DeviceLoss({ host, inventory: this.inventory, inputs: this.inputs, lost: (device, label, now) => this.tellLoss(device, label, now) });
    this.speaker = new Speaker(host, this.inventory, () => host.changed());
    this.holds = new HoldWatch(clock, (kind, held) => this.tellHold(kind, held));
    for (const kind of ['audio', 'video'] as const) this.holds.watch(kind, host.source(kind));
    this.peerChanged();
  }

  get devices(): CallControls['devices'] {
    const inputs = (device: keyof typeof kindOfInput): DeviceList | undefined => {
      const kind = kindOfInput[device];
      if (this.host.modes[kind] === 'none') return undefined;
      const devices = this.inventory.of(device);
      const track = this.host.source(kind);
      const chosen = track ? this.inventory.named(device, track.getSettings().deviceId) : recognise(device, devices);
      return { devices, chosen: chosen?.id };
    };
    return { camera: inputs('camera'), microphone: inputs('microphone'), speaker: this.speaker.list };
  }

  get notice(): DeviceNotice | undefined {
    return this.said;
  }

  get screen(): CallControls['screen'] {
    return this.sharing.state;
  }

  get facing(): CallControls['facing'] {
    const mode = this.host.source('video')?.getSettings().facingMode;
    if (this.inventory.of('camera').length < 2) return undefined;
    return mode === 'user' ? 'front' : mode === 'environment' ? 'back' : undefined;
  }

  get showing(): boolean {
    return this.shown !== undefined;
  }

  get processing(): boolean {
    return Boolean(this.processor.output);
  }

  choose(kind: DeviceKind, id: string): void {
    const device = this.inventory.named(kind, id);
    if (device) void (kind === 'speaker' ? this.chooseSpeaker(device) : this.chooseInput(kind, device));
  }

  share(on: boolean): void {
    if (on) this.sharing.start();
    else this.sharing.stop();
  }

  flip(): void {
    const { facing } = this;
    if (facing) void this.openCamera({ facingMode: { exact: facing === 'front' ? 'environment' : 'user' } });
  }

  show(on: boolean): void {
    if (on && !this.shown && this.host.modes.video !== 'none') void this.beginShow();
    if (!on && this.shown) this.endShow(this.shown);
  }

  process(processor: TrackProcessor | undefined): void {
    this.processor.use(processor, this.host.source('video'));
  }

  sourceChanged(kind: MediaKind): void {
    if (this.closed) return;
    const track = this.host.source(kind);
    this.inputs.abandon(kind);
    this.losses.forget(kind);
    this.holds.watch(kind, track);
    if (track && this.said?.device === deviceOf[kind] && this.said.kind === 'lost' && this.said.now === undefined) this.say(undefined);
    if (kind === 'audio') return;
    if (!track) this.shown = undefined;
    this.processor.source(track);
    this.arrange();
  }

  lost(kind: MediaKind, track: MediaStreamTrack): void {
    this.host.changed();
    void this.losses.lost(kind, track);
  }

  peerChanged(): void {
    const resting = this.host.peerMedia?.show === true;
    if (resting === this.resting || this.closed) return;
    this.resting = resting;
    this.arrange();
  }

  attached(): void {
    void this.settleSpeaker();
  }

  close(): void {
    this.closed = true;
    this.inputs.close();
    this.inventory.close();
    this.holds.close();
    this.sharing.stop();
    this.processor.close();
    this.cancelNews?.();
  }

  /** What goes out, of all that could. */
  private arrange(): void {
    if (this.closed) return;
    const { host, holds } = this;
    const camera = host.source('video');
    const screen = this.sharing.track;
    // Who shows something keeps the picture, whatever the other side shows.
    const rests = this.resting && !this.shown;
    if (camera) {
      camera.enabled = !screen && !rests;
      camera.contentHint = this.shown ? 'detail' : '';
    }
    const paused = camera && (rests || holds.holds('video')) ? 'paused' : undefined;
    host.cover({
      track: screen ?? (rests ? null : this.processor.output),
      video: screen ? 'screen' : paused,
      audio: holds.holds('audio') ? 'off' : undefined,
      show: this.shown !== undefined,
    });
  }

  private async chooseInput(device: keyof typeof kindOfInput, chosen: Device): Promise<void> {
    const kind = kindOfInput[device];
    // A choice switches nothing on: what is off, and was not lost, is opened when it is wanted.
    if (!this.host.source(kind) && !this.losses.misses(kind)) {
      remember(device, chosen);
      this.host.changed();
      return;
    }
    const result = await this.inputs.open(kind, { deviceId: { exact: chosen.id } });
    if (result.kind === 'opened') remember(device, chosen);
    if (result.kind === 'failed') this.say({ kind: 'refused', device, label: chosen.label }, newsFor);
  }

  private async chooseSpeaker(device: Device): Promise<void> {
    if (!(await this.speaker.choose(device))) this.say({ kind: 'refused', device: 'speaker', label: device.label }, newsFor);
  }

  /** Whether it is open now. */
  private async openCamera(wanted: MediaTrackConstraints): Promise<boolean> {
    const result = await this.inputs.open('video', wanted);
    if (result.kind === 'failed') this.say({ kind: 'refused', device: 'camera', label: '' }, newsFor);
    return result.kind === 'opened';
  }

  private async beginShow(): Promise<void> {
    const camera = this.host.source('video');
    const before = { camera: camera ? 'on' : 'off', deviceId: camera?.getSettings().deviceId } as const;
    // A camera that does not face the person shows what is before it already.
    const ready = camera?.readyState === 'live' && this.facing !== 'front';
    if (!ready && !(await this.openCamera({ facingMode: { ideal: 'environment' } }))) return;
    if (this.closed) return;
    this.shown = before;
    this.arrange();
  }

  private endShow({ camera, deviceId }: NonNullable<Controls['shown']>): void {
    this.shown = undefined;
    const now = this.host.source('video')?.getSettings().deviceId;
    if (camera === 'off') this.host.setSource('video', undefined);
    else if (deviceId !== undefined && deviceId !== now) void this.openCamera({ deviceId: { exact: deviceId } });
    this.arrange();
  }

  private devicesChanged(): void {
    if (this.closed) return;
    this.losses.devicesChanged();
    void this.settleSpeaker();
    this.host.changed();
  }

  /** Some phones give back after a call what they took, some end it, some leave it mute for good. */
  private shownAgain(): void {
    this.losses.shown();
    for (const kind of ['audio', 'video'] as const) {
      const id = this.host.source(kind)?.getSettings().deviceId;
      if (this.holds.holds(kind) && this.host.media.oneAtATime(kind)) void this.inputs.open(kind, id === undefined ? {} : { deviceId: { exact: id } });
    }
  }

  private async settleSpeaker(): Promise<void> {
    const gone = await this.speaker.settle();
    if (gone) this.tellLoss('speaker', gone.label, this.inventory.named('speaker', this.speaker.list?.chosen)?.label);
  }

  private tellLoss(device: DeviceKind, label: string, now: string | undefined): void {
    this.say({ kind: 'lost', device, label, ...(now === undefined ? {} : { now }) }, now === undefined ? undefined : newsFor);
  }

  private tellHold(kind: MediaKind, held: boolean): void {
    if (held) this.say({ kind: 'held', device: deviceOf[kind] });
    else if (this.said?.kind === 'held' && this.said.device === deviceOf[kind]) this.say(undefined);
    this.arrange();
  }

  private say(notice: DeviceNotice | undefined, forMs?: number): void {
    if (this.closed) return;
    this.cancelNews?.();
    this.cancelNews = undefined;
    this.said = notice;
    if (forMs !== undefined) this.cancelNews = this.host.clock.after(forMs, () => this.say(undefined));
    this.host.changed();
  }
}

/** The controls of one call's media. */
export const createControls = (host: ControlsHost): LoadedControls => new Controls(host);
