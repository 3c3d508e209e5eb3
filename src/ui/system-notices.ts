/**
 * Notifications of the system, for somebody who looks elsewhere: off until they turn them on, and gone as soon as they are back.
 *
 * Knows the browser's permission, where the wish for them is remembered, and which of them are up. What is worth one, and in
 * which words, is decided before. Exported by neither element: the chat has it in a chunk of its own.
 */
import type { StoredValue } from '../session/index.js';

export interface Notice {
  /** Who it is from. */
  readonly title: string;
  /** As text: what the system does with it, it does with text. */
  readonly body: string;
  /** One of a kind replaces the one before. */
  readonly tag: string;
}

export type NoticesState = 'impossible' | 'off' | 'on';

/** More is cut by every system, each in its own way. UTF-16 code units. */
const bodyLength = 180;

export class Notices {
  /** Turned on where storage refuses to remember it. */
  private unstored = false;
  private readonly shown = new Map<string, Notification>();

  /** `stored`: where the wish is. `pressed`: they want to see what one is about, by its tag. */
  constructor(
    private readonly stored: () => StoredValue,
    private readonly pressed: (tag: string) => void,
  ) {}

  /** Read each time: another tab may have turned it, and the browser's settings may have changed. */
  get state(): NoticesState {
    if (!areThere()) return 'impossible';
    // The wish first: a browser takes a millisecond and more to tell what it permits.
    if (!this.unstored && this.stored().read() !== 'on') return 'off';
    const { permission } = Notification;
    return permission === 'granted' ? 'on' : 'off';
  }

  /** The browser asks no more, and tells nothing. */
  get blocked(): boolean {
    if (!areThere()) return false;
    const { permission } = Notification;
    return permission === 'denied';
  }

  /** The browser would show one, wanted or not. */
  get permitted(): boolean {
    if (!areThere()) return false;
    const { permission } = Notification;
    return permission === 'granted';
  }

  /** In the press's own task: the browser's question needs it. Resolves when it is answered. */
  async turnOn(): Promise<void> {
    if (!areThere() || (await answer()) !== 'granted') return;
    this.stored().write('on');
    this.unstored = this.stored().read() !== 'on';
  }

  turnOff(): void {
    this.stored().write(undefined);
    this.unstored = false;
    this.clear();
  }

  show({ title, body, tag }: Notice): void {
    if (this.state !== 'on') return;
    try {
      const notice = new Notification(title, { body: body.length > bodyLength ? `${body.slice(0, bodyLength)}…` : body, tag });
      notice.onclick = () => {
        window.focus();
        this.clear();
        this.pressed(tag);
      };
      this.shown.set(tag, notice);
      document.addEventListener('visibilitychange', this.back);
    } catch {
      // Some systems take them from a service worker alone. The title and the badge tell as well.
    }
  }

  /** All of them go. */
  clear(): void {
    document.removeEventListener('visibilitychange', this.back);
    for (const notice of this.shown.values()) notice.close();
    this.shown.clear();
  }

  /** They are here again. */
  private readonly back = (): void => {
    if (document.visibilityState === 'visible') this.clear();
  };
}

/** Browsers of phones have them for installed pages and service workers only: Android's throws, the others have none. */
const areThere = (): boolean => typeof Notification !== 'undefined' && window.isSecureContext && !/Android/u.test(navigator.userAgent);

/** Safari before 15 answers to a function, and gives no promise. */
const answer = (): Promise<NotificationPermission> =>
  new Promise((resolve) => {
    const promised = Promise.resolve(Notification.requestPermission(resolve));
    promised.then((permission: NotificationPermission | undefined) => permission && resolve(permission), () => resolve('denied'));
  });
