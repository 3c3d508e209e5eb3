/**
 * What guests have answered to the form before the chat, and what it still has to ask.
 *
 * Knows the column, and that nobody is asked what is known already. Does not check answers (forms.ts).
 */
import { faultOf, type Answer, type FormField } from '../../protocol/index.js';
import type { Deployment } from '../config/index.js';
import type { Tx } from '../store/sql.js';
import { json } from './columns.js';
import { knownOfGuest, signedOfGuest } from './guest-attributes.js';
import type { Guest } from './guest-store.js';

/** What a guest has answered, once. `told`: in a contact's timeline already. */
export interface Filled {
  readonly answers: readonly { readonly key: string; readonly label: string; readonly value: Answer }[];
  /** Keys of all fields that stood in the form, also of those left empty. */
  readonly asked: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly told: boolean;
}

export async function filledBy(tx: Tx, guestId: string): Promise<Filled | undefined> {
  const row = await tx.get('SELECT form FROM guests WHERE id = ?', [guestId]);
  // Written below.
  return row && row['form'] !== null ? (json(row, 'form') as Filled) : undefined;
}

export const keepFilled = async (tx: Tx, guestId: string, filled: Filled): Promise<void> => {
  await tx.run('UPDATE guests SET form = ? WHERE id = ?', [JSON.stringify(filled), guestId]);
};

export const fieldsOf = ({ visit: { preChat } }: Deployment): readonly FormField[] => preChat?.fields ?? [];

/** What the site's backend has the say of: an answer could not change it, so that none is asked for, whether it fits or not. */
async function settledOf(tx: Tx, { id, subject, name }: Guest): Promise<readonly string[]> {
  return [...Object.keys(await signedOfGuest(tx, id)), ...(subject === undefined || name === undefined ? [] : ['name'])];
}

/** Fields that wait for an answer: nobody knows one that fits, and nobody was asked, or the answer has to be there. */
export async function openFields(tx: Tx, deployment: Deployment, guest: Guest): Promise<readonly FormField[]> {
  const fields = fieldsOf(deployment);
  if (fields.length === 0) return [];
  const settled = await settledOf(tx, guest);
  const known: Readonly<Record<string, string | number | boolean>> = { ...(await knownOfGuest(tx, guest.id)), ...(guest.name === undefined ? {} : { name: guest.name }) };
  const asked = (await filledBy(tx, guest.id))?.asked ?? [];
  return fields.filter((field) => {
    if (settled.includes(field.key)) return false;
    const value = Object.hasOwn(known, field.key) ? known[field.key] : undefined;
    const missing = value === undefined || faultOf(field, typeof value === 'number' ? String(value) : value) !== undefined;
    return missing && (field.required === true || !asked.includes(field.key));
  });
}
