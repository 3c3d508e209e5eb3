/**
 * The media table: the one place that maps the two vocabularies for a medium.
 *
 * A manifest and a flow block say `chat`/`voice`/`video`; a contact and a queue say `webChat`/`voiceChat`/`videoChat`.
 * Nothing else in Segue spells both. `voice` is a reserved word: known, never offered.
 */
import * as v from 'valibot';

/** Words of a manifest, a flow block and `upgrade.*` frames. */
export const media = ['chat', 'voice', 'video'] as const;
export type Medium = (typeof media)[number];

/** Words of a contact, a queue and a segment. */
export const contactMedia = ['webChat', 'voiceChat', 'videoChat'] as const;
export type ContactMedium = (typeof contactMedia)[number];

const table = { chat: 'webChat', voice: 'voiceChat', video: 'videoChat' } as const satisfies Record<Medium, ContactMedium>;
const inverse = { webChat: 'chat', voiceChat: 'voice', videoChat: 'video' } as const satisfies Record<ContactMedium, Medium>;

/** `video` -> `videoChat`. */
export const toContactMedium = (medium: Medium): ContactMedium => table[medium];

/** `videoChat` -> `video`. */
export const toMedium = (medium: ContactMedium): Medium => inverse[medium];

export const MediumSchema = v.picklist(media);
export const ContactMediumSchema = v.picklist(contactMedia);

/** The medium that a chat can be upgraded to. */
export const UpgradeMediumSchema = v.literal('video');
