/** The worked examples of the record's README, read as what they are: a timeline in, numbers out. */
import { readFileSync } from 'node:fs';
import { actorKinds, type Actor, type Result } from '../../../../src/protocol/index.js';
import { readStoredEvent, type StoredEvent } from '../../../../src/platform/record/index.js';

export interface Example {
  readonly title: string;
  readonly events: readonly StoredEvent[];
  /** Every number that is not 0; times in milliseconds. */
  readonly numbers: Readonly<Record<string, number>> | undefined;
  /** By series: `10:15 support ana webChat` with its sum. */
  readonly cells: Readonly<Record<string, readonly (readonly [string, number])[]>>;
}

export const beginning = Date.parse('2026-03-01T10:00:00.000Z');
const iso = new Date(beginning).toISOString();

/** `1:05` is 65 seconds. */
const spanOf = (text: string): number => {
  const [minutes, seconds] = text.split(':').map(Number);
  return ((minutes ?? NaN) * 60 + (seconds ?? NaN)) * 1_000;
};

const card = (id: string | undefined) => ({ agentId: id, name: id });
const result = (status: string | undefined): Partial<Result> & object => ({ status, ...(status === 'no-agent' ? { reason: 'nobody-on-queue' } : {}), by: 'platform', at: iso }) as Partial<Result>;

/** What the words after a kind mean. */
const dataOf: Readonly<Record<string, (...words: (string | undefined)[]) => unknown>> = {
  'contact.started': () => ({ deploymentId: 'shop', flowId: 'f', flowVersion: 1, medium: 'webChat', customer: { customerId: 'g_1' } }),
  'contact.closed': (reason) => ({ reason }),
  'contact.wrapped': (agentId) => ({ agentId, codes: [] }),
  'contact.moved': (from, to) => ({ from: card(from), to: card(to) }),
  'queue.entered': (queueId) => ({ queueId, name: queueId, medium: 'webChat' }),
  'queue.left': (queueId, outcome) => ({ queueId, outcome }),
  'reservation.made': (reservationId, agentId, video) => ({ reservationId, agentId, medium: video === 'video' ? 'videoChat' : 'webChat', expiresAt: iso }),
  'reservation.ended': (reservationId, agentId, outcome) => ({ reservationId, agentId, outcome }),
  'agent.joined': (agentId) => ({ agent: card(agentId) }),
  'agent.left': (agentId, reason) => ({ agent: card(agentId), reason }),
  'upgrade.asked': (upgradeId) => ({ upgradeId, medium: 'video', deadline: iso }),
  'upgrade.captured': (upgradeId, outcome) => ({ upgradeId, outcome }),
  'upgrade.ended': (upgradeId, status) => ({ upgradeId, result: result(status) }),
  'media-upgrade': (upgradeId, callId, agentId) => ({ upgradeId, callId, from: 'webChat', to: 'videoChat', agent: card(agentId) }),
  'media.restored': (upgradeId, callId) => ({ upgradeId, callId, from: 'videoChat', to: 'webChat', durationMs: 0 }),
  'pane.rendered': (callId, agentId) => ({ callId, agentId, afterMs: 0 }),
  'call.live': (callId) => ({ callId }),
};

function eventOf(line: string, at: number): StoredEvent {
  const [moment = '', kind = '', ...words] = line.split(' ');
  const last = words[words.length - 1];
  const actor: Actor = { kind: actorKinds.find((it) => it === last) ?? 'platform' };
  const event = readStoredEvent({ contactId: 'c_1', seq: at + 1, at: beginning + spanOf(moment), kind, actor, data: dataOf[kind]?.(...words) });
  if (!event) throw new Error(`The example has no event in the line "${line}".`);
  return event;
}

const valueOf = (text: string): number => (text.includes(':') ? spanOf(text) : Number(text));

function exampleOf(section: string): Example | undefined {
  const [title = ''] = section.split('\n');
  const fences = [...section.matchAll(/```(\w+)(?: (\w+))?\n([\s\S]*?)\n```/g)].map(([, kind = '', name = '', body = '']) => ({ kind, name, lines: body.split('\n') }));
  const timeline = fences.find(({ kind }) => kind === 'timeline');
  if (!timeline) return undefined;
  const numbers = fences.find(({ kind }) => kind === 'numbers');
  const cells = fences.filter(({ kind }) => kind === 'cells').map(({ name, lines }) => {
    const rows = lines.map((line) => line.split(' ')).map((words) => [words.slice(0, -1).join(' '), valueOf(words[words.length - 1] ?? '')] as const);
    return [name, rows] as const;
  });
  return {
    title, events: timeline.lines.map(eventOf), cells: Object.fromEntries(cells),
    numbers: numbers && Object.fromEntries(numbers.lines.map((line) => line.split(' ')).map(([name = '', value = '']) => [name, valueOf(value)])),
  };
}

export const readme = readFileSync(new URL('../../../../src/platform/record/README.md', import.meta.url), 'utf8');
export const examples: readonly Example[] = readme.split('\n### ').slice(1).flatMap((section) => exampleOf(section) ?? []);
