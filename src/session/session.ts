/**
 * The session: what a page holds to be in touch with a platform, as customer or as agent.
 *
 * Knows the public shape only: options, state, events and methods. connect.ts makes one. `call`, `ui`, `chat` and `desk`
 * see nothing of the session but this.
 */
import type {
  ClientFrameOf, Clock, DurableFrame, ErrorCode, Manifest, PlatformFrameOf, Presence, TimelineEvent, WaitingContact, WidgetConfig,
} from '../protocol/index.js';
import type { ContactModel, OutgoingMessage } from './contact-model.js';
import type { WatchNetwork } from './network-hints.js';
import type { ShareLine } from './shared-line.js';
import type { KeyValueStorage } from './storage.js';
import type { TokenSource } from './token-source.js';
import type { Dial } from './wire.js';

export interface SessionOptions {
  /** The platform's address, for example `https://chat.example.com`. */
  readonly platform: string;
  readonly tokens: TokenSource;
  /** What this client can do; asked for at each hello. */
  readonly manifest?: () => Manifest;
  /** Default: real time. */
  readonly clock?: Clock;
  /** Default: the browser's WebSocket. */
  readonly dial?: Dial;
  /** In [0, 1), for the jitter of redials. Default: Math.random. */
  readonly random?: () => number;
  /** Ids of frames and of this page. Default: 22 random characters. */
  readonly newId?: () => string;
  /**
   * Of a contact of which nothing was seen yet, only so many of the latest events, at most 100; `older` brings those before them.
   * Default: all of them.
   */
  readonly recent?: number;
  /** Keeps unsent messages across a reload. Default: sessionStorage where the browser gives it; `undefined` keeps none. */
  readonly storage?: KeyValueStorage | undefined;
  /** Signs that dialling again may work now. Default: the window's `online`, and coming back into view. */
  readonly network?: WatchNetwork;
  /** Shares one line among the pages of one person, as `tabs` does. Default: every page has its own. */
  readonly share?: ShareLine;
}

/** Where the connection is. `attempt` counts the tries since it last held, from 1. */
export type SessionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly participantId: string; readonly role: 'customer' | 'agent' | 'supervisor' }
  /** `retryAt`: local clock, milliseconds since the epoch. */
  | { readonly kind: 'waiting'; readonly attempt: number; readonly retryAt: number }
  /** By its owner (`closed`), or because trying again cannot help. `open` begins anew. */
  | { readonly kind: 'closed'; readonly code: ErrorCode };

export interface SessionEvents {
  state: [SessionState];
  welcome: [PlatformFrameOf<'welcome'>];
  /** Any change of a contact's model. */
  contact: [ContactModel];
  /** A new event of a timeline, once each, in order. */
  event: [TimelineEvent, ContactModel];
  'upgrade.ask': [PlatformFrameOf<'upgrade.ask'>];
  'upgrade.state': [PlatformFrameOf<'upgrade.state'>];
  'media-upgrade': [PlatformFrameOf<'media-upgrade'>];
  reservation: [PlatformFrameOf<'reservation'>];
  'reservation.gone': [PlatformFrameOf<'reservation.gone'>];
  'assist.ask': [PlatformFrameOf<'assist.ask'>];
  'assist.gone': [PlatformFrameOf<'assist.gone'>];
  inbox: [readonly WaitingContact[]];
  presence: [Presence];
  'call.signal': [PlatformFrameOf<'call.signal'>];
  'call.ack': [PlatformFrameOf<'call.ack'>];
  'call.peer': [PlatformFrameOf<'call.peer'>];
  /** Another page of this person takes over the call that this one is in; see `SessionOptions.share`. */
  'call.moved': [];
}

/** Each member of a union without some of its keys. */
type Without<F, K extends string> = F extends unknown ? Omit<F, K> : never;

/** A durable frame as its author writes it; the outbox gives it its id. */
export type DurableFrameWithoutId = Without<DurableFrame, 'id'>;
export type OutgoingSignal = Without<ClientFrameOf<'call.signal'>, 'type' | 'id'>;
export type OutgoingAhead = Without<ClientFrameOf<'call.ahead'>, 'type' | 'id'>;
export type OutgoingSignalAck = Omit<ClientFrameOf<'call.ack'>, 'type'>;

