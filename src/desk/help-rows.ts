/** The rows of colleagues who can be asked to help: whoever is there can, with or without a free slot. Pure. */
import type { TransferTargets } from '../protocol/index.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import { enTransfer } from './en-transfer.js';
import { transferRows, type TransferRow } from './transfer-rows.js';

export interface HelpRowFacts {
  readonly targets: TransferTargets;
  /** The platform's, milliseconds. */
  readonly now: number;
  /** Ids of agents who help already, and who are asked. */
  readonly here: readonly string[];
  readonly asked: readonly string[];
  readonly strings: DeskStrings;
}

/** Those who can be asked first. */
export function helpRows(facts: HelpRowFacts): readonly TransferRow[] {
  const rows = transferRows(facts.targets, 'agent', facts.now, { desk: facts.strings, transfer: enTransfer }).map((row) => helpRow(row, facts));
  return [...rows.filter(({ open }) => open), ...rows.filter(({ open }) => !open)];
}

function helpRow(row: TransferRow, { here, asked }: HelpRowFacts): TransferRow {
  const taken = here.includes(row.id) ? enHelp.thereAlready : asked.includes(row.id) ? enHelp.askedAlready : undefined;
  if (taken !== undefined) return { ...row, fitness: 'not-there', words: taken, end: '', open: false };
  const state = row.state ?? 'offline';
  const open = state === 'available' || state === 'busy';
  return { ...row, fitness: state === 'available' ? 'can' : open ? 'full' : 'not-there', words: enHelp.fitness[state], end: '', open };
}
