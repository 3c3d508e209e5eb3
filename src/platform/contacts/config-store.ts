/**
 * The configuration as the store has it, read from memory and written through.
 *
 * Knows deployments, queues, skills, agents, layouts, schedules, settings and the published versions of flows. The platform is one process with
 * an exclusive store, so what was loaded at the start and written since is the truth. Does not judge it (lint).
 */
import * as v from 'valibot';
import { LayoutSchema, type Layout } from '../../protocol/layout.js';
import type { ContactMedium } from '../../protocol/medium.js';
import type { SavedReply } from '../../protocol/saved-reply.js';
import { AgentSchema, DeploymentSchema, QueueSchema, SegueConfigSchema, SkillSchema, suffices, type Agent, type Deployment, type Queue, type SegueConfig, type Skill } from '../config/index.js';
import { FlowSchema, type Flow } from '../flows/flow.js';
import { ScheduleSchema, type Schedule } from '../flows/schedule.js';
import type { Tx } from '../store/sql.js';
import { json, text } from './columns.js';

const listKinds = ['deployments', 'queues', 'skills', 'agents', 'layouts', 'schedules'] as const;
type ListKind = (typeof listKinds)[number];
type Settings = Pick<SegueConfig, 'ice' | 'oauthClients' | 'issuers' | 'wrapUpCodes' | 'presenceReasons' | 'savedReplies'>;

const byId = <T extends { readonly id: string }>(list: readonly T[]): Map<string, T> => new Map(list.map((it) => [it.id, it]));
/** The same settings, whatever their version. */
const sameFlow = (a: Flow, b: Flow): boolean => JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 });

/** Who published a version, and when. */
export interface Publication {
  readonly at: number;
  readonly who?: string;
}

export class Config {
  #deployments = new Map<string, Deployment>();
  #queues = new Map<string, Queue>();
  #skills = new Map<string, Skill>();
  #agents = new Map<string, Agent>();
  #layouts = new Map<string, Layout>();
  #schedules = new Map<string, Schedule>();
  /** Versions of each flow, ascending. */
  #flows = new Map<string, Flow[]>();
  #settings: Settings = settingsOf({});
  /** Who suffices for a queue, worked out once for each as it stands: routing asks at every contact. */
  #able = new WeakMap<Queue, Map<ContactMedium, readonly Agent[]>>();

