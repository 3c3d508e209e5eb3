/**
 * The people of a contact: agents who assist, supervisors who listen in, what is known of the customer, who is blocked.
 *
 * Knows the frame of each act. Apart from the session, so that a page pays only for what it uses. Does not know who may do
 * what: the platform says so, and each act rejects with its refusal.
 */
import type { AttributesChange } from '../protocol/index.js';
import type { Session } from './session.js';

export interface People {
  /** Joins a contact beside its owner: invited, as a member of its queue, or from listening in. */
  assist(contactId: string): Promise<void>;
  /** Asks another agent to assist at a contact of one's own; the invitation stands for a minute. */
  invite(contactId: string, agentId: string, message?: string): Promise<void>;
  /** Stops assisting or listening, or declines an invitation. */
  leave(contactId: string): Promise<void>;
  /** The owner takes an invitation back, or sends an assistant away. */
  dismiss(contactId: string, agentId: string): Promise<void>;
  /** Listens in: sees everything live, writes nothing; the customer is not told. */
  monitor(contactId: string): Promise<void>;
  /** Says what is known of the customer: by their page, or by an agent. `null` takes a key away. */
  identify(contactId: string, known: { readonly name?: string; readonly attributes?: AttributesChange }): Promise<void>;
  /** Ends a contact of one's own and shuts its guest out. */
  block(contactId: string, note?: string): Promise<void>;
}

/** The people's acts of a session. */
export function people(session: Pick<Session, 'submit'>): People {
  const submit = async (frame: Parameters<Session['submit']>[0]): Promise<void> => {
    await session.submit(frame);
  };
  return {
    assist: (contactId) => submit({ type: 'contact.assist', contactId }),
    invite: (contactId, agentId, message) => submit({ type: 'contact.invite', contactId, agentId, ...(message !== undefined && { message }) }),
    leave: (contactId) => submit({ type: 'contact.leave', contactId }),
    dismiss: (contactId, agentId) => submit({ type: 'contact.leave', contactId, agentId }),
    monitor: (contactId) => submit({ type: 'contact.monitor', contactId }),
    identify: (contactId, { name, attributes }) => submit({ type: 'contact.attributes', contactId, ...(name !== undefined && { name }), ...(attributes && { attributes }) }),
    block: (contactId, note) => submit({ type: 'guest.block', contactId, ...(note !== undefined && { note }) }),
  };
}
