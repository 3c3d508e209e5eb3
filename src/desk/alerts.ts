/**
 * Calls the agent for what they are needed for: the page's title, a sound, and a notification of the system while the
 * desk's tab is hidden. The bar is the screen's.
 *
 *   none --something to answer--> title and sound, and a notification while hidden --answered, over, signed out--> none
 *
 * Knows the agent's two wishes, sound (on until they turn it off) and notifications (off until they turn them on, which is
 * when the browser asks), each kept for that agent on this browser. Only a desk that works calls: of an agent's tabs one.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Clock } from '../protocol/index.js';
import type { StoredValue } from '../session/index.js';
import { Notices } from '../ui/system-notices.js';
import type { Alert } from './alert.js';
import type { Attention } from './attention.js';
import { Bell, type Sound, type Tones } from './bell.js';

export type NoticeWish = 'impossible' | 'blocked' | 'off' | 'not-asked' | 'on';

export interface AlertsOptions {
  readonly attention: Attention;
  readonly clock: () => Clock;
  readonly tones: () => Tones;
  /** The agent pressed a notification about a contact: its window has the focus by then. */
  readonly onPressed: (contactId: string) => void;
}

const unlocking = ['pointerdown', 'keydown'] as const;

export class Alerts implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: AlertsOptions;
  readonly #bell: Bell;
  readonly #notices: Notices;
  #sound: StoredValue | undefined;
  #wish: StoredValue | undefined;
  /** What the notification is about that is up, or was. */
  #told: { readonly key: string; readonly contactId: string } | undefined;

  constructor(host: ReactiveControllerHost, options: AlertsOptions) {
    this.#host = host;
    this.#options = options;
    this.#bell = new Bell({ clock: options.clock, tones: options.tones, wanted: () => this.sound });
    this.#notices = new Notices(
      () => this.#wish ?? { read: () => undefined, write: () => undefined },
      () => {
        if (this.#told !== undefined) options.onPressed(this.#told.contactId);
      },
    );
    host.addController(this);
  }

  hostDisconnected(): void {
    this.end();
  }

  /** An agent has signed in. */
  begin(wishes: { readonly sound: StoredValue; readonly notices: StoredValue }): void {
    this.#sound = wishes.sound;
    this.#wish = wishes.notices;
    for (const name of unlocking) window.addEventListener(name, this.#unlock, { capture: true, once: true });
  }

  /** The agent has signed out, or works elsewhere. */
  end(): void {
    for (const name of unlocking) window.removeEventListener(name, this.#unlock, { capture: true });
    this.#options.attention.flash(undefined);
    this.#notices.clear();
    this.#told = undefined;
    if (this.#sound !== undefined) this.#bell.stop();
    this.#sound = undefined;
    this.#wish = undefined;
  }

  /** At each drawing: what the agent is called for now. */
  show(alert: Alert): void {
    const { attention } = this.#options;
    if (alert.kind === 'none') {
      attention.flash(undefined);
      this.#bell.sound(undefined);
      this.#untell();
      return;
    }
    attention.flash(alert.title);
    this.#bell.sound(alert.sound, alert.key);
    if (alert.sound === undefined) this.#untell();
    else if (!attention.visible && this.#told?.key !== alert.key) this.#tell(alert);
  }

  /** A sound that goes with what happened, once. */
  once(sound: Sound): void {
    this.#bell.once(sound);
  }

  get sound(): boolean {
    return this.#sound !== undefined && this.#sound.read() !== 'off';
  }
  /** In the press's own task. Turned on, it sounds once: so it is. */
  setSound(on: boolean): void {
    this.#sound?.write(on ? undefined : 'off');
    this.test();
    this.#host.requestUpdate();
  }
  test(): void {
    this.#bell.once('ring-once');
  }

  get notices(): NoticeWish {
    const { state } = this.#notices;
    if (state !== 'off') return state;
    if (this.#notices.blocked) return 'blocked';
    return this.#notices.permitted ? 'off' : 'not-asked';
  }
  /** In the press's own task: only then may the browser ask. */
  async setNotices(on: boolean): Promise<void> {
    if (on) await this.#notices.turnOn();
    else this.#notices.turnOff();
    this.#host.requestUpdate();
  }

  #tell({ key, contactId, title, body }: Exclude<Alert, { readonly kind: 'none' }>): void {
    this.#untell();
    this.#told = { key, contactId };
    this.#notices.show({ title, body, tag: `segue-desk ${key}` });
  }

  /** What is over is not to be pressed any more. */
  #untell(): void {
    if (this.#told === undefined) return;
    this.#told = undefined;
    this.#notices.clear();
  }

  readonly #unlock = (): void => {
    if (this.sound) this.#options.tones().unlock();
  };
}
