/**
 * `createTabs`: what a page needs of the other tabs while there are none.
 *
 * Takes the lock and listens; the rest comes with team.ts once another tab is heard or holds the lock, and until then the
 * session's line is its own. Knows that tabs belong together which are in touch with the same platform and deployment as
 * the same person. Where a browser has no locks, or forbids them, the page goes alone; where the chunk does not come, too.
 */
import { SegueError } from '../../protocol/index.js';
import type { IdentitySource } from '../customer-tokens.js';
import { randomId } from '../random-id.js';
import type { ShareLine, SharedLine, SharingSession } from '../shared-line.js';
import type { Grant } from '../token-source.js';
import { TypedEmitter } from '../typed-emitter.js';
import type { Dial } from '../wire.js';
import type { Hold } from './leader-lock.js';
import { browserTabPorts, type TabChannel, type TabPorts } from './tab-ports.js';
import type { PlainLine, Team, TeamOptions } from './team.js';

/** Raised with any change of the messages between tabs that an older release would misread. */
const channelVersion = 1;

export interface TabsOptions {
  readonly platform: string;
  readonly deploymentId: string;
  /** Who is signed in; tabs of different people have nothing in common. */
  readonly identity?: IdentitySource | undefined;
  /** Default: the browser's, where it has them. */
  readonly ports?: TabPorts | undefined;
  /** Loads what several tabs need. Default: the chunk beside this file. */
  readonly load?: () => Promise<{ readonly Team: new (options: TeamOptions) => Team }>;
}

export interface Tabs {
  /** For `connect`. */
  readonly share: ShareLine;
  /** Another tab is in the call; `Upgrade.rejoin` moves it here. */
  readonly callElsewhere: boolean;
  /** Of all tabs, this one makes sounds and shows notifications. */
  readonly speaks: boolean;
  /** Anything above changed. The returned function removes the listener. */
  on(name: 'change', listener: () => void): () => void;
}

/** A wire that is still to come. */
const silent = { send: () => undefined, close: () => undefined };
const broken = 1_006;

class PageTabs implements Tabs, SharedLine {
  private readonly emitter = new TypedEmitter<{ change: [] }>();
  private readonly ports: TabPorts | undefined;
  private own!: SharingSession;
  private team: Team | undefined;
  private entered: Promise<void> | undefined;
  private loading: Promise<void> | undefined;
  private unwatch: (() => void) | undefined;
  private back: (() => void) | undefined;
  private name = '';
  private channel: TabChannel | undefined;
  private hold: Hold | undefined;
  private line: PlainLine | undefined;
  private granted: Grant | undefined;
  private call = false;
  private unsent: string | undefined;
  private early: unknown[] = [];
  /** It is known whether the lock is this page's. */
  private ready = false;
  /** The session has closed, and asks for nothing. */
  private over = false;
  /** Each time this page leaves the others, what it began among them is void. */
  private turn = 0;

  constructor(private readonly options: TabsOptions) {
    this.ports = 'ports' in options ? options.ports : browserTabPorts();
  }

  readonly share: ShareLine = (own) => {
    this.own = own;
    return this;
  };

  get callElsewhere(): boolean {
    return this.team?.callElsewhere === true;
  }

  get speaks(): boolean {
    return this.team?.leads !== false;
  }

  on(name: 'change', listener: () => void): () => void {
    return this.emitter.on(name, listener);
  }

  async grant(renew: boolean): Promise<Grant> {
    this.over = false;
    for (;;) {
      await (this.entered ??= this.enter());
      const { team, turn } = this;
      const grant = team ? await team.grant(renew) : await this.own.tokens.get(renew);
      this.checkOpen();
      // Else this page has left the others, or leads them, since it asked.
      if (grant && turn === this.turn) return this.take(grant);
    }
  }

  readonly dial: Dial = (url, listener) => {
    if (this.team) return this.team.dial(url, listener);
    const line: PlainLine = { url, listener, wire: silent };
    const over = (): void => {
      if (this.line === line) this.line = undefined;
    };
    this.line = line;
    line.wire = this.own.dial(url, {
      opened: () => line.listener.opened(),
      text: (data) => line.listener.text(data),
      closed: (code) => {
        over();
        line.listener.closed(code);
      },
    });
    return {
      send: (text) => line.wire.send(text),
      close: (code) => {
        over();
        line.wire.close(code);
      },
    };
  };

