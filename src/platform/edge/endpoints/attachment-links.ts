/**
 * Links to the files of a contact: for those at it, and for readers of its record.
 *
 * Knows addresses and shapes. Asked for by POST, so that a browser says which page asks. Who is at a contact is the domain's
 * matter, who may read a record is that of interactions.ts.
 */
import { AttachmentLinkSchema } from '../../../protocol/attachment.js';
import { SegueError } from '../../../protocol/error.js';
import type { Links } from '../../attachments/links.js';
import { askerOf, type AskerOptions } from '../admission.js';
import type { Domain } from '../domain.js';
import { param, type Call, type Endpoint } from '../endpoint.js';
import type { ReadInteraction } from './interactions.js';

export interface AttachmentLinksOptions {
  readonly core: Pick<Domain, 'attachments'>;
  readonly links: Links;
  readonly admission: AskerOptions;
  readonly read: ReadInteraction;
}

const common = { method: 'POST', answer: AttachmentLinkSchema } as const;
const idOf = (call: Call): string => param(call, 'attachmentId');

export const attachmentLinks = ({ core, links, admission, read }: AttachmentLinksOptions): readonly Endpoint[] => [
  {
    ...common,
    url: '/api/v2/contacts/:contactId/attachments/:attachmentId/link',
    summary: 'Where a file of a message can be had for a while, for those at the contact.',
    access: 'webchat:send',
    errors: ['origin-refused', 'not-your-contact', 'file-gone'],
    run: async (call, who) => links.to(await core.attachments.seen(await askerOf(who, call, admission), param(call, 'contactId'), idOf(call))),
  },
  {
    ...common,
    url: '/api/v2/interactions/:contactId/attachments/:attachmentId/link',
    summary: 'Where a file of a message can be had for a while, for readers of the record.',
    access: 'interaction:view',
    errors: ['not-your-contact', 'file-gone'],
    async run(call, who) {
      const { interaction } = await read(call, who);
      const file = interaction.attachments.find((it) => it.attachmentId === idOf(call));
      if (!file) throw new SegueError('file-gone');
      return links.to(file);
    },
  },
];
