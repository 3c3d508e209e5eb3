/**
 * The visit as the chat's link holds it: what the deployment shows and asks, and whether the visitor has agreed.
 *
 * Knows the order: the text to agree to comes before any token, socket or storage, and who is known already is let through
 * until the platform says otherwise. Keeps what the page has told of the customer until there is somebody to tell. Draws nothing.
 */
import type { AttributesChange, CancelTimer, Clock } from '../protocol/index.js';
import type { Session } from '../session/index.js';

/** What a page tells of its customer. */
export interface Known {
  readonly name?: string;
  readonly attributes?: AttributesChange;
}

/** What was told first and what came later, key by key. */
export const merged = (before: Known, { name = before.name, attributes }: Known): Known => ({
  ...before, ...(name === undefined ? {} : { name }), ...(attributes === undefined ? {} : { attributes: { ...before.attributes, ...attributes } }),
});

export interface VisitLinkOptions {
  readonly session: Session;
  readonly clock: Clock;
  /** Asks the platform; undefined where nobody asks. */
  readonly look: (() => Promise<unknown>) | undefined;
  /** An earlier act has left a renewal. */
  readonly known: () => boolean;
  readonly onChange: () => void;
}

const retryMs = 2_000;

export class VisitLink {
  /** As the platform said it, not yet read; undefined until it has. */
  said: unknown;
  /** The visitor has to agree before anything else. */
  asking = false;
  /** What the visitor has agreed to on this page, until the platform has it: what is taken back later, here or in another tab, stays so. */
  agreed: string | undefined;
  /** The platform could not be asked, and somebody waits for the answer; it is asked again. */
  unasked = false;
  /** What the page has told of its customer. */
  told: Known = {};
  /** The line is to open as soon as it may. */
  private wanted = false;
  private looking = false;
  private toldTo: string | undefined;
  private cancelRetry: CancelTimer | undefined;

  constructor(private readonly options: VisitLinkOptions) {}

  /** Opens the session, after the text where there is one to agree to. */
  open(): void {
    const { session, known, look } = this.options;
    this.wanted = true;
    this.follow();
    if (session.state.kind !== 'idle') return;
    if (look === undefined || known() || this.agreed !== undefined) session.open();
    else if (this.said === undefined) this.look();
    else this.goOn();
  }

  /** Asks what there is to show; the answer is kept. */
  look(): void {
    const { look, session, clock, onChange } = this.options;
    if (look === undefined || this.looking) return;
    this.looking = true;
    look().then(
      (said) => {
        this.looking = this.unasked = false;
        this.said = said;
        if (this.wanted && session.state.kind === 'idle') this.goOn();
        onChange();
      },
      () => {
        this.unasked = this.wanted;
        this.cancelRetry = clock.after(retryMs, () => {
          this.looking = false;
          if (this.wanted) this.look();
        });
        onChange();
      },
    );
  }

  /** The visitor agrees to the text of this hash. */
  agree(hash: string): void {
    this.agreed = hash;
    this.asking = false;
    this.options.session.open();
    this.options.onChange();
  }

  /** After any change of the session: the platform may want another agreement, or there is somebody to tell. */
  follow(): void {
    const { session } = this.options;
    if (!this.asking) this.said = session.visit ?? this.said;
    if (session.state.kind === 'connected') {
      this.agreed = undefined;
      // A line that another tab holds brings no token here, and nothing that comes with one.
      if (this.said === undefined) this.look();
    }
    if (session.state.kind === 'closed' && session.state.code === 'consent-missing' && !this.asking) {
      this.agreed = undefined;
      this.asking = true;
      this.said = undefined;
      this.look();
    }
    this.tell();
  }

  /** The page knows something of its customer: told at once, or as soon as there is a contact to tell it of. */
  identify(known: Known): void {
    this.told = merged(this.told, known);
    this.toldTo = undefined;
    this.tell();
  }

  destroy(): void {
    this.cancelRetry?.();
    this.wanted = false;
  }

  private goOn(): void {
    if (typeof this.said === 'object' && this.said !== null && 'consent' in this.said && this.agreed === undefined) {
      this.asking = true;
      return;
    }
    this.options.session.open();
  }

  private tell(): void {
    const { session } = this.options;
    const contact = session.contact;
    const { name, attributes } = this.told;
    if (contact === undefined || contact.contactId === this.toldTo || session.state.kind !== 'connected' || (name === undefined && attributes === undefined)) return;
    if (contact.snapshot.state === 'closed' || contact.snapshot.state === 'wrap-up') return;
    this.toldTo = contact.contactId;
    session
      .submit({ type: 'contact.attributes', contactId: contact.contactId, ...(name === undefined ? {} : { name }), ...(attributes === undefined ? {} : { attributes }) })
      .catch(() => undefined);
  }
}
