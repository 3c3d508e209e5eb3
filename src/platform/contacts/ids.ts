/**
 * Ids that the platform mints: a prefix and 128 random bits.
 *
 * Knows the spelling (src/protocol/id.ts). Ids are unguessable, so that knowing one contact's id tells nothing of another's.
 */
import { createHash, randomBytes } from 'node:crypto';

/** Mints an id: `c` contact, `g` guest, `u` upgrade, `v` call, `r` reservation, `x` run, `n` alert, `f` file. */
export type NewId = (prefix: string) => string;

export const newId: NewId = (prefix) => `${prefix}_${randomBytes(16).toString('base64url')}`;

/** A renewal secret for a browser; only its hash is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
