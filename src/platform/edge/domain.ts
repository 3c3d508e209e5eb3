/**
 * What the edge asks of the platform's domain; src/platform/core.ts answers, a double in tests of the edge.
 *
 * Knows no sockets, no HTTP and no tables. Every method may throw a SegueError, whose code the edge passes on.
 */
import type { ClientFrame, Hello } from '../../protocol/client-frame.js';
import type { GuestTokenRequest } from '../../protocol/http.js';
import type { PlatformFrame } from '../../protocol/platform-frame.js';
import type { Agent, Deployment, Queue, QueueBody, SegueConfig } from '../config/index.js';
import type { Participant } from '../contacts/hub.js';
import type { Flow } from '../flows/index.js';
import type { StoredEvent } from '../record/index.js';

export type { Participant } from '../contacts/hub.js';

/** One participant's socket, as the domain holds it. */
export interface Connection {
  /** Answers by `deliver`; rejects only where no answer went out. */
  handle(frame: ClientFrame): Promise<void>;
  gone(): void;
}

export interface Domain {
  /** Delivers `welcome` first, then what was missed. */
  connect(who: Participant, hello: Hello, deliver: (frame: PlatformFrame) => void): Promise<Connection>;
  guest(request: GuestTokenRequest): Promise<{ guestId: string; contactId: string; renewal: string }>;
  agentByLogin(login: string): Promise<Agent | undefined>;
  agent(id: string): Promise<Agent | undefined>;
  deployment(id: string): Promise<Deployment | undefined>;
  config(): Promise<SegueConfig>;
  timeline(contactId: string): Promise<readonly StoredEvent[]>;
  readonly queues: {
    get(id: string): Promise<Queue | undefined>;
    list(): Promise<readonly Queue[]>;
    put(id: string, body: QueueBody): Promise<Queue>;
  };
  readonly flows: {
    get(id: string): Promise<Flow | undefined>;
    put(flow: Flow): Promise<Flow>;
  };
}
