/**
 * Ended contacts of a customer, for an agent who has this customer before them.
 *
 * Knows who may: whoever is at a contact of the same customer that is not closed; with it, the right ends. A customer is a
 * guest: a browser, or whom the site's backend signed in, on whatever browser. A contact of somebody else, and one that does
 * not exist, get the same answer.
 */
import { SegueError } from '../../protocol/error.js';
import type { PastContact, PastContactRecord } from '../../protocol/past-contact.js';
import { queueName } from '../config/index.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { eventsOfKinds } from '../record/stored-row.js';
import { readable } from './access.js';
import { moment, text } from './columns.js';
import { contactById, isOpen, needContact, type ContactRow } from './contact-store.js';
import { missed } from './event-log.js';
import type { Participant } from './hub.js';
import { snapshotOf } from './snapshot.js';
import type { Unit } from './unit.js';

/** Most contacts in one answer. */
const most = 25;
/** Most events of one of them. */
const mostEvents = 1_000;

/** The contact that gives the right. @throws SegueError `not-your-contact` */
async function present(unit: Unit, who: Participant, contactId: string): Promise<ContactRow> {
  const contact = await readable(unit, who, contactId);
  if (!contact || contact.state === 'closed') throw new SegueError('not-your-contact');
  return contact;
}

export async function pastContacts(unit: Unit, who: Participant, contactId: string): Promise<readonly PastContact[]> {
  const { guestId } = await present(unit, who, contactId);
  const rows = await unit.tx.all(
    "SELECT id FROM contacts WHERE guest_id = ? AND id <> ? AND state IN ('wrap-up', 'closed') ORDER BY started_at DESC, id LIMIT ?",
    [guestId, contactId, most],
  );
  const past: PastContact[] = [];
  for (const row of rows) past.push(await summaryOf(unit, await needContact(unit.tx, text(row, 'id'))));
  return past;
}

export async function pastContact(unit: Unit, who: Participant, contactId: string, pastId: string): Promise<PastContactRecord> {
  const { guestId } = await present(unit, who, contactId);
  const past = await contactById(unit.tx, pastId);
  if (!past || past.guestId !== guestId || isOpen(past)) throw new SegueError('not-your-contact');
  return recordOf(unit, who, past);
}

/** A contact whole, as its agents see it. */
export async function recordOf({ tx, config }: Unit, who: Participant, contact: ContactRow): Promise<PastContactRecord> {
  const frames = await missed(tx, contact.id, 'agent', Math.max(0, contact.seq - mostEvents));
  return { contact: await snapshotOf(tx, config, contact, who.id), events: frames.map(({ type: _type, ...event }) => event) };
}

export async function summaryOf({ tx, config }: Unit, contact: ContactRow): Promise<PastContact> {
  const agents: string[] = [];
  const codes: string[] = [];
  let note: string | undefined;
  let video = false;
  for (const event of await eventsOfKinds(tx, contact.id, ['agent.joined', 'media-upgrade', 'contact.wrapped'])) {
    if (event.kind === 'agent.joined' && !agents.includes(event.data.agent.agentId)) agents.push(event.data.agent.agentId);
    if (event.kind === 'media-upgrade') video = true;
    if (event.kind !== 'contact.wrapped') continue;
    codes.push(...event.data.codes.filter((code) => !codes.includes(code)));
    note = event.data.note ?? note;
  }
  const queue = contact.queueId === undefined ? undefined : config.queue(contact.queueId);
  return {
    contactId: contact.id, startedAt: moment(contact.startedAt), ...(contact.closedAt === undefined ? {} : { closedAt: moment(contact.closedAt) }),
    media: video ? ['webChat', 'videoChat'] : ['webChat'], ...(queue ? { queue: queueName(queue) } : {}),
    agents: agents.map((id) => cardOf(config, id)), codes, ...(note === undefined ? {} : { note }),
  };
}