  readonly deployment = (id: string): Deployment | undefined => this.#deployments.get(id);
  readonly queue = (id: string): Queue | undefined => this.#queues.get(id);
  readonly agent = (id: string): Agent | undefined => this.#agents.get(id);
  readonly skill = (id: string): Skill | undefined => this.#skills.get(id);
  readonly agentByLogin = (login: string): Agent | undefined => [...this.#agents.values()].find((it) => it.login === login);
  readonly schedule = (id: string): Schedule | undefined => this.#schedules.get(id);
  readonly schedules = (): readonly Schedule[] => [...this.#schedules.values()];
  readonly queues = (): readonly Queue[] => [...this.#queues.values()];
  readonly agents = (): readonly Agent[] => [...this.#agents.values()];
  readonly savedReplies = (): readonly SavedReply[] => this.#settings.savedReplies;
  readonly presenceReasons = (): readonly string[] => this.#settings.presenceReasons;
  readonly flows = (): readonly Flow[] => [...this.#flows.values()].flatMap((versions) => versions.slice(-1));

  /** Members of a queue whose skills and entitlement suffice for a medium, each once. */
  able(queue: Queue, medium: ContactMedium): readonly Agent[] {
    const known = this.#able.get(queue) ?? new Map<ContactMedium, readonly Agent[]>();
    this.#able.set(queue, known);
    const able = known.get(medium) ?? [...new Set(queue.members)].flatMap((id) => this.#agents.get(id) ?? []).filter((agent) => suffices(agent, queue, medium));
    known.set(medium, able);
    return able;
  }

  /** A version of a flow, else its newest. */
  flow(id: string, version?: number): Flow | undefined {
    const versions = this.#flows.get(id) ?? [];
    return version === undefined ? versions.at(-1) : versions.find((it) => it.version === version);
  }

  whole(): SegueConfig {
    const list = <T>(map: ReadonlyMap<string, T>): T[] => [...map.values()];
    return {
      deployments: list(this.#deployments), queues: list(this.#queues), skills: list(this.#skills), agents: list(this.#agents),
      layouts: list(this.#layouts), schedules: list(this.#schedules), flows: [...this.flows()], ...this.#settings,
    };
  }

  /** Reads everything anew: at the start, and inside a transaction that wrote. */
  async load(tx: Tx): Promise<void> {
    const rows = await tx.all('SELECT kind, id, body FROM config ORDER BY kind, id');
    const of = <S extends v.GenericSchema>(kind: ListKind, schema: S): v.InferOutput<S>[] =>
      rows.filter((row) => row['kind'] === kind).map((row) => v.parse(schema, json(row, 'body')));
    this.#deployments = byId(of('deployments', DeploymentSchema));
    this.#queues = byId(of('queues', QueueSchema));
    this.#skills = byId(of('skills', SkillSchema));
    this.#agents = byId(of('agents', AgentSchema));
    this.#able = new WeakMap();
    this.#layouts = byId(of('layouts', LayoutSchema));
    this.#schedules = byId(of('schedules', ScheduleSchema));
    this.#settings = settingsOf(Object.fromEntries(rows.filter((row) => row['kind'] === 'settings').map((row) => [text(row, 'id'), json(row, 'body')])));
    this.#flows = new Map();
    for (const row of await tx.all('SELECT body FROM flows ORDER BY id, version')) this.#remember(v.parse(FlowSchema, json(row, 'body')));
  }

  async isEmpty(tx: Tx): Promise<boolean> {
    return (await tx.get('SELECT 1 AS found FROM config LIMIT 1')) === undefined && (await tx.get('SELECT 1 AS found FROM flows LIMIT 1')) === undefined;
  }

  async putQueue(tx: Tx, queue: Queue): Promise<void> {
    await putItem(tx, 'queues', queue.id, queue);
  }

  async putSavedReplies(tx: Tx, replies: readonly SavedReply[]): Promise<void> {
    await putItem(tx, 'settings', 'savedReplies', replies);
  }

  async putSchedule(tx: Tx, schedule: Schedule): Promise<void> {
    await putItem(tx, 'schedules', schedule.id, schedule);
  }

  /** Publishes a flow as the next version, unless nothing but the version differs from the newest; returns what is published. */
  async putFlow(tx: Tx, flow: Flow, by?: Publication): Promise<Flow> {
    const newest = this.flow(flow.id);
    if (newest && sameFlow(newest, flow)) return newest;
    const stored: Flow = { ...flow, version: newest ? Math.max(newest.version + 1, flow.version) : flow.version };
    await tx.run('INSERT INTO flows (id, version, body, published_at, published_by) VALUES (?, ?, ?, ?, ?)', [
      stored.id, stored.version, JSON.stringify(stored), by?.at ?? null, by?.who ?? null,
    ]);
    return stored;
  }

  /** Writes a whole configuration over what is there; what it does not name stays. */
  async putWhole(tx: Tx, config: SegueConfig): Promise<void> {
    for (const kind of listKinds) {
      for (const item of config[kind]) await putItem(tx, kind, item.id, item);
    }
    for (const flow of config.flows) await this.putFlow(tx, flow);
    for (const [id, value] of Object.entries(settingsOf(config))) await putItem(tx, 'settings', id, value);
  }

  #remember(flow: Flow): void {
    this.#flows.set(flow.id, [...(this.#flows.get(flow.id) ?? []), flow]);
  }
}

async function putItem(tx: Tx, kind: ListKind | 'settings', id: string, item: unknown): Promise<void> {
  await tx.run('INSERT INTO config (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body', [kind, id, JSON.stringify(item)]);
}

function settingsOf(value: { readonly [K in keyof Settings]?: unknown }): Settings {
  const { ice, oauthClients, issuers, wrapUpCodes, presenceReasons, savedReplies } = value;
  const given = Object.fromEntries(Object.entries({ ice, oauthClients, issuers, wrapUpCodes, presenceReasons, savedReplies }).filter(([, it]) => it !== undefined));
  const parsed = v.parse(SegueConfigSchema, given);
  return { ice: parsed.ice, oauthClients: parsed.oauthClients, issuers: parsed.issuers, wrapUpCodes: parsed.wrapUpCodes, presenceReasons: parsed.presenceReasons, savedReplies: parsed.savedReplies };
}
