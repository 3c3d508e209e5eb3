/**
 * Content on its way into a contact: who may send it, where its pictures may come from, and whether a reply still answers.
 *
 * Knows that only agents and flows offer choices and only customers answer them. A picture is fetched by the customer's
 * browser, so that its host learns of them: it comes from the deployment's own sites, or from where the deployment says.
 */
import { openContents } from '../../protocol/content-state.js';
import { answers, readContent, type Content } from '../../protocol/content.js';
import type { Reply } from '../../protocol/reply.js';
import { SegueError } from '../../protocol/error.js';
import { showsPicture, type Deployment } from '../config/index.js';
import { json } from './columns.js';
import type { Config } from './config-store.js';
import type { ContactRow } from './contact-store.js';
import type { Participant } from './hub.js';
import type { Unit } from './unit.js';

/** Whether the customer's browser may be sent there for a picture. */
const pictureAllowed = (deployment: Deployment | undefined, url: string): boolean => deployment !== undefined && showsPicture(deployment, url);

/** What a flow says: a picture that may not be shown is left out, the words stay. */
export function shownContent(config: Config, contact: ContactRow, content: Content): Content {
  if (content.kind !== 'card' || content.picture === undefined || pictureAllowed(config.deployment(contact.deploymentId), content.picture.url)) return content;
  const { picture: _refused, ...card } = content;
  return card;
}

/** Refuses what this participant may not send. @throws SegueError `content-refused` */
export function checkContent(unit: Unit, contact: ContactRow, who: Participant, { content, reply }: { readonly content?: Content; readonly reply?: Reply }): void {
  if (who.kind === 'customer' ? content !== undefined : reply !== undefined) {
    throw new SegueError('content-refused', who.kind === 'customer' ? 'Customers answer content; agents and flows send it.' : 'A reply is the customer’s to give.');
  }
  if (content?.kind !== 'card') return;
  // A pattern cannot know all that makes an address none: a port that there is not, half an IPv6 address.
  const nowhere = content.buttons?.find((it) => it.kind === 'link' && !URL.canParse(it.url));
  if (nowhere) throw new SegueError('content-refused', `The address behind “${nowhere.title}” leads nowhere.`);
  if (content.picture === undefined) return;
  if (!pictureAllowed(unit.config.deployment(contact.deploymentId), content.picture.url)) {
    throw new SegueError('content-refused', 'This deployment shows no pictures from there: see pictureOrigins.');
  }
}

/**
 * The reply if it answers content that is still open; undefined where that was answered or overtaken: then the message is one
 * like any other. @throws SegueError `content-refused` for a choice that the content does not have
 */
export async function standingReply({ tx }: Unit, contactId: string, { to, ids }: Reply): Promise<Reply | undefined> {
  const rows = await tx.all(
    `SELECT actor, data FROM events WHERE contact_id = ? AND kind = 'message' AND seq > coalesce(
       (SELECT seq FROM events WHERE contact_id = ? AND kind = 'message' AND json_extract(actor, '$.kind') = 'customer' ORDER BY seq DESC LIMIT 1), 0) ORDER BY seq`,
    [contactId, contactId],
  );
  // Written by `append` from a message's data.
  const said = rows.map((row) => json(row, 'data') as { readonly messageId: string; readonly content?: unknown });
  const contents = said.map(({ content }) => readContent(content));
  const open = openContents(contents.map((content) => ({ byCustomer: false, kind: content?.kind })));
  const asked = open.map((index) => ({ id: said[index]?.messageId, content: contents[index] })).find(({ id }) => id === to);
  if (asked?.content === undefined) return undefined;
  if (!answers(asked.content, ids)) throw new SegueError('content-refused', 'The message that this replies to has no such choice.');
  return { to, ids };
}
