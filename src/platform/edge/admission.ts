/**
 * Admission of a socket: from the token in `hello` and the page's Origin to a participant.
 *
 * Knows that a guest's page must be the one the token was minted for and still be allowed, and that an agent's page must
 * be the platform's own or a configured desk. A client without an Origin is no browser page, so nobody's page misuses it.
 */
import type { Hello } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { Authenticator } from '../auth/authenticator.js';
import { participantKind, type AgentIdentity, type GuestIdentity } from '../auth/identity.js';
import type { Domain, Participant } from './domain.js';
import { originAllowed } from './origins.js';

export interface AdmissionOptions {
  readonly authenticator: Authenticator;
  readonly core: Pick<Domain, 'deployment'>;
  readonly deskOrigins: readonly string[];
}

/** Where the socket comes from. */
export interface SocketSource {
  readonly origin: string | undefined;
  /** The platform's own origin, as this socket reached it. */
  readonly own: string;
}

/** Throws token codes, `origin-refused` or `scope-missing`. */
export async function admit(hello: Hello, source: SocketSource, options: AdmissionOptions): Promise<Participant> {
  const identity = await options.authenticator.identify(hello.token);
  switch (identity.kind) {
    case 'guest':
      return guest(identity, hello, source, options);
    case 'agent':
      return agent(identity, hello, source, options);
    case 'client':
      throw new SegueError('scope-missing', 'An API client has no socket.');
  }
}

async function guest(who: GuestIdentity, hello: Hello, { origin, own }: SocketSource, { core }: AdmissionOptions): Promise<Participant> {
  const deployment = await core.deployment(who.deploymentId);
  if (!deployment) throw new SegueError('unknown-deployment');
  if (origin !== who.origin || !originAllowed(origin, deployment.origins, own)) throw new SegueError('origin-refused');
  const { guestId: id, deploymentId, contactId, scopes, name } = who;
  return { kind: 'customer', id, sessionId: hello.sessionId, deploymentId, contactId, scopes, ...(name === undefined ? {} : { name }) };
}

function agent({ agent: { id, name, roles }, scopes }: AgentIdentity, hello: Hello, { origin, own }: SocketSource, { deskOrigins }: AdmissionOptions): Participant {
  if (origin !== undefined && !originAllowed(origin, ['self', ...deskOrigins], own)) throw new SegueError('origin-refused');
  return { kind: participantKind(roles), id, name, sessionId: hello.sessionId, scopes };
}
