/**
 * A desk layout: which widgets an agent's desk shows, in which order, and in which zones they stand.
 *
 * Knows the words and what a layout may say. Words that it does not know are let through, so that a layout of a newer
 * desk does not stop an older one: lint tells of them, and the desk passes them over.
 */
import * as v from 'valibot';
import { IdSchema, NameSchema } from './id.js';

/** The desk's three columns, from start to end as they stand without a layout. */
export const layoutZones = ['inbox', 'conversation', 'panes'] as const;
export type LayoutZone = (typeof layoutZones)[number];

/** What a layout can show. `custom`: a custom element of the page that the desk is on. */
export const widgetTypes = ['conversation', 'video', 'customer', 'timeline', 'notes', 'replies', 'custom'] as const;
export type WidgetType = (typeof widgetTypes)[number];

/** Where a pane stands. `panes`: in the column, and as a tab under the video. `tabs`: only as a tab under the video. */
export const widgetZones = ['panes', 'tabs'] as const;

/** A name that HTML allows for an element of a page's own, in ASCII; names of Segue's elements are not among them. */
const elementName = /^(?!segue-|annotation-xml$|color-profile$|font-face|missing-glyph$)[a-z][a-z0-9._]*-[a-z0-9._-]*$/;
/** Most characters of an element's name. */
const elementNameLength = 64;

/** One of `words`, which an editor may offer, or a word of a later release. */
/* @__NO_SIDE_EFFECTS__ */
const wordOf = <const W extends readonly string[]>(words: W) => v.union([v.picklist(words), NameSchema]);

export const LayoutWidgetSchema = v.object({
  /** One of `widgetTypes`; others are passed over. */
  type: wordOf(widgetTypes),
  /** Default: `panes`. */
  zone: v.exactOptional(wordOf([...layoutZones, 'tabs'])),
  /** Of `video`: opens by itself on `media-upgrade`. Default: the desk alerts instead. */
  autoOpen: v.exactOptional(v.boolean()),
  /** Only its head is shown until the agent opens it. Default: open. */
  collapsed: v.exactOptional(v.boolean()),
  /** Of `custom`: the name of the element, for example `acme-orders`. */
  element: v.exactOptional(v.pipe(v.string(), v.maxLength(elementNameLength), v.regex(elementName, 'A custom element is named in small letters, with a hyphen, and not as an element of Segue.'))),
  /** Of `custom`: what stands in the pane's head. Default: the element's name. */
  title: v.exactOptional(NameSchema),
});
export type LayoutWidget = v.InferOutput<typeof LayoutWidgetSchema>;

/** `zones`: the columns from start to end; those that it does not name follow in their usual order. `widgets`: panes from top to bottom. */
export const LayoutSchema = v.object({ id: IdSchema, zones: v.exactOptional(v.array(wordOf(layoutZones))), widgets: v.array(LayoutWidgetSchema) });
export type Layout = v.InferOutput<typeof LayoutSchema>;
