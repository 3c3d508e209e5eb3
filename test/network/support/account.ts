/** From the notes of both sides and the record to the account of a scenario. Pure; asserts nothing. */
import type { RecordedEvent } from '../../e2e/support/record.js';
import { mendsOf } from './mends.js';
import type { Account } from './report.js';
import { repairsOf, sentencesOf, statesOf, type Notes } from './witness.js';

interface Told {
  readonly notes: { readonly customer: Notes; readonly agent: Notes };
  /** The moments at which the network could carry media again. */
  readonly mended: readonly number[];
  readonly pairs: Account['pairs'];
  readonly contacts: number;
  /** The contact's timeline, where it could be read. */
  readonly events: readonly RecordedEvent[];
}

export function accountOf({ notes, mended, pairs, contacts, events }: Told): Account {
  const { customer, agent } = notes;
  const click = customer.find((note) => note.kind === 'click' && /video/i.test(note.text))?.at;
  const live = customer.find((note) => note.kind === 'call' && note.text === 'live')?.at;
  return {
    states: { customer: statesOf(customer), agent: statesOf(agent) },
    repairs: repairsOf(customer),
    said: { customer: sentencesOf(customer), agent: sentencesOf(agent) },
    ...(click === undefined || live === undefined ? {} : { clickToLiveMs: live - click }),
    mends: mendsOf(mended, notes),
    pairs,
    contacts,
    timeline: events.map((event) => event.kind),
    results: events.filter((event) => event.kind === 'upgrade.ended').map((event) => resultWords(event.data['result'])),
  };
}

function resultWords(result: unknown): string {
  const { status, reason } = result as { status: string; reason?: string };
  return reason === undefined ? status : `${status}(${reason})`;
}
