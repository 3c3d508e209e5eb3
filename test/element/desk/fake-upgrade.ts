/** The agent's side of a call as a test sets it, and what it was asked to do. It decides nothing. */
import type { Upgrade, UpgradeClientState } from '../../../src/call/index.js';

type Facts = Pick<Upgrade, 'local' | 'remote' | 'devices' | 'peerMedia' | 'playback' | 'canRejoin' | 'controls' | 'health'> & { state: UpgradeClientState };

export class FakeUpgrade implements Upgrade {
  state: UpgradeClientState = { kind: 'idle' };
  readonly ask = undefined;
  local: MediaStream | undefined;
  remote: MediaStream | undefined;
  devices: Upgrade['devices'] = { audio: 'none', video: 'none' };
  peerMedia: Upgrade['peerMedia'];
  playback: Upgrade['playback'] = 'ok';
  readonly cameraTrouble = undefined;
  controls: Upgrade['controls'];
  health: Upgrade['health'];
  canRejoin = false;
  hurried = false;
  /** Names of the methods that were called, in order. */
  readonly asked: string[] = [];
  /** The element the call would play into. */
  video: HTMLVideoElement | undefined;
  readonly #listeners = new Set<() => void>();

  become(change: Partial<Facts>): void {
    Object.assign(this, change);
    this.attach(this.video);
    for (const listener of this.#listeners) listener();
  }

  on(_name: 'change', listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  attach(video: HTMLVideoElement | undefined): void {
    this.video = video;
    if (video !== undefined) video.srcObject = this.remote ?? null;
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }
  start(): void {
    this.asked.push('start');
  }
  accept(): void {
    this.asked.push('accept');
  }
  decline(): void {
    this.asked.push('decline');
  }
  acceptReservation(): void {
    this.asked.push('acceptReservation');
    this.become({ state: { kind: 'capturing', by: 'customer', since: 0 } });
  }
  cancel(): void {
    this.asked.push('cancel');
  }
  end(): void {
    this.asked.push('end');
  }
  rejoin(): void {
    this.asked.push('rejoin');
  }
  dismiss(): void {
    this.asked.push('dismiss');
  }
  setMicrophone(on: boolean): void {
    this.asked.push(on ? 'unmute' : 'mute');
  }
  setCamera(on: boolean): void {
    this.asked.push(on ? 'camera on' : 'camera off');
  }
  unlock(): void {
    this.asked.push('unlock');
  }
  destroy(call: 'end' | 'leave' = 'end'): void {
    this.asked.push(call === 'leave' ? 'destroy, leaving the call' : 'destroy');
    this.#listeners.clear();
  }
}
