/**
 * Visits: what a deployment shows and asks before a customer's first word.
 *
 * Knows how settings become what a widget is told (a text with its hash, hours as they stand now). Does not know guests:
 * see consents.ts and forms.ts.
 */
import { createHash } from 'node:crypto';
import type { Consent, Visit } from '../../protocol/index.js';
import type { Deployment, VisitSettings } from '../config/index.js';
import { openingAt } from '../flows/index.js';
import { moment } from './columns.js';
import type { Config } from './config-store.js';

type ConsentText = NonNullable<VisitSettings['consent']>;

/** All that a visitor reads before they agree, as the record keeps it. */
export const wholeText = ({ title, text, links = [] }: ConsentText): string =>
  [...(title === undefined ? [] : [title]), text, ...links.map(({ label, url }) => `${label}: ${url}`)].join('\n');

/** The text with the hash by which an agreement names it. */
export const consentOf = (settings: ConsentText): Consent => ({
  ...settings, hash: createHash('sha256').update(JSON.stringify([settings.version ?? '', wholeText(settings)])).digest('base64url'),
});

/** What anybody may know of a deployment before they have said a word. */
export function visitOf(config: Config, deployment: Deployment | undefined, now: number): Visit | undefined {
  if (!deployment) return undefined;
  const { consent, preChat, rating, scheduleId } = deployment.visit;
  const schedule = scheduleId === undefined ? undefined : config.schedule(scheduleId);
  const opening = schedule && openingAt(schedule, now);
  return {
    ...(consent === undefined ? {} : { consent: consentOf(consent) }),
    ...(preChat === undefined ? {} : { preChat }),
    ...(rating === undefined ? {} : { rating }),
    ...(opening === undefined ? {} : { hours: { open: opening.status === 'open', ...(opening.status === 'open' || opening.opensAt === undefined ? {} : { opensAt: moment(opening.opensAt) }) } }),
  };
}
