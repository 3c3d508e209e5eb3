/**
 * The element's one connection to the rooms below: a session and the upgrade on top of it. Made when the visitor acts or
 * when an earlier act left a renewal; before that there is no token, no socket, nothing stored.
 *
 * Holds what was typed before the contact's id was known, and nothing else of its own: state is the session's and the upgrade's.
 */
import type { Upgrade, UpgradeOptions } from '../call/index.js';
import { limits, videoSettings, type Attachment, type TimelineEvent, type VideoSettings, type WidgetConfig } from '../protocol/index.js';
import type { AttachmentsOptions, ContactModel, OutgoingMessage, Session, Tabs, TokenSource } from '../session/index.js';
import type { ChatBackend, GuestOptions } from './backend.js';
import { VisitLink } from './visit-link.js';

export interface ChatLinkOptions extends GuestOptions {
  readonly backend: ChatBackend;
  /** The page's own configuration, which may only narrow the deployment's. */
  readonly page: () => WidgetConfig;
  readonly load: NonNullable<UpgradeOptions['load']>;
  /** Video is on offer: what draws it may come while the platform is being greeted. */
  readonly onVideo: () => void;
  /** Anything that is drawn changed. */
  readonly onChange: () => void;
  /** The visitor took back that they ever were one. */
  readonly onForget?: () => void;
  /** A new event of the contact, once each. */
  readonly onEvent: (event: TimelineEvent, contact: ContactModel) => void;
  /** The call that was here goes on in another tab. */
  readonly onCallMoved: () => void;
}

/** While a long history comes in, it is drawn so often. */
const catchUpMs = 250;

/** Everything that the snapshot knows of is here. */
const isWhole = ({ events, snapshot }: ContactModel): boolean => (events[events.length - 1]?.seq ?? 0) >= snapshot.seq;

export class ChatLink {
  readonly session: Session;
  readonly upgrade: Upgrade;
  readonly visit: VisitLink;
  private readonly options: ChatLinkOptions;
  private readonly tokens: TokenSource;
  private readonly tabs: Tabs | undefined;
  private readonly removals: (() => void)[];
  private unsent: OutgoingMessage[] = [];
  private catchUp: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChatLinkOptions) {
    this.options = options;
    const { backend, platform, deploymentId, identity, load } = options;
    this.tokens = backend.tokens({ ...options, consent: () => this.visit.agreed });
    // No `?.(`: Chrome 90 gets one wrong that has a spread in it.
    this.tabs = backend.createTabs === undefined ? undefined : backend.createTabs({ platform, deploymentId, ...(identity === undefined ? {} : { identity }) });
    this.session = backend.connect({
      platform,
      tokens: this.tokens,
      manifest: () => {
        const manifest = backend.detectManifest(this.video);
        if (manifest.media.video.supported) options.onVideo();
        return manifest;
      },
      clock: backend.clock,
      recent: limits.historyEvents,
      ...(this.tabs && { share: this.tabs.share }),
    });
    this.upgrade = backend.createUpgrade({
      session: this.session,
      side: 'customer',
      contactId: () => this.contact?.contactId,
      video: () => this.video,
      answers: () => this.speaks,
      load,
    });
    const look = backend.visit?.bind(backend);
    this.visit = new VisitLink({
      session: this.session, clock: backend.clock, look: look && (() => look(options)), known: () => this.known, onChange: options.onChange,
    });
    this.removals = [
      this.session.on('state', () => {
        this.visit.follow();
        options.onChange();
      }),
      this.session.on('contact', (contact) => {
        this.visit.follow();
        this.sendEarly();
        if (isWhole(contact)) this.changed();
        else this.catchUp ??= setTimeout(this.changed, catchUpMs);
      }),
      this.session.on('event', options.onEvent),
      this.session.on('call.moved', options.onCallMoved),
      this.upgrade.on('change', options.onChange),
      ...(this.tabs ? [this.tabs.on('change', options.onChange)] : []),
    ];
  }

  /** Storage holds a renewal of an earlier act: opening now asks nothing new of the visitor. */
  get known(): boolean {
    return this.tokens.known;
  }

  /** Another tab of this visitor is in the call; `upgrade.rejoin` moves it here. */
  get callElsewhere(): boolean {
    return this.tabs?.callElsewhere === true;
  }

  /** Of the visitor's tabs, this one makes sounds, shows notifications and counts in its title. */
  get speaks(): boolean {
    return this.tabs?.speaks !== false;
  }

  get contact(): ContactModel | undefined {
    return this.session.contact;
  }

  /** Messages typed before the contact was there, as pending ones. */
  get early(): readonly OutgoingMessage[] {
    return this.unsent;
  }

  /** The deployment's settings, narrowed by the page's. Video is off until the deployment's are known. */
  get video(): VideoSettings {
    return videoSettings(this.session.widget ?? {}, this.options.page());
  }

  /** Whether this browser and page can do video at all. */
  get canVideo(): boolean {
    return this.options.backend.detectManifest(this.video).media.video.supported;
  }

  open(): void {
    this.visit.open();
  }

  /** What files go and come by. */
  get filesOptions(): AttachmentsOptions {
    return { platform: this.options.platform, tokens: this.session.tokens };
  }

  /** What is sent now waits: for the contact, or for the answers that its form still asks for. */
  get waits(): boolean {
    return this.contact === undefined || this.contact.snapshot.form !== undefined;
  }

  send(text: string, attachments: readonly Attachment[] = []): void {
    const contactId = this.contact?.contactId;
    if (contactId === undefined || this.waits) {
      const at = this.options.backend.clock.now();
      this.unsent = [...this.unsent, { id: `early ${this.unsent.length}`, text, at, state: 'sending' }];
      this.options.onChange();
      return;
    }
    this.session.send(contactId, text, { attachments });
  }

  /** The person chose what a message offers. */
  choose(text: string, to: string, ids: readonly string[]): void {
    const contactId = this.contact?.contactId;
    if (contactId !== undefined) this.session.send(contactId, text, { reply: { to, ids: [...ids] } });
  }

  /** The person typed; the session says so as often as is useful. */
  typing(): void {
    const contactId = this.contact?.contactId;
    if (contactId !== undefined) this.session.typing(contactId, true);
  }

  /** Tells the platform that everything shown has been read. */
  markRead(): void {
    const contact = this.contact;
    const last = contact?.events[contact.events.length - 1];
    if (contact === undefined || last === undefined || contact.unread === 0) return;
    this.session.read(contact.contactId, last.seq);
  }

  /** Ends the contact; resolves when the platform has it. */
  async endContact(): Promise<void> {
    const contactId = this.contact?.contactId;
    if (contactId !== undefined) await this.session.submit({ type: 'contact.close', contactId });
  }

  /** The visitor is nobody's any more: hangs up, and the next opening begins anew. */
  forget(): void {
    this.tokens.forget();
    this.options.onForget?.();
  }

  destroy(): void {
    clearTimeout(this.catchUp);
    for (const remove of this.removals) remove();
    this.visit.destroy();
    this.upgrade.destroy();
    this.session.close();
  }

  private readonly changed = (): void => {
    clearTimeout(this.catchUp);
    this.catchUp = undefined;
    this.options.onChange();
  };

  private sendEarly(): void {
    const contactId = this.contact?.contactId;
    // What the form still asks for comes first.
    if (contactId === undefined || this.unsent.length === 0 || this.waits) return;
    const early = this.unsent;
    this.unsent = [];
    for (const { text } of early) this.session.send(contactId, text);
  }
}
