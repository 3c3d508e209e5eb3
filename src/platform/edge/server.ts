/**
 * The platform's one port: HTTP and sockets, assembled.
 *
 * Order of a stop: not ready -> no new sockets, no new frames -> frames with the domain are answered -> sockets told to come
 * again (4503) -> requests under way are answered, HTTP closes; each step within `stoppingMs`. The domain and the store are
 * closed by whoever opened them, afterwards. Knows fastify and its plugins.
 */
import type { AddressInfo } from 'node:net';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifySwagger from '@fastify/swagger';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Files } from '../attachments/file-store.js';
import { createLinks } from '../attachments/links.js';
import type { Clock } from '../../protocol/clock.js';
import { SegueError } from '../../protocol/error.js';
import { Attempts } from '../auth/attempts.js';
import { createAuthenticator, type Authenticator } from '../auth/authenticator.js';
import { Checks } from '../auth/checks.js';
import { createForeignIssuers } from '../auth/foreign-issuers.js';
import { requireScope, type Directory } from '../auth/identity.js';
import type { Scope } from '../auth/scopes.js';
import type { SignInOptions } from '../auth/sign-in.js';
import { createTokens } from '../auth/tokens.js';
import type { Logger } from '../log.js';
import { version } from '../version.js';
import { askerOf, type AskerOptions } from './admission.js';
import { addApi, bearerOf } from './api.js';
import { addBackup, type BackupRouteOptions } from './backup-route.js';
import { Closing } from './closing.js';
import { addCors } from './cors.js';
import type { Domain } from './domain.js';
import { addDownloads, type DownloadOptions } from './downloads.js';
import { edgeLimits, type EdgeLimits } from './edge-limits.js';
import { allEndpoints } from './endpoints/index.js';
import { sendError } from './http-error.js';
import { ratesOf } from './frame-gate.js';
import { createMetrics, type EdgeMetrics } from './metrics.js';
import { openapiOptions } from './openapi.js';
import { addOperations } from './operations.js';
import { ownOrigin } from './origins.js';
import { addPages, type PagesOptions } from './pages.js';
import { limitRequests } from './request-time.js';
import { dataPolicy, helmetOptions } from './security-headers.js';
import { SocketHub } from './socket-hub.js';
import { TokenBuckets } from './token-bucket.js';
import { addUploads, type UploadOptions } from './uploads.js';
import { addWebsocket } from './websocket-route.js';

export interface EdgeOptions {
  readonly domain: Domain;
  /** Signs tokens; see auth/secret.ts. */
  readonly secret: Uint8Array;
  readonly clock: Clock;
  readonly log: Logger & FastifyBaseLogger;
  /** Whether the store answers. */
  readonly ready: () => Promise<boolean>;
  /** Makes copies of the store; without it there is no address for them. */
  readonly backup?: Pick<BackupRouteOptions, 'to' | 'folder'>;
  /** Where attachments are; without it none are taken. */
  readonly files?: Files;
  readonly limits?: Partial<EdgeLimits>;
  /** Origin under which browsers reach the platform; default: what each request says. */
  readonly publicOrigin?: string;
  /** Origins whose pages may host a desk, beside the platform's own. */
  readonly deskOrigins?: readonly string[];
  /** Proxies whose X-Forwarded-* are believed: addresses or ranges. Default none. */
  readonly trustProxy?: readonly string[];
  /** PEM texts; without them plain HTTP. */
  readonly https?: { readonly key: string; readonly cert: string };
  readonly pages?: Omit<PagesOptions, 'ownOf' | 'signInOrigins' | 'filesPerMinute'>;
}

export interface Edge {
  /** Resolves with the port, which is a free one for 0. */
  listen(port: number, host?: string): Promise<number>;
  close(): Promise<void>;
  readonly metrics: EdgeMetrics;
}