  keep(letters: string | undefined): void {
    this.unsent = letters;
    this.team?.keep(letters);
  }

  setInCall(on: boolean): void {
    this.call = on;
    this.team?.setInCall(on);
  }

  close(): void {
    this.over = true;
    this.unwatch?.();
    this.unwatch = undefined;
    this.entered = undefined;
    this.leave();
  }

  private checkOpen(): void {
    if (this.over) throw new SegueError('closed');
  }

  /** A team may have come together meanwhile. */
  private take(grant: Grant): Grant {
    this.granted = grant;
    this.team?.took(grant);
    return grant;
  }

  private async enter(): Promise<void> {
    const { ports, turn, options } = this;
    if (!ports) return;
    try {
      this.name = `segue ${String(channelVersion)} ${options.platform} ${options.deploymentId} ${await this.person()}`;
      if (turn !== this.turn) return;
      this.unwatch ??= ports.watchPage({ away: () => this.away(), back: () => this.back?.() });
      this.channel = ports.channel(this.name, (message) => this.hear(message));
      const free = await this.lock(ports, turn);
      if (turn !== this.turn) return;
      this.ready = true;
      if (!free || this.early.length > 0) await this.assemble();
    } catch {
      // Forbidden here: this page goes alone, and asks again when it dials again.
      if (turn === this.turn) {
        this.entered = undefined;
        this.leave();
      }
    }
  }

  private async person(): Promise<string> {
    const { identity } = this.options;
    const token = typeof identity === 'function' ? await identity() : identity;
    return token === undefined ? '' : (await import('./person.js')).personOf(token);
  }

  /** The lock, if it is free. */
  private lock({ locks }: TabPorts, turn: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const held = (lock: unknown): Promise<void> => {
        const mine = lock !== null && turn === this.turn;
        resolve(mine);
        if (!mine) return Promise.resolve();
        return new Promise((release) => {
          this.hold = { release };
        });
      };
      locks.request(this.name, { ifAvailable: true }, held).catch((error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        if (turn === this.turn) this.team?.lose();
      });
    });
  }

  private hear(message: unknown): void {
    if (this.team) {
      this.team.hear(message);
      return;
    }
    this.early.push(message);
    if (this.ready) void this.assemble();
  }

  private assemble(): Promise<void> {
    const { turn } = this;
    this.loading ??= (this.options.load ?? (() => import('./team.js')))().then(
      (chunk) => {
        if (turn === this.turn) this.begin(new chunk.Team(this.teamOptions()));
      },
      () => {
        this.loading = undefined;
      },
    );
    return this.loading;
  }

  private begin(team: Team): void {
    this.team = team;
    void team.begin(this.early.splice(0));
  }

  private teamOptions(): TeamOptions {
    const { name, ports, channel, own, hold, line, granted, call, unsent } = this;
    if (!ports || !channel) throw new Error('There is no team without a channel.');
    return { name, tab: randomId(), ports, channel, own, hold, line, grant: granted, call, unsent, changed: () => this.emitter.emit('change') };
  }

  /** Whoever is put away must not hold what others wait for. */
  private away(): void {
    this.entered = new Promise<void>((resolve) => {
      this.back = resolve;
    }).then(() => this.enter());
    this.leave();
  }

  private leave(): void {
    this.turn++;
    const { line, team, hold } = this;
    this.team = this.line = this.hold = this.loading = undefined;
    this.early = [];
    this.ready = false;
    if (team) {
      team.close();
    } else if (line) {
      line.wire.close(1_000);
      line.listener.closed(broken);
    }
    hold?.release();
    this.channel?.close();
    this.channel = undefined;
    this.emitter.emit('change');
  }
}

/** One person's tabs, as this one sees them. Nothing happens before the session that shares its line dials. */
export const createTabs = (options: TabsOptions): Tabs => new PageTabs(options);
