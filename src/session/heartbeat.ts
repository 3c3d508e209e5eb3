/**
 * The heartbeat: finds out that a line is dead although nobody hung up.
 *
 * Knows how often to ask and when silence means death: three beats in a row without a word, or a doubt that nothing dispels. Counts beats rather than
 * milliseconds, because a page that was busy for seconds has answers waiting that it has not read yet. Does not know
 * frames; anything heard counts.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';

const beatsToDeath = 3;
/** How long a line may take to answer when there is reason to doubt it (sleep, a network change). */
const probeMs = 3_000;
/** How long a line may owe the answer to a frame before that is such a reason. */
const answerMs = 2_000;
/**
 * To a platform, three pings in quick succession are a call, in which it takes 5 s of silence for death. So a heart that slows
 * down asks once more after this: late enough to show that it rests, and before that silence is over.
 */
const slowingMs = 3_000;

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly ping: () => void;
  readonly dead: () => void;
}

export class Heartbeat {
  private beatMs = 0;
  private missed = 0;
  private heardAny = true;
  private dueAt = 0;
  private cancelBeat: CancelTimer | undefined;
  private cancelProbe: CancelTimer | undefined;
  private probing = false;
  private probeEnds = 0;

  constructor(private readonly options: HeartbeatOptions) {}

  /** Asks every `beatMs`, first after one beat. A heart that beats already changes its pace, and asks now; so does one in a call. */
  start(beatMs: number): void {
    const beating = this.cancelBeat !== undefined;
    const slows = beating && beatMs > this.beatMs;
    this.stop();
    this.beatMs = beatMs;
    this.missed = 0;
    this.heardAny = true;
    this.rest(slows ? slowingMs : beatMs);
    if (!beating && beatMs > slowingMs) return;
    // As many as are a call to a platform: the line may be gone before it has beaten thrice. One that rests now shows it later.
    this.ask();
    this.ask();
    this.ask();
  }

  stop(): void {
    this.cancelBeat?.();
    this.cancelBeat = undefined;
    this.trust();
  }

  /** Something came in. */
  heard(): void {
    this.heardAny = true;
    this.missed = 0;
    this.trust();
  }

  /** Something is out that wants an answer: when nothing is heard soon, asks. */
  expectAnswer(): void {
    if (this.cancelBeat) this.cancelProbe ??= this.options.clock.after(answerMs, () => this.probe());
  }

  /** Asks now, and takes silence for death after `patienceMs`; by default three seconds. */
  probe(patienceMs = probeMs): void {
    if (!this.cancelBeat) return;
    const due = this.options.clock.now() + patienceMs;
    if (this.probing && this.probeEnds <= due) return;
    this.trust();
    this.probing = true;
    this.probeEnds = due;
    this.cancelProbe = this.options.clock.after(patienceMs, () => this.die());
    this.options.ping();
  }

  private trust(): void {
    this.cancelProbe?.();
    this.cancelProbe = undefined;
    this.probing = false;
  }

  private rest(ms = this.beatMs): void {
    this.dueAt = this.options.clock.now() + ms;
    this.cancelBeat = this.options.clock.after(ms, () => this.beat());
  }

  private ask(): void {
    this.heardAny = false;
    this.options.ping();
  }

  private beat(): void {
    const late = this.options.clock.now() - this.dueAt;
    if (!this.heardAny && ++this.missed >= beatsToDeath) {
      this.die();
      return;
    }
    this.rest();
    this.ask();
    // So late a beat means that the machine slept; the line may have died meanwhile.
    if (late > Math.max(this.beatMs, probeMs)) this.probe();
  }

  private die(): void {
    this.stop();
    this.options.dead();
  }
}
