/**
 * What a desk asks of a contact that is before its agent: whom it can be handed to, and what this customer had before; and
 * which contacts the agent has ended.
 *
 * Knows addresses and shapes. Whose contact it is, the domain says.
 */
import * as v from 'valibot';
import { EndedContactsSchema, PastContactRecordSchema, PastContactsSchema } from '../../../protocol/past-contact.js';
import { TransferTargetsSchema } from '../../../protocol/transfer.js';
import type { AskerOptions } from '../admission.js';
import { askerOf } from '../admission.js';
import type { Domain } from '../domain.js';
import { param, readQuery, type Endpoint } from '../endpoint.js';

export interface DeskContactsOptions {
  readonly core: Pick<Domain, 'transferTargets' | 'pastContacts' | 'pastContact' | 'endedContacts' | 'endedContact'>;
  readonly admission: AskerOptions;
}

const base = '/api/v2/contacts/:contactId';
const endedBase = '/api/v2/ended-contacts';

/** ISO 8601 with a zone. */
const EndedQuerySchema = v.strictObject({ since: v.pipe(v.string(), v.isoTimestamp()) });

export const deskContacts = (options: DeskContactsOptions): readonly Endpoint[] => [...present(options), ...ended(options)];

const present = ({ core, admission }: DeskContactsOptions): readonly Endpoint[] => [
  {
    method: 'GET',
    url: `${base}/transfer-targets`,
    summary: 'Colleagues and queues that the owner can hand the contact to, and who of them can take it now.',
    access: 'contact:transfer',
    answer: TransferTargetsSchema,
    errors: ['origin-refused', 'not-your-contact', 'relation-refused', 'contact-closed'],
    run: async (call, who) => core.transferTargets(await askerOf(who, call, admission), param(call, 'contactId')),
  },
  {
    method: 'GET',
    url: `${base}/past`,
    summary: 'Ended contacts of the same customer, the newest first, for those at a contact that is not closed.',
    access: 'contact:past',
    answer: PastContactsSchema,
    errors: ['origin-refused', 'not-your-contact'],
    run: async (call, who) => ({ contacts: await core.pastContacts(await askerOf(who, call, admission), param(call, 'contactId')) }),
  },
  {
    method: 'GET',
    url: `${base}/past/:pastId`,
    summary: 'One of them, as its agents saw it.',
    access: 'contact:past',
    answer: PastContactRecordSchema,
    errors: ['origin-refused', 'not-your-contact'],
    run: async (call, who) => core.pastContact(await askerOf(who, call, admission), param(call, 'contactId'), param(call, 'pastId')),
  },
];

const ended = ({ core, admission }: DeskContactsOptions): readonly Endpoint[] => [
  {
    method: 'GET',
    url: endedBase,
    summary: 'Contacts of one’s own that have ended since a moment of the last two days, the last one first.',
    access: 'contact:past',
    query: EndedQuerySchema,
    answer: EndedContactsSchema,
    errors: ['origin-refused', 'bad-frame'],
    run: async (call, who) => {
      const { since } = readQuery(EndedQuerySchema, call.query);
      return { contacts: await core.endedContacts(await askerOf(who, call, admission), Date.parse(since)) };
    },
  },
  {
    method: 'GET',
    url: `${endedBase}/:contactId`,
    summary: 'One of them, as its agents saw it.',
    access: 'contact:past',
    answer: PastContactRecordSchema,
    errors: ['origin-refused', 'not-your-contact'],
    run: async (call, who) => core.endedContact(await askerOf(who, call, admission), param(call, 'contactId')),
  },
];
