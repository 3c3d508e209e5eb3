/**
 * Admission: from a token and the page's Origin to a participant, for a socket and for what participants ask over HTTP.
 *
 * Knows that a guest's page must be the one the token was minted for and still be allowed, and that an agent's page must
 * be the platform's own or a configured desk. A client without an Origin is no browser page, so nobody's page misuses it.
 */
import type { Hello } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { Asker } from '../attachments/attachment-desk.js';
import type { Authenticator } from '../auth/authenticator.js';
import { participantKind, type AgentIdentity, type GuestIdentity, type Identity } from '../auth/identity.js';
import type { Domain, Participant } from './domain.js';
import { originAllowed } from './origins.js';

export interface AskerOptions {
  readonly core: Pick<Domain, 'deployment'>;
  readonly deskOrigins: readonly string[];
}

export interface AdmissionOptions extends AskerOptions {
  readonly authenticator: Authenticator;
}

/** Where a socket or a request comes from. */
export interface SocketSource {
  readonly origin: string | undefined;
  /** The platform's own origin, as this one reached it. */
  readonly own: string;
}

/** Throws token codes, `origin-refused` or `scope-missing`. */
export async function admit(hello: Hello, source: SocketSource, options: AdmissionOptions): Promise<Participant> {
  return { ...(await askerOf(await options.authenticator.identify(hello.token), source, options)), sessionId: hello.sessionId };
}

/** Who asks, without the page's session. Throws `unknown-deployment`, `origin-refused` or `scope-missing`. */
export async function askerOf(who: Identity, source: SocketSource, options: AskerOptions): Promise<Asker> {
  switch (who.kind) {
    case 'guest':
      return guest(who, source, options);
    case 'agent':
      return agent(who, source, options);
    case 'client':
      throw new SegueError('scope-missing', 'An API client takes part in no contact.');
  }
}

async function guest(who: GuestIdentity, { origin, own }: SocketSource, { core }: AskerOptions): Promise<Asker> {
  const deployment = await core.deployment(who.deploymentId);
  if (!deployment) throw new SegueError('unknown-deployment');
  if (origin !== who.origin || !originAllowed(origin, deployment.origins, own)) throw new SegueError('origin-refused');
  const { guestId: id, deploymentId, contactId, scopes, name } = who;
  return { kind: 'customer', id, deploymentId, contactId, scopes, ...(name === undefined ? {} : { name }) };
}

function agent({ agent: { id, name, roles }, scopes }: AgentIdentity, { origin, own }: SocketSource, { deskOrigins }: AskerOptions): Asker {
  if (origin !== undefined && !originAllowed(origin, ['self', ...deskOrigins], own)) throw new SegueError('origin-refused');
  return { kind: participantKind(roles), id, name, scopes };
}