export async function createEdge(options: EdgeOptions): Promise<Edge> {
  const { domain, clock, log } = options;
  const limits: EdgeLimits = { ...edgeLimits, ...options.limits };
  const metrics = createMetrics(() => domain.analytics.census());
  const app = newApp(options, metrics, limits);
  const admission = { core: domain, deskOrigins: options.deskOrigins ?? [] };
  const ownOf = (request: FastifyRequest): string => ownOrigin(request, options.publicOrigin);
  const tokens = createTokens(options.secret, clock);
  const directory = directoryOf(domain);
  const authenticator = createAuthenticator({ tokens, directory, foreign: createForeignIssuers(clock), issuers: async () => (await domain.config()).issuers });
  const hub = new SocketHub({ clock, tickMs: Math.min(1_000, limits.helloMs / 4), socketsPerGuest: limits.socketsPerGuest, changed: (count) => metrics.sockets(count) });
  const holds = async (request: FastifyRequest, scope: Scope): Promise<void> => requireScope(await authenticator.identify(bearerOf(request)), scope);
  const closing = new Closing(app, clock);
  const links = createLinks(options.secret, clock);

  await addPlugins(app, options.https !== undefined);
  addCors(app, { ...admission, ownOf });
  await addWebsocket(app, {
    hub,
    ownOf,
    admission: { authenticator, ...admission },
    surroundings: {
      core: domain, clock, log, limits, metrics,
      participantRates: ratesOf(clock, limits),
      takeOver: (session, who) => hub.takeOver(session, who),
      ended: (session) => hub.remove(session),
    },
  });
  addApi(app, { endpoints: allEndpoints({ domain, clock, signIn: signInOf({ tokens, directory, clock, limits }), deploymentRates: guestRates(clock, limits), attachments: { links, admission } }), authenticator, limits, ownOf });
  addOperations(app, { metrics, ready: async () => !closing.begun && (await options.ready()), mayReadMetrics: (request) => holds(request, 'platform:metrics:view') });
  if (options.backup) addBackup(app, { ...options.backup, mayBackUp: (request) => holds(request, 'platform:backup'), perMinute: limits.backupsPerMinute });
  if (options.files) await addFiles(app, { core: domain, files: options.files, clock, limits, links, perMinute: limits.filesPerMinute, askerOf: askers({ authenticator, ownOf, admission }) });
  if (options.pages) await addPages(app, { ...options.pages, ownOf, signInOrigins: () => signInOrigins(domain), filesPerMinute: limits.filesPerMinute });
  await app.ready();

  return {
    metrics,
    async listen(port, host = '0.0.0.0') {
      await app.listen({ port, host });
      return (app.server.address() as AddressInfo).port;
    },
    async close() {
      closing.begin();
      await hub.stop(limits.stoppingMs);
      await closing.finish(limits.stoppingMs);
    },
  };
}

async function addFiles(app: FastifyInstance, options: UploadOptions & DownloadOptions): Promise<void> {
  addUploads(app, options);
  await addDownloads(app, options);
}

interface AskersOptions {
  readonly authenticator: Authenticator;
  readonly ownOf: (request: FastifyRequest) => string;
  readonly admission: AskerOptions;
}

/** Who asks, of those who may write in chats. */
const askers =
  ({ authenticator, ownOf, admission }: AskersOptions): UploadOptions['askerOf'] =>
  async (request) => {
    const who = await authenticator.identify(bearerOf(request));
    requireScope(who, 'webchat:send');
    return askerOf(who, { origin: request.headers.origin, own: ownOf(request) }, admission);
  };

/** Of each deployment: new visitors. */
const guestRates = (clock: Clock, limits: EdgeLimits): TokenBuckets => new TokenBuckets(clock, limits.guestTokensPerSecond, limits.guestTokenBurst);

/** Ten wrong passwords for a login from one address, a hundred from an address with whoever is behind it. */
const signInOf = ({ tokens, directory, clock, limits }: Pick<SignInOptions, 'tokens' | 'directory'> & { clock: Clock; limits: EdgeLimits }): SignInOptions => ({
  tokens,
  directory,
  byLogin: new Attempts({ clock, allowed: 10 }),
  byAddress: new Attempts({ clock, allowed: 100 }),
  checks: new Checks({ atOnce: limits.passwordChecks, waiting: limits.waitingPasswordChecks }),
});

function newApp({ log, trustProxy, https }: EdgeOptions, metrics: EdgeMetrics, { uploadMs, requestMs }: EdgeLimits): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const common = {
    loggerInstance,
    // What happens to a request is counted; only faults are lines of the log.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    forceCloseConnections: 'idle',
    trustProxy: trustProxy === undefined ? false : [...trustProxy],
    // The last of all; every request is held to a time of its own before (request-time.ts).
    requestTimeout: uploadMs + requestMs,
    // Addresses that cannot be decoded never reach a route, nor its hooks.
    frameworkErrors: sendError,
  } as const;
  const app: FastifyInstance = https ? fastify({ ...common, https: { key: https.key, cert: https.cert } }) : fastify(common);
  limitRequests(app, requestMs);
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(sendError);
  app.setNotFoundHandler(() => {
    throw new SegueError('not-found');
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 8_192 }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not the address: ids in labels would be without bound.
    metrics.answered(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  return app;
}

async function addPlugins(app: FastifyInstance, secure: boolean): Promise<void> {
  await app.register(fastifyHelmet, helmetOptions(secure));
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.header('content-security-policy', dataPolicy);
    done();
  });
  // Routes ask for it, each with its own rate.
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) => new SegueError('rate-limited', 'Too many requests from this address.', { retryAfterMs: ttl }),
  });
  await app.register(fastifySwagger, openapiOptions(version));
}

/** Where the desk fetches tokens of other identity providers. */
async function signInOrigins(domain: Domain): Promise<readonly string[]> {
  const { issuers } = await domain.config();
  return [...new Set(issuers.flatMap(({ signIn: way }) => (way === undefined ? [] : [new URL(way.tokenUrl).origin])))];
}

const directoryOf = (domain: Domain): Directory => ({
  agent: (id) => domain.agent(id),
  agentByLogin: (login) => domain.agentByLogin(login),
  client: async (id) => (await domain.config()).oauthClients.find((it) => it.id === id),
});
