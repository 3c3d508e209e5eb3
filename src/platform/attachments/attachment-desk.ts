/**
 * Attachments in the domain: who may send and see files, how long an unsent one is kept, and what a message takes along.
 *
 * Knows the transactions. A file's row is there before its first byte, with a deadline that removes both; a message that names
 * it ends the deadline in the message's own transaction, so that an acknowledged message has its files. What is not sent is forgotten
 * elsewhere (unsent.ts). Does not know HTTP.
 */
import type { Attachment, AttachmentRules } from '../../protocol/attachment.js';
import { SegueError } from '../../protocol/error.js';
import { limits } from '../../protocol/limits.js';
import { readable, standingOf } from '../contacts/access.js';
import { needConsent } from '../contacts/consents.js';
import { contactById, isOpen } from '../contacts/contact-store.js';
import { guestById } from '../contacts/guest-store.js';
import type { Participant } from '../contacts/hub.js';
import { stayOf } from '../contacts/stay-store.js';
import type { Transact, Unit } from '../contacts/unit.js';
import { attachmentById, deleteAttachment, insertArriving, known, setKept, setSent, totalsOf, type AttachmentRow } from './attachment-store.js';
import { makeRoom } from './room.js';
import { rulesOf } from './rules.js';
import type { UnsentShares } from './shares.js';

/** How long an upload may take, with room for the answer; the edge gives up before. */
export const arrivingMs = 15 * 60_000;
/** How long a file waits for its message: an hour without a network, and no more. */
export const unsentMs = 3_600_000;

/** Who asks: as much of a participant as counts here. */
export type Asker = Omit<Participant, 'sessionId'>;

export interface Room extends AttachmentRules {
  readonly attachmentId: string;
}

/** What is asked room for. */
export interface Wanted {
  /** Bytes, where the sender says; else as many as the deployment takes. */
  readonly size?: number | undefined;
  /** Of whom, if a guest asks: where their request comes from. Default: of nobody in particular. */
  readonly address?: string;
  /** How unsent files share the disk. Default: no bound. */
  readonly shares?: UnsentShares;
}

export interface AttachmentDesk {
  /** Makes room for a file. @throws SegueError `not-your-contact`, `relation-refused`, `contact-closed`, `consent-missing`, `files-off`, `file-too-large`, `too-many-files`, `rate-limited` */
  begin(who: Asker, contactId: string, wanted?: Wanted): Promise<Room>;
  /** The file is here: returns until when it waits for its message. @throws SegueError `file-gone` */
  keep(file: Attachment & { readonly sha256: string }): Promise<number>;
  /** Those of some files that nobody knows of. */
  unknown(attachmentIds: readonly string[]): Promise<readonly string[]>;
  /** It does not come. */
  abandon(attachmentId: string): Promise<void>;
  /** A sent file of the contact, for its customer, for who is at it, or was and has not noted yet. @throws SegueError `not-your-contact`, `file-gone` */
  seen(who: Asker, contactId: string, attachmentId: string): Promise<AttachmentRow>;
  /** For whoever holds a link to it. */
  find(attachmentId: string): Promise<AttachmentRow | undefined>;
}

const asParticipant = (who: Asker): Participant => ({ ...who, sessionId: '' });

export const attachmentDesk = (transact: Transact): AttachmentDesk => ({
  begin: (who, contactId, { size, address = '', shares } = {}) =>
    transact(async (unit) => {
      const rules = await rulesFor(unit, who, contactId);
      if ((size ?? 0) > rules.maxBytes) throw new SegueError('file-too-large');
      const { count, bytes } = await totalsOf(unit.tx, contactId);
      const most = size ?? rules.maxBytes;
      if (count >= limits.attachmentsPerContact || bytes + most > limits.attachmentBytesPerContact) throw new SegueError('too-many-files');
      const file = { attachmentId: unit.around.newId('f'), contactId, by: who.id, size: most, address: who.kind === 'customer' ? address : undefined };
      if (shares) await makeRoom(unit, file, shares, rules);
      const { attachmentId } = file;
      await insertArriving(unit.tx, file, unit.now);
      await unit.arm('attachment', attachmentId, unit.now + arrivingMs);
      return { ...rules, attachmentId };
    }),
  keep: (file) =>
    transact(async (unit) => {
      if (!(await setKept(unit.tx, file))) throw new SegueError('file-gone');
      await unit.arm('attachment', file.attachmentId, unit.now + unsentMs);
      return unit.now + unsentMs;
    }),
  unknown: (attachmentIds) =>
    transact(async ({ tx }) => {
      const there = await known(tx, attachmentIds);
      return attachmentIds.filter((id) => !there.has(id));
    }),
  abandon: (attachmentId) =>
    transact(async (unit) => {
      await deleteAttachment(unit.tx, attachmentId);
      await unit.disarm('attachment', attachmentId);
    }),
  seen: (who, contactId, attachmentId) =>
    transact(async (unit) => {
      await mayRead(unit, who, contactId);
      const file = await attachmentById(unit.tx, attachmentId);
      if (file?.contactId !== contactId || file.state !== 'sent') throw new SegueError('file-gone');
      return file;
    }),
  find: (attachmentId) => transact(({ tx }) => attachmentById(tx, attachmentId)),
});

/** What the contact's deployment takes from this participant. A customer's may not have begun: its first message begins it. */
async function rulesFor(unit: Unit, who: Asker, contactId: string): Promise<AttachmentRules> {
  const contact = await readable(unit, asParticipant(who), contactId, 'write');
  if (contact && !isOpen(contact)) throw new SegueError('contact-closed');
  const guest = contact ? undefined : await guestById(unit.tx, who.id);
  if (guest) await needConsent(unit, guest);
  const deploymentId = contact?.deploymentId ?? guest?.deploymentId;
  const rules = deploymentId === undefined ? undefined : rulesOf(unit.config, deploymentId);
  if (!rules) throw new SegueError('files-off');
  return rules;
}

/**
 * Who is at the contact, its customer for as long as they are known, and an agent who was at it: their desk shows it until it is
 * noted. Afterwards it is the record's matter.
 */
async function mayRead(unit: Unit, who: Asker, contactId: string): Promise<void> {
  // Once a contact has ended a customer's token is of the next one, and their page still shows the last.
  const theirs = who.kind === 'customer' ? await contactById(unit.tx, contactId) : undefined;
  if (theirs?.guestId === who.id) return;
  const stay = who.kind === 'customer' ? undefined : await stayOf(unit.tx, contactId, who.id);
  if (stay?.wrapped === false) return;
  const { relation } = await standingOf(unit, asParticipant(who), contactId);
  // The last owner of a contact stays its owner by name.
  if (relation === 'owner') throw new SegueError('not-your-contact');
}

/** Takes files along in a message of whoever uploaded them. @throws SegueError `file-gone` */
export async function takeAlong(unit: Unit, who: Participant, contactId: string, attachmentIds: readonly string[]): Promise<readonly Attachment[]> {
  const taken: Attachment[] = [];
  for (const id of new Set(attachmentIds)) {
    const file = await attachmentById(unit.tx, id);
    if (file?.contactId !== contactId || file.by !== who.id || file.state !== 'kept') throw new SegueError('file-gone');
    await setSent(unit.tx, id);
    await unit.disarm('attachment', id);
    const { contactId: _contact, by: _by, state: _state, ...attachment } = file;
    taken.push(attachment);
  }
  return taken;
}
