/**
 * Notifications of the system, for a visitor who looks elsewhere: off until they turn them on, and gone as soon as they are back.
 *
 * Knows the browser's permission, what is remembered of the visitor's wish, and which of them are up. What is worth one, and in
 * which words, is decided before.
 */
import { browserStorage, storedValue } from '../session/index.js';

export interface Notice {
  /** Who it is from. */
  readonly title: string;
  /** As text: what the system does with it, it does with text. */
  readonly body: string;
  /** One of a kind replaces the one before. */
  readonly tag: string;
}

export type NoticesState = 'impossible' | 'off' | 'on';

const stored = (): ReturnType<typeof storedValue> => storedValue(browserStorage('localStorage'), 'segue.notifications');
/** More is cut by every system, each in its own way. UTF-16 code units. */
const bodyLength = 180;

export class Notices {
  /** Turned on where storage refuses to remember it. */
  private unstored = false;
  private readonly shown = new Map<string, Notification>();

  /** `pressed`: the visitor wants to see what it is about. */
  constructor(private readonly pressed: () => void) {}

  /** Read each time: another tab may have turned it, and the browser's settings may have changed. */
  get state(): NoticesState {
    if (!areThere()) return 'impossible';
    // The wish first: a browser takes a millisecond and more to tell what it permits.
    if (!this.unstored && stored().read() !== 'on') return 'off';
    const { permission } = Notification;
    return permission === 'granted' ? 'on' : 'off';
  }

  /** The browser asks no more, and tells nothing. */
  get blocked(): boolean {
    if (!areThere()) return false;
    const { permission } = Notification;
    return permission === 'denied';
  }

  /** In the press's own task: the browser's question needs it. Resolves when it is answered. */
  async turnOn(): Promise<void> {
    if (!areThere() || (await permitted()) !== 'granted') return;
    stored().write('on');
    this.unstored = stored().read() !== 'on';
  }

  turnOff(): void {
    stored().write(undefined);
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
        this.pressed();
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

  /** The visitor is here again. */
  private readonly back = (): void => {
    if (document.visibilityState === 'visible') this.clear();
  };
}

/** Browsers of phones have them for installed pages and service workers only: Android's throws, the others have none. */
const areThere = (): boolean => typeof Notification !== 'undefined' && window.isSecureContext && !/Android/u.test(navigator.userAgent);

/** Safari before 15 answers to a function, and gives no promise. */
const permitted = (): Promise<NotificationPermission> =>
  new Promise((resolve) => {
    const answer = Promise.resolve(Notification.requestPermission(resolve));
    answer.then((permission: NotificationPermission | undefined) => permission && resolve(permission), () => resolve('denied'));
  });
