/**
 * The doctor on origins: the pages that a deployment allows, judged by their spelling alone. Whether they answer is nothing
 * that a platform needs, and nothing that this machine's network could tell.
 */
import type { Deployment } from '../config/index.js';
import { good, warn, type Finding } from './doctor-finding.js';

const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]';

export const checkOrigins = (deployments: readonly Pick<Deployment, 'id' | 'origins'>[]): readonly Finding[] => deployments.flatMap(checkDeployment);

function checkDeployment({ id, origins }: Pick<Deployment, 'id' | 'origins'>): readonly Finding[] {
  const what = `origins of “${id}”`;
  const findings = origins.flatMap((origin) => (origin === 'self' ? [] : checkOrigin(what, origin)));
  // That a deployment without any is dead is lint's to say.
  if (origins.length === 0) return [];
  return findings.length > 0 ? findings : [good('origins', what, origins.join(', '))];
}

function checkOrigin(what: string, origin: string): readonly Finding[] {
  if (!URL.canParse(origin)) return [warn('origin-odd', what, `${origin} is no address: no page will ever match it`, 'Write it as a browser does: https://www.example.com.')];
  const { protocol, hostname, origin: exact } = new URL(origin);
  if (exact !== origin) return [warn('origin-odd', what, `${origin} is written otherwise than browsers do: they send ${exact}`, `Write ${exact}.`)];
  if (hostname.includes('*')) return [warn('origin-wildcard', what, `${origin}: there are no wildcards here, no page will match it`, 'List each site by itself.')];
  if (isLocal(hostname)) return [warn('origin-local', what, `${origin} is every visitor’s own machine: fine for trials, out of place in production`, 'Take it out before you go live.')];
  return protocol === 'http:' ? [warn('origin-insecure', what, `${origin} is not secure: browsers give its pages no camera, so the chat works there and video does not`, 'Serve the site over https and list that origin.')] : [];
}
