/** The rows of the transfer dialog: whom the search leaves, in words, and which of them may be chosen. Pure. */
import type { PresenceState, TransferFitness, TransferTargets } from '../protocol/index.js';
import { firstName } from './customer-name.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { presenceWords } from './presence-menu.js';
import type { TransferStrings } from './en-transfer.js';

export type TransferTab = 'agent' | 'queue';
type Target = TransferTargets['agents'][number];
type Line = TransferTargets['queues'][number];
type Medium = TransferTargets['medium'];

export interface TransferRow {
  readonly id: string;
  readonly name: string;
  /** What an agent does now and can. */
  readonly under: string;
  readonly state: PresenceState | undefined;
  readonly fitness: TransferFitness;
  /** What becomes of this contact there. */
  readonly words: string;
  /** Free slots, or how many wait. */
  readonly end: string;
  readonly open: boolean;
}

export interface RowWords {
  readonly desk: DeskStrings;
  readonly transfer: TransferStrings;
}

/** All rows of a tab. `now`: the platform's, in milliseconds. */
export function transferRows(targets: TransferTargets, tab: TransferTab, now: number, words: RowWords): readonly TransferRow[] {
  return tab === 'agent' ? targets.agents.map((it) => agentRow(it, targets.medium, now, words)) : targets.queues.map((it) => queueRow(it, targets.medium, words.transfer));
}

/** Rows that hold every word of a search, in the name or in what stands under it. */
export function matching(rows: readonly TransferRow[], search: string): readonly TransferRow[] {
  const parts = search.toLowerCase().split(/\s+/u).filter((part) => part !== '');
  return rows.filter(({ name, under }) => {
    const text = `${name} ${under}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

function agentRow({ agent, state, since, reason, skills, slots, fitness }: Target, medium: Medium, now: number, { desk, transfer }: RowWords): TransferRow {
  const word = presenceWords(reason === undefined ? { state } : { state, reason }, desk);
  const doing = since === undefined ? word : `${word} ${duration(now - Date.parse(since))}`;
  const { used, capacity } = slots[medium];
  return {
    id: agent.agentId,
    name: agent.name,
    under: [doing, ...skills.map(({ name, level }) => transfer.skill(name, level))].join(' · '),
    state,
    fitness,
    words: fitnessWords(fitness, firstName(agent.name, agent.name), medium, transfer),
    end: fitness === 'not-there' || fitness === 'no-video' ? transfer.noSlots : transfer.freeSlots(Math.max(0, capacity - used), medium),
    open: fitness === 'can',
  };
}

function fitnessWords(fitness: TransferFitness, first: string, medium: Medium, { fitness: words }: TransferStrings): string {
  switch (fitness) {
    case 'can':
      return words.can[medium];
    case 'full':
      return medium === 'videoChat' ? words.full.videoChat(first) : words.full.webChat;
    default:
      return words[fitness];
  }
}

function queueRow({ queueId, name, waiting, free, fitness }: Line, medium: Medium, { lines }: TransferStrings): TransferRow {
  const words = { can: lines.can(free), full: lines.full, 'no-video': lines['no-video'], 'wrapping-up': lines.full, 'not-there': lines['not-there'][medium] }[fitness];
  return { id: queueId, name, under: '', state: undefined, fitness, words, end: String(waiting), open: fitness === 'can' || fitness === 'full' || (fitness === 'not-there' && medium === 'webChat') };
}