/** What a message carries beside its text. */
export type MessageExtras = Pick<OutgoingMessage, 'content' | 'reply' | 'attachments'> & {
  /** A customer's, left out of hours and whole as it is: the flow neither asks for it nor waits for more. */
  readonly left?: boolean;
};

/** What an `ack` says besides yes. */
export interface Accepted {
  readonly seq?: number;
  readonly upgradeId?: string;
}

export interface Session {
  readonly state: SessionState;
  /** Platform's now minus local now, milliseconds; 0 before the first welcome. */
  readonly clockOffset: number;
  /** A customer's contact. */
  readonly contact: ContactModel | undefined;
  /** By id. Of an agent's contacts that are over, the last 20. */
  readonly contacts: ReadonlyMap<string, ContactModel>;
  readonly inbox: readonly WaitingContact[];
  readonly presence: Presence | undefined;
  /** Contacts that ring at this agent now. */
  readonly reservations: readonly PlatformFrameOf<'reservation'>[];
  /** Contacts that this agent is asked to assist at now; see `people`. */
  readonly invitations: readonly PlatformFrameOf<'assist.ask'>[];
  /** The deployment's widget configuration, once a guest token came. */
  readonly widget: WidgetConfig | undefined;
  /** What the deployment shows and asks around the conversation, once a guest token came; `VisitSchema` says what to expect. */
  readonly visit?: unknown;

  /** For `attachments`: the token that this session is in touch by, whichever page of its person asked for it. */
  readonly tokens: Pick<TokenSource, 'get'>;

  /** Adds a listener; the returned function removes it. A listener that throws harms nobody but itself. */
  on<K extends keyof SessionEvents>(name: K, listener: (...payload: SessionEvents[K]) => void): () => void;
  /** Connects and stays connected. Harmless when it already does. Call it on an act of the visitor, or when `tokens.known`. */
  open(): void;
  /** Hangs up for good: no timer, socket or listener is left, promises reject with `closed`. */
  close(): void;
  /** A fresh token and a new connection: after a customer's contact has closed, this begins the next one. */
  renew(): void;

  /**
   * Sends a message, with something to choose (agents), what was chosen (customers) or files that `attachments()` has uploaded for this contact, and returns its id. It is in `pending` at once and leaves when its event arrives. Too long a text is
   * `failed` at once (`text-too-long`), unsent. A customer's message to a closed contact begins the next contact.
   * @throws SegueError `not-your-contact` for a contact that this session does not have, `bad-frame` for an empty text without files.
   */
  send(contactId: string, text: string, more?: MessageExtras): string;
  /** Sends a failed message again. */
  retry(messageId: string): void;
  /** Gives a message up; one that is on its way already may arrive all the same. */
  discard(messageId: string): void;
  /** This side types, or stopped; call it on every keystroke. */
  typing(contactId: string, on: boolean): void;
  /** This side has seen everything up to a seq. */
  read(contactId: string, upTo: number): void;
  /** Brings some of the events before those that are here, where there are any (`missing`). Rejects with `unreachable` after 15 s without an answer. */
  older(contactId: string): Promise<void>;

  /** Puts a frame into the outbox; resent with the same id until answered. Rejects with a `SegueError` on a refusal. */
  submit(frame: DurableFrameWithoutId): Promise<Accepted>;
  /** Fresh ICE servers. Waits for a connection; rejects with `unreachable` after 15 s without an answer. */
  turn(contactId: string, purpose: 'call' | 'preflight'): Promise<PlatformFrameOf<'turn'>>;
  /** Says when connected what would come first in a call; lost without harm. Returns the frame's id. @throws SegueError `sdp-too-large`, `frame-too-large`. */
  signalAhead(signal: OutgoingAhead): string;
  /** Sends a signal when connected; not queued: call/ resends. @throws SegueError `sdp-too-large`, `frame-too-large`. */
  signal(signal: OutgoingSignal): void;
  ackSignal(ack: OutgoingSignalAck): void;
  /** Tells the platform the manifest of now. */
  updateManifest(): void;
  /** While a call is on, the line is checked every second and redialled every two. */
  setInCall(on: boolean): void;
  /** There is reason to believe that the line is dead, since media stands still: asks, and takes a short silence for its end. */
  doubt(): void;
}

