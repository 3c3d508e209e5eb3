/**
 * `<segue-desk>`: the agent's element. Signs in, holds the workplace while signed in, and hands keys to the screen.
 *
 * Knows nothing of contacts and calls (workplace.ts) and draws none of them (work-screen.ts). Importing this file defines
 * no element: `define.ts` does.
 */
import { LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { SegueError, type ErrorCode, type Profile, type SignInWay } from '../protocol/index.js';
import { agentTokens, attachments, storedValue, type Session, type StoredValue } from '../session/index.js';
import { AccessTokens, keptOf } from './access-tokens.js';
import { Alerts } from './alerts.js';
import { Attention } from './attention.js';
import type { Tones } from './bell.js';
import { BrowserTones } from './browser-tones.js';
import { DeskApi } from './desk-api.js';
import { agentVideo, browserPorts, type DeskPorts } from './desk-ports.js';
import type { Seat } from './desk-seat.js';
import { deskStyles } from './desk-styles.js';
import { ElementWidth } from './element-width.js';
import { renderElsewhere } from './elsewhere.js';
import { enDesk } from './en-desk.js';
import { KeptWork } from './kept-work.js';
import { browserAddress } from './page-address.js';
import { commandOf } from './shortcuts.js';
import { readKept, writeKept } from './signed-in.js';
import { requestProfile, requestSignIns, requestToken } from './sign-in-api.js';
import { renderSignIn, type DemoPerson } from './sign-in-form.js';
import { SignOnError, signOnSentence } from './sign-on-error.js';
import { exchange, goToProvider, returned, type Returned, type SingleSignOnPorts } from './single-sign-on.js';
import { Ticker } from './ticker.js';
import { takesKeys } from './typing.js';
import { WorkScreen } from './work-screen.js';
import { Workplace } from './workplace.js';

/** Between two looks whether there is time to draw, in milliseconds. */
const lookAgainMs = 10;

type Stage =
  | { readonly kind: 'signed-out'; readonly trouble: string | undefined }
  | { readonly kind: 'signing-in' }
  /** Another tab is this agent's desk. */
  | { readonly kind: 'elsewhere'; readonly tokens: AccessTokens; readonly profile: Profile }
  | { readonly kind: 'working'; readonly work: Workplace; readonly seat: Seat | undefined };

/**
 * The agent desk.
 *
 * @summary Inbox, conversations and live video of an agent, in one element.
 * @fires segue-sign-in - The agent signed in. Detail: `{ agentId, name }`.
 * @fires segue-sign-out - The agent signed out.
 * @csspart top-bar - The bar with presence, slots and queue switch.
 * @csspart inbox - The list of contacts.
 * @csspart conversation - The chosen contact's conversation.
 * @csspart panes - The workspace column.
 * @csspart video-pane - The pane of the contact in video.
 * @csspart customer-pane - The pane of the customer.
 * @csspart timeline-pane - The pane of the contact's timeline.
 * @csspart notes-pane - The pane of notes for agents.
 * @csspart replies-pane - The pane of saved replies.
 * @csspart team-pane - A pane of the page's own, by the layout.
 * @csspart tab-pane - The panes as tabs under the video.
 * @csspart ring-card - A contact that rings.
 */
export class SegueDesk extends LitElement {
  static override readonly styles: CSSResultGroup = [...deskStyles];

  readonly #ticker = new Ticker(this, () => this.#usedPorts.clock);
  readonly #attention = new Attention(this, () => this.#usedPorts.clock);
  readonly #alerts = new Alerts(this, {
    attention: this.#attention,
    clock: () => this.#usedPorts.clock,
    tones: () => this.#usedTones,
    onPressed: (contactId) => this.#screen.open(contactId),
  });
  readonly #screen: WorkScreen = new WorkScreen(this, {
    strings: () => enDesk,
    locale: () => this.locale,
    clock: () => this.#usedPorts.clock,
    width: new ElementWidth(this),
    attention: this.#attention,
    alerts: this.#alerts,
    onSignOut: () => this.signOut(),
    noticeRead: () => this.#noticeRead,
    folded: (agentId) => storedValue(this.#usedPorts.preferences, `segue.desk.panes.${agentId}`),
  });
  readonly #begun = new KeptWork(this, {
    clock: () => this.#usedPorts.clock,
    now: () => ({ ...this.#screen.unsent, selected: this.stage.kind === 'working' ? this.stage.work.chosen : undefined }),
  });
  #browserPorts: DeskPorts | undefined;
  #tones: Tones | undefined;
  #noticeRead: StoredValue = storedValue(undefined, '');

  @state() private stage: Stage = { kind: 'signed-out', trouble: undefined };
  /** Identity providers of the platform in `#waysOf`. */
  @state() private ways: readonly SignInWay[] = [];
  #waysOf: string | undefined;

  /** The platform's address, for example `https://chat.example.com`. Default: the page's own origin. */
  @property() platform: string | undefined;
  /** Language tag for times. Default: the browser's. */
  @property() locale: string | undefined;
  /** People to sign in with one press; for demos alone, where passwords are no secret. Default: none. */
  @property({ attribute: false }) people: readonly DemoPerson[] = [];
  /** What the desk stands on. Default: the browser's. Set it before the element signs in. */
  @property({ attribute: false }) ports: DeskPorts | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
    // After the host had its turn to set properties.
    queueMicrotask(() => void this.#resume());
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    this.#leave(undefined);
  }

  /** Signs in with a password. A failure is shown on the form. */
  async signIn(login: string, password: string): Promise<void> {
    if (this.stage.kind !== 'signed-out') return;
    const { fetch, clock } = this.#usedPorts;
    const platform = this.#address;
    await this.#enter(async () => new AccessTokens({ kept: keptOf(platform, await requestToken(fetch, platform, login, password), clock), clock }));
  }

  /** Ends the session: nothing rings any more, a call in progress is left, camera and microphone go off. */
  signOut(): void {
    if (this.stage.kind !== 'working') return;
    this.stage.work.setPresence({ onQueue: false });
    writeKept(this.#usedPorts.storage, undefined);
    this.#leave(undefined);
    this.dispatchEvent(new CustomEvent('segue-sign-out', { bubbles: true, composed: true }));
  }

  /** A call that is being answered goes before its drawing; what else is to be drawn waits the blink with it. */
  protected override async scheduleUpdate(): Promise<void> {
    while (this.#hurried) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    await super.scheduleUpdate();
  }

  get #hurried(): boolean {
    return this.stage.kind === 'working' && this.stage.work.hurried;
  }

  protected override render(): TemplateResult {
    const { stage } = this;
    this.#ticker.run(stage.kind === 'working');
    if (stage.kind === 'working') return this.#screen.render(stage.work);
    if (stage.kind === 'elsewhere') return renderElsewhere(stage.profile.name, enDesk, () => void this.#useHere(), () => this.#giveUp());
    return renderSignIn(
      { strings: enDesk, people: this.people, ways: this.ways, busy: stage.kind === 'signing-in', trouble: stage.kind === 'signed-out' ? stage.trouble : undefined },
      { signIn: (login, password) => void this.signIn(login, password), goTo: (way) => void this.#goTo(way) },
    );
  }
  protected override updated(): void {
    if (this.stage.kind === 'signed-out' && this.isConnected) void this.#askWays();
  }

  get #usedPorts(): DeskPorts {
    return this.ports ?? (this.#browserPorts ??= browserPorts());
  }
  get #usedTones(): Tones {
    return (this.#tones ??= this.#usedPorts.tones?.() ?? new BrowserTones());
  }
  get #address(): string {
    return (this.platform ?? window.location.origin).replace(/\/+$/, '');
  }

  get #signOnPorts(): SingleSignOnPorts {
    const { fetch, storage, address = browserAddress, crypto = globalThis.crypto } = this.#usedPorts;
    return { fetch, storage, address, crypto };
  }

  /** Once for each platform that the form is shown for; one that can't say has none. */
  async #askWays(): Promise<void> {
    const platform = this.#address;
    if (this.#waysOf === platform) return;
    this.#waysOf = platform;
    const ways = await requestSignIns(this.#usedPorts.fetch, platform).catch(() => []);
    if (this.#waysOf === platform) this.ways = ways;
  }

  async #goTo(way: SignInWay): Promise<void> {
    try {
      await goToProvider(this.#signOnPorts, this.#address, way);
    } catch (error) {
      this.stage = { kind: 'signed-out', trouble: troubleOf(error) };
    }
  }

  /** Back from an identity provider. */
  async #comeBack(back: Returned): Promise<void> {
    if (back.kind === 'failed') {
      this.stage = { kind: 'signed-out', trouble: troubleOf(back.error) };
      return;
    }
    const { fetch, clock } = this.#usedPorts;
    const { code, pending } = back;
    await this.#enter(async () => {
      const granted = await exchange({ fetch }, code, pending);
      const { refresh_token: refreshToken } = granted;
      const kept = keptOf(pending.platform, granted, clock);
      return new AccessTokens({ kept, clock, ...(refreshToken === undefined ? {} : { renewal: { fetch, way: pending.way, refreshToken } }) });
    }, pending.way.name);
  }

  /** `provider`: whose token it is, where it is not the platform's own. */
  async #enter(sign: () => Promise<AccessTokens>, provider?: string): Promise<void> {
    this.stage = { kind: 'signing-in' };
    try {
      await this.#begin(await sign());
    } catch (error) {
      const unknown = provider !== undefined && error instanceof SegueError && error.code === 'token-invalid';
      this.stage = { kind: 'signed-out', trouble: troubleOf(unknown ? new SignOnError('unknown-agent', provider) : error) };
    }
  }

  /** A token of this tab that still holds makes a reload seamless. */
  async #resume(): Promise<void> {
    if (!this.isConnected || this.stage.kind !== 'signed-out') return;
    const back = returned(this.#signOnPorts, this.#address);
    if (back !== undefined) {
      await this.#comeBack(back);
      return;
    }
    const { storage, clock } = this.#usedPorts;
    const kept = readKept(storage, this.#address, clock.now());
    if (kept === undefined) return;
    this.stage = { kind: 'signing-in' };
    try {
      await this.#begin(new AccessTokens({ kept, clock }));
    } catch (error) {
      const over = error instanceof SegueError && !error.retry;
      if (over) writeKept(storage, undefined);
      this.stage = { kind: 'signed-out', trouble: over ? undefined : enDesk.loginUnreachable };
    }
  }

  async #begin(tokens: AccessTokens): Promise<void> {
    const ports = this.#usedPorts;
    const { kept } = tokens;
    const profile = await requestProfile(ports.fetch, kept.platform, kept.token);
    // Taken out of the page meanwhile.
    if (!this.isConnected) return;
    writeKept(ports.storage, kept);
    this.#sitDown(tokens, profile, await this.#claim(tokens, profile, 'if-free'));
  }

  /** To work, or to wait while another tab does. */
  #sitDown(tokens: AccessTokens, profile: Profile, seat: Seat | 'taken' | undefined): void {
    if (seat === 'taken') this.stage = this.isConnected ? { kind: 'elsewhere', tokens, profile } : { kind: 'signed-out', trouble: undefined };
    else if (this.isConnected) this.#work(tokens, profile, seat);
    else seat?.leave();
  }

  /** The agent wants the desk in this tab: the other one stops. */
  async #useHere(): Promise<void> {
    if (this.stage.kind !== 'elsewhere') return;
    const { tokens, profile } = this.stage;
    this.stage = { kind: 'signing-in' };
    this.#sitDown(tokens, profile, await this.#claim(tokens, profile, 'take'));
  }

  #giveUp(): void {
    writeKept(this.#usedPorts.storage, undefined);
    this.stage = { kind: 'signed-out', trouble: undefined };
  }

  async #claim(tokens: AccessTokens, profile: Profile, how: 'if-free' | 'take'): Promise<Seat | 'taken' | undefined> {
    const { seats } = this.#usedPorts;
    if (seats === undefined) return undefined;
    const lost = (): void => {
      if (this.stage.kind !== 'working') return;
      this.#leave(undefined, 'leave');
      this.stage = { kind: 'elsewhere', tokens, profile };
    };
    return (await seats.claim(`segue.desk ${tokens.kept.platform} ${profile.agentId}`, how, lost)) ?? 'taken';
  }

  #work(access: AccessTokens, profile: Profile, seat: Seat | undefined): void {
    const ports = this.#usedPorts;
    const { platform } = access.kept;
    access.onRenewed = (kept) => {
      if (this.stage.kind === 'working' && this.stage.work === work) writeKept(ports.storage, kept);
    };
    const tokens = agentTokens({ accessToken: (renew) => access.get(renew) });
    const session = ports.connect({
      platform,
      clock: ports.clock,
      manifest: () => ports.manifest(),
      tokens,
    });
    const begun = this.#begun.begin(ports.storage, platform, profile.agentId);
    const work = new Workplace({
      session,
      chosen: begun?.selected,
      profile,
      clock: ports.clock,
      api: new DeskApi({ fetch: ports.fetch, platform, token: () => access.get() }),
      files: (ports.attachments?.bind(ports) ?? attachments)({ platform, tokens, clock: ports.clock }),
      createUpgrade: (contactId) => ports.createUpgrade({ session, side: 'agent', contactId: () => contactId, video: () => agentVideo, clock: ports.clock }),
      facts: { permitted: () => ports.permitted(), visible: () => this.#attention.visible, idleMs: () => this.#attention.idleMs },
      onChange: () => this.#changed(session),
      onNews: (news) => this.#screen.hear(news),
    });
    this.#noticeRead = storedValue(ports.storage, `segue.desk.notice.${profile.agentId}`);
    this.#alerts.begin({
      sound: storedValue(ports.preferences, `segue.desk.sound.${profile.agentId}`),
      notices: storedValue(ports.preferences, `segue.desk.notifications.${profile.agentId}`),
    });
    this.stage = { kind: 'working', work, seat };
    this.#screen.show(work, begun);
    session.open();
    this.dispatchEvent(new CustomEvent('segue-sign-in', { bubbles: true, composed: true, detail: { agentId: profile.agentId, name: profile.name } }));
  }

  #changed(session: Session): void {
    const { state } = session;
    if (state.kind === 'closed' && signInOver.has(state.code)) {
      writeKept(this.#usedPorts.storage, undefined);
      this.#leave(enDesk.signedOutByPlatform);
      return;
    }
    this.requestUpdate();
  }

  #leave(trouble: string | undefined, calls: 'end' | 'leave' = 'end'): void {
    this.#begun.end();
    if (this.stage.kind === 'working') {
      this.stage.work.destroy(calls);
      this.stage.seat?.leave();
    }
    this.stage = { kind: 'signed-out', trouble };
    this.#screen.show(undefined);
    this.#alerts.end();
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat) return;
    const command = commandOf(event, /mac/i.test(navigator.userAgent) ? 'mac' : 'other', takesKeys(event.composedPath()[0]));
    if (command !== undefined && this.#screen.run(command)) event.preventDefault();
  };
}

/** Codes that no retry mends: sign in again. */
const signInOver: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['token-missing', 'token-invalid', 'token-expired', 'login-failed']);

function troubleOf(error: unknown): string {
  if (error instanceof SignOnError) return signOnSentence(enDesk, error);
  if (!(error instanceof SegueError)) return enDesk.loginUnreachable;
  if (error.code === 'login-failed') return enDesk.loginFailed;
  if (error.code === 'rate-limited') return enDesk.loginLimited;
  return error.code === 'unreachable' ? enDesk.loginUnreachable : enDesk.error(error.code);
}
