/**
 * The configuration as the edge asks for it and changes it.
 *
 * Knows that a change and its reading are one transaction. What the settings mean is their own rooms' matter.
 */
import { mergeQueue, type Agent, type Deployment, type Queue, type QueueBody, type SegueConfig } from '../config/index.js';
import { SegueError } from '../../protocol/error.js';
import type { SavedReply, Visit } from '../../protocol/index.js';
import type { Config } from './config-store.js';
import { flowLibrary, type FlowLibrary } from './flow-library.js';
import { reconsiderOpenings } from './flow-runner.js';
import { hoursDesk, type HoursDesk } from './hours-desk.js';
import { reviewSeats } from './seat-review.js';
import type { Transact, Unit } from './unit.js';
import { visitOf } from './visits.js';

export interface ConfigDesk extends HoursDesk {
  agentByLogin(login: string): Promise<Agent | undefined>;
  agent(id: string): Promise<Agent | undefined>;
  deployment(id: string): Promise<Deployment | undefined>;
  /** What a visitor of the deployment is shown and asked, as things stand now. */
  visit(deploymentId: string): Promise<Visit | undefined>;
  readonly queues: {
    get(id: string): Promise<Queue | undefined>;
    list(): Promise<readonly Queue[]>;
    /** An upsert of the body's keys; what it leaves out keeps its value. */
    put(id: string, body: QueueBody): Promise<Queue>;
    /** @throws SegueError `not-found` */
    putMembers(id: string, members: readonly string[]): Promise<Queue>;
  };
  readonly savedReplies: {
    list(): Promise<readonly SavedReply[]>;
    /** All of them: those left out are gone. @throws SegueError `bad-config` where an id stands twice */
    put(replies: readonly SavedReply[]): Promise<void>;
  };
  readonly flows: FlowLibrary;
  config(): Promise<SegueConfig>;
  /** `if-empty`: only into a store that has no configuration. `apply`: over what is there. */
  seed(config: SegueConfig, mode: 'if-empty' | 'apply'): Promise<void>;
}

export function configDesk(config: Config, transact: Transact): ConfigDesk {
  /** Writes, then reads anew, in one transaction: nobody decides by the old configuration afterwards. */
  const write: Write = async (work) => {
    try {
      return await transact(async (unit) => {
        const value = await work(unit);
        await config.load(unit.tx);
        await reviewSeats(unit);
        unit.stale.routing = true;
        return value;
      });
    } catch (error) {
      // What was read inside was undone with the rest.
      await transact((unit) => config.load(unit.tx));
      throw error;
    }
  };
  return {
    agent: (id) => Promise.resolve(config.agent(id)),
    agentByLogin: (login) => Promise.resolve(config.agentByLogin(login)),
    deployment: (id) => Promise.resolve(config.deployment(id)),
    visit: (id) => transact(({ now }) => Promise.resolve(visitOf(config, config.deployment(id), now))),
    config: () => Promise.resolve(config.whole()),
    queues: queueDesk(config, write),
    savedReplies: {
      list: () => Promise.resolve(config.savedReplies()),
      put: (replies) => write(({ tx }) => config.putSavedReplies(tx, eachOnce(replies))),
    },
    flows: flowLibrary(config, transact, write),
    ...hoursDesk(config, transact, write),
    seed: (whole, mode) =>
      write(async (unit) => {
        if (mode !== 'apply' && !(await config.isEmpty(unit.tx))) return;
        await config.putWhole(unit.tx, whole);
        await reconsiderOpenings(unit);
      }),
  };
}

function eachOnce(replies: readonly SavedReply[]): readonly SavedReply[] {
  const ids = new Set<string>();
  for (const { id } of replies) {
    if (ids.has(id)) throw new SegueError('bad-config', `replies: “${id}” is there twice.`);
    ids.add(id);
  }
  return replies;
}

type Write = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;

function queueDesk(config: Config, write: Write): ConfigDesk['queues'] {
  const putQueue = (id: string, change: (before: Queue | undefined) => Queue): Promise<Queue> =>
    write(async ({ tx }) => {
      const queue = change(config.queue(id));
      await config.putQueue(tx, queue);
      return queue;
    });
  return {
    get: (id) => Promise.resolve(config.queue(id)),
    list: () => Promise.resolve(config.queues()),
    put: (id, body) => putQueue(id, (before) => mergeQueue(id, before, body)),
    putMembers: (id, members) =>
      putQueue(id, (before) => {
        if (!before) throw new SegueError('not-found');
        return { ...before, members: [...members] };
      }),
  };
}
