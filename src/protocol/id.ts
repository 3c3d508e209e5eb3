/**
 * Identifiers and moments on the wire.
 *
 * Knows their spelling: ids are opaque, URL-safe and short; ids that the platform mints carry a prefix (`c_` contact,
 * `u_` upgrade, `v_` call, `r_` reservation) and at least 122 random bits. Does not mint them: that needs a random source.
 */
import * as v from 'valibot';
import { limits } from './limits.js';

/** Any id: letters, digits, `_`, `-`, `.`, `:`; 1 to 64 characters. */
export const IdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:-]+$/), v.maxLength(limits.idLength));

/** A customer's id in the words of the site that signed it: any printable text of 1 to 255 characters. */
export const IdentitySubjectSchema = v.pipe(v.string(), v.regex(/^\P{C}+$/u), v.maxLength(255));

/** A moment: ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const MomentSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/));

/** A position in a contact's timeline; dense from 1, and 0 means "before the first". */
export const SeqSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A display name: plain text, never markup. */
export const NameSchema = v.pipe(v.string(), v.maxLength(limits.nameLength));
