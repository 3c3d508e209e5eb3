/**
 * Which way through firewalls worked the last time the open one did not, so that the next call on this page begins with it.
 *
 * Knows for how long that is believed. Stored for the tab, where the browser lets it, and only by a call, which a click
 * began; reading it is for calls, too.
 */
import type { Clock } from '../protocol/index.js';
import { browserStorage, storedValue, type KeyValueStorage, type StoredValue } from '../session/index.js';
import type { Way } from './machine-state.js';

/** Networks change: after this many milliseconds the open way is worth its time again. */
const believedMs = 600_000;
const key = 'segue-way';

export class WayMemory {
  private stored: StoredValue | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly storage: () => KeyValueStorage | undefined = () => browserStorage('sessionStorage'),
  ) {}

  /** To begin with. */
  get way(): Way {
    const [way, at] = (this.value.read() ?? '').split(' ');
    const age = this.clock.now() - Number(at);
    return (way === 'relay' || way === 'tls') && age >= 0 && age < believedMs ? way : 'all';
  }

  /** This way led to a first frame. One that was begun with because it is remembered grows no younger by that. */
  worked(way: Way): void {
    if (way !== this.way) this.value.write(way === 'all' ? undefined : `${way} ${String(this.clock.now())}`);
  }

  private get value(): StoredValue {
    return (this.stored ??= storedValue(this.storage(), key));
  }
}
