/**
 * The inbox: contacts in line, as members of their queues see them.
 *
 * Knows who gets which. Bounded: a desk shows the longest waiting, not thousands.
 */
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import type { WaitingContact } from '../../protocol/contact.js';
import type { Queue } from '../config/index.js';
import { waitingOf } from '../contacts/snapshot.js';
import type { Unit } from '../contacts/unit.js';
import { latePool, placesOf, type LatePool } from './places.js';
import { headOf } from './waiting-store.js';

/** Most contacts in one inbox frame. */
const most = 50;

type Line = readonly WaitingContact[];

async function lineOf(unit: Unit, pool: LatePool, queue: Queue): Promise<Line> {
  const line = await headOf(unit.tx, queue.id, most);
  const place = line.length === 0 ? undefined : await placesOf(unit.tx, pool, queue);
  return line.map(({ contact, since }, at) => ({ ...waitingOf(unit.config, contact, queue.id, since), ...place?.(at + 1) }));
}

const inboxOf = (lines: readonly Line[]): PlatformFrameOf<'inbox'> => ({
  type: 'inbox', waiting: lines.flat().sort((a, b) => (a.since < b.since ? -1 : 1)).slice(0, most),
});

export async function inboxFor(unit: Unit, agentId: string): Promise<PlatformFrameOf<'inbox'>> {
  const lines: Line[] = [];
  const pool = latePool(unit.tx, unit.config);
  for (const queue of unit.config.queues()) if (queue.members.includes(agentId)) lines.push(await lineOf(unit, pool, queue));
  return inboxOf(lines);
}

/** So many desks hear of every change in its own unit. More of them, each with a line of its own, would cost more than the change. */
const desksAtOnce = 10;

function manyThere({ config, around }: Unit): boolean {
  const there = new Set<string>();
  for (const { members } of config.queues()) {
    for (const agentId of members) {
      if (around.hub.present(agentId) && there.add(agentId).size > desksAtOnce) return true;
    }
  }
  return false;
}

/** Somebody has come into line or left it: a few desks are told at once, many of them before long. */
export async function lineChanged(unit: Unit): Promise<void> {
  if (!manyThere(unit)) return tellInboxes(unit);
  unit.after(unit.around.inboxSoon);
  unit.after(unit.around.placesSoon);
}

/** Tells every member who is there. */
export async function tellInboxes(unit: Unit): Promise<void> {
  const lines = new Map<string, { readonly key: string; readonly ofMember: readonly Line[] }>();
  const pool = latePool(unit.tx, unit.config);
  for (const queue of unit.config.queues()) {
    const there = queue.members.filter((agentId) => unit.around.hub.present(agentId));
    const line = there.length === 0 ? [] : await lineOf(unit, pool, queue);
    for (const agentId of there) {
      const { key, ofMember } = lines.get(agentId) ?? { key: '', ofMember: [] };
      lines.set(agentId, { key: `${key} ${queue.id}`, ofMember: [...ofMember, line] });
    }
  }
  // Members of the same queues see the same.
  const inboxes = new Map<string, PlatformFrameOf<'inbox'>>();
  for (const [agentId, { key, ofMember }] of lines) {
    const inbox = inboxes.get(key) ?? inboxOf(ofMember);
    inboxes.set(key, inbox);
    unit.send(agentId, inbox);
  }
  unit.after(unit.around.placesSoon);
}
