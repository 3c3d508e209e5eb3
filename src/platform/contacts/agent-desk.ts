/**
 * What an agent's desk asks over HTTP about a contact that is before its agent, or was.
 *
 * Knows the transactions. What is answered is the rooms' matter; whose contact it is, access.ts says in each of them.
 */
import type { EndedContact, PastContact, PastContactRecord } from '../../protocol/past-contact.js';
import type { TransferTargets } from '../../protocol/transfer.js';
import type { Asker } from '../attachments/attachment-desk.js';
import { transferTargets } from '../routing/transfer-targets.js';
import { endedContact, endedContacts } from './ended-contacts.js';
import type { Participant } from './hub.js';
import { pastContact, pastContacts } from './past-contacts.js';
import type { Transact } from './unit.js';

export interface AgentDesk {
  /** @throws SegueError `not-your-contact`, `relation-refused`, `contact-closed` */
  transferTargets(who: Asker, contactId: string): Promise<TransferTargets>;
  /** Ended contacts of the same customer, the newest first. @throws SegueError `not-your-contact` */
  pastContacts(who: Asker, contactId: string): Promise<readonly PastContact[]>;
  /** One of them, to be read. @throws SegueError `not-your-contact` */
  pastContact(who: Asker, contactId: string, pastId: string): Promise<PastContactRecord>;
  /** Contacts of their own that have ended since a moment (milliseconds since the epoch), the last one first. */
  endedContacts(who: Asker, since: number): Promise<readonly EndedContact[]>;
  /** One of them, to be read. @throws SegueError `not-your-contact` */
  endedContact(who: Asker, contactId: string): Promise<PastContactRecord>;
}

const asParticipant = (who: Asker): Participant => ({ ...who, sessionId: '' });

export const agentDesk = (transact: Transact): AgentDesk => ({
  transferTargets: (who, contactId) => transact((unit) => transferTargets(unit, asParticipant(who), contactId)),
  pastContacts: (who, contactId) => transact((unit) => pastContacts(unit, asParticipant(who), contactId)),
  pastContact: (who, contactId, pastId) => transact((unit) => pastContact(unit, asParticipant(who), contactId, pastId)),
  endedContacts: (who, since) => transact((unit) => endedContacts(unit, asParticipant(who), since)),
  endedContact: (who, contactId) => transact((unit) => endedContact(unit, asParticipant(who), contactId)),
});
