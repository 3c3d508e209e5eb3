/**
 * What a team's own pane is told of the contact: a frozen copy of what the agent sees, which nobody can reach the desk
 * through. No token, no message, no address goes into it.
 */
import type { ContactMedium, ContactState } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';

/** The chosen contact, as a pane of a layout's `custom` widget has it in its property `contact`. Never changes: a change is another object. */
export interface DeskPaneContact {
  readonly contactId: string;
  readonly customer: {
    readonly name: string | undefined;
    /** Signed by the site's backend. False: whoever they say they are. */
    readonly identified: boolean;
    /** The site's own id of an identified customer. */
    readonly id: string | undefined;
    readonly attributes: Readonly<Record<string, string | number | boolean>>;
  };
  readonly medium: ContactMedium;
  readonly state: ContactState;
  readonly queue: { readonly queueId: string; readonly name: string } | undefined;
}

/** What a team's pane implements, or not: an element without the property is told nothing. */
export interface DeskPane extends HTMLElement {
  contact?: DeskPaneContact;
}

/** `before` where nothing in it has changed. */
export function paneContact({ contactId, snapshot }: Pick<ContactModel, 'contactId' | 'snapshot'>, before?: DeskPaneContact): DeskPaneContact {
  const { customer, medium, state, queue } = snapshot;
  const contact: DeskPaneContact = Object.freeze({
    contactId,
    customer: Object.freeze({
      name: customer.name,
      identified: customer.identity !== undefined,
      id: customer.identity?.id,
      attributes: Object.freeze({ ...customer.attributes }),
    }),
    medium,
    state,
    queue: queue && Object.freeze({ queueId: queue.queueId, name: queue.name }),
  });
  return before !== undefined && JSON.stringify(before) === JSON.stringify(contact) ? before : contact;
}
