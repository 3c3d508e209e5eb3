/**
 * The HTTP of the memory platform: guest tokens, and what comes before a visit.
 *
 * Answers as a platform does, with its schemas and its error bodies. Knows one visitor at a time: a request with their
 * renewal is them again, any other somebody new. Does not know what a token is good for (memory-platform.ts).
 */
import * as v from 'valibot';
import { GuestTokenRequestSchema, SegueError, errorCodes, type GuestToken, type WidgetConfig } from '../protocol/index.js';

export interface TokenWorld {
  /** Undefined: any is taken. */
  readonly deploymentId: string | undefined;
  readonly widget: WidgetConfig;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
  readonly reachable: () => boolean;
  /** Somebody has come, again or for the first time. Gives the contact that their token is for. */
  readonly admitted: (visitor: { readonly deploymentId: string; readonly isNew: boolean; readonly name: string | undefined }) => string;
}

const hourMs = 3_600_000;

export class MemoryTokens {
  private renewal: string | undefined;
  private readonly contacts = new Map<string, string>();

  constructor(private readonly world: TokenWorld) {}

  /** The contact that a token is for. */
  contactOf(token: string): string | undefined {
    return this.contacts.get(token);
  }

  /** For `customerTokens({ fetch })` and `fetchVisit({ fetch })`. */
  readonly fetch: typeof fetch = async (input, init) => {
    // A page's own tasks come first, as they do with a network.
    await Promise.resolve();
    if (!this.world.reachable()) throw new TypeError('The memory platform is not reachable.');
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    try {
      return json(this.answer(pathname, init), 200);
    } catch (error) {
      if (!(error instanceof SegueError)) throw error;
      const { code, message } = error;
      return json({ code, message }, errorCodes[code].status);
    }
  };

  private answer(pathname: string, init: RequestInit | undefined): unknown {
    const visit = /^\/api\/v2\/deployments\/([^/]+)\/visit$/.exec(pathname);
    if (visit) {
      this.check(decodeURIComponent(visit[1] ?? ''));
      return {};
    }
    if (pathname !== '/api/v2/guest-tokens' || init?.method !== 'POST') throw new SegueError('not-found');
    return this.grant(typeof init.body === 'string' ? init.body : '');
  }

  private grant(body: string): GuestToken {
    const { newId, now, widget, admitted } = this.world;
    const request = v.safeParse(GuestTokenRequestSchema, read(body));
    if (!request.success) throw new SegueError('bad-frame', 'The body does not fit its schema.');
    const { deploymentId, renewal, customer } = request.output;
    this.check(deploymentId);
    if (renewal !== undefined && renewal !== this.renewal) throw new SegueError('token-invalid');
    const contactId = admitted({ deploymentId, isNew: renewal === undefined, name: customer?.name });
    const token = newId('token');
    this.contacts.set(token, contactId);
    if (renewal === undefined || this.renewal === undefined) this.renewal = newId('renewal');
    return { token, expiresAt: new Date(now() + hourMs).toISOString(), renewal: this.renewal, contactId, widget, visit: {} };
  }

  private check(deploymentId: string): void {
    if (this.world.deploymentId !== undefined && deploymentId !== this.world.deploymentId) throw new SegueError('unknown-deployment');
  }
}

function read(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const json = (body: unknown, status: number): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
