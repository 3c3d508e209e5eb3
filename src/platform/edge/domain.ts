/**
 * What the edge asks of the platform's domain; tests of the edge bring a double.
 *
 * Every method may throw a SegueError, whose code the edge passes on.
 */
import type { AgentDesk } from '../contacts/agent-desk.js';
import type { GuestDesk } from '../contacts/guest-desk.js';
import type { HoursDesk } from '../contacts/hours-desk.js';
import type { Core } from '../core.js';

export type { Connection, Participant } from '../core.js';

export type Domain = Pick<Core, 'connect' | 'guest' | 'agentByLogin' | 'agent' | 'deployment' | 'visit' | 'config' | 'timeline' | 'analytics' | 'attachments' | 'queues' | 'savedReplies' | 'flows' | keyof HoursDesk | keyof GuestDesk | keyof AgentDesk>;
