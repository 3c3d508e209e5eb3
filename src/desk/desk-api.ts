/**
 * What a signed-in desk asks over HTTP: whom a contact can be handed to, what its customer had before, what
 * the agent has ended, saved replies.
 *
 * Knows the addresses and the shapes of the answers. Keeps nothing. Failures are
 * SegueErrors with the platform's code.
 */
import {
  EndedContactsSchema, PastContactRecordSchema, PastContactsSchema, SavedRepliesSchema, TransferTargetsSchema,
  type EndedContact, type PastContact, type PastContactRecord, type SavedReply, type TransferTargets,
} from '../protocol/index.js';
import { callPlatform, type Fetch } from './platform-call.js';

export interface DeskApiOptions {
  readonly fetch: Fetch;
  /** The platform's address. */
  readonly platform: string;
  /** The agent's access token, for each request. */
  readonly token: () => Promise<string>;
}

export class DeskApi {
  readonly #options: DeskApiOptions;

  constructor(options: DeskApiOptions) {
    this.#options = options;
  }

  /** @throws SegueError `not-your-contact`, `contact-closed` */
  async transferTargets(contactId: string): Promise<TransferTargets> {
    return callPlatform(this.#options.fetch, TransferTargetsSchema, this.#at(contactId, 'transfer-targets'), await this.#init());
  }

  /** Ended contacts of the same customer, the newest first. @throws SegueError `not-your-contact` */
  async pastContacts(contactId: string): Promise<readonly PastContact[]> {
    return (await callPlatform(this.#options.fetch, PastContactsSchema, this.#at(contactId, 'past'), await this.#init())).contacts;
  }

  /** One of them. @throws SegueError `not-your-contact` */
  async pastContact(contactId: string, pastId: string): Promise<PastContactRecord> {
    return callPlatform(this.#options.fetch, PastContactRecordSchema, this.#at(contactId, `past/${encodeURIComponent(pastId)}`), await this.#init());
  }

  /** The agent's own contacts that have ended since a moment (milliseconds since the epoch), the last one first. */
  async endedContacts(since: number): Promise<readonly EndedContact[]> {
    const query = new URLSearchParams({ since: new Date(since).toISOString() });
    return (await callPlatform(this.#options.fetch, EndedContactsSchema, `${this.#ended}?${query.toString()}`, await this.#init())).contacts;
  }

  /** One of them. @throws SegueError `not-your-contact` */
  async endedContact(contactId: string): Promise<PastContactRecord> {
    return callPlatform(this.#options.fetch, PastContactRecordSchema, `${this.#ended}/${encodeURIComponent(contactId)}`, await this.#init());
  }

  async savedReplies(): Promise<readonly SavedReply[]> {
    return (await callPlatform(this.#options.fetch, SavedRepliesSchema, `${this.#options.platform}/api/v2/saved-replies`, await this.#init())).replies;
  }

  #at(contactId: string, what: string): string {
    return `${this.#options.platform}/api/v2/contacts/${encodeURIComponent(contactId)}/${what}`;
  }
  get #ended(): string {
    return `${this.#options.platform}/api/v2/ended-contacts`;
  }
  async #init(): Promise<RequestInit> {
    return { headers: { authorization: `Bearer ${await this.#options.token()}` } };
  }
}
