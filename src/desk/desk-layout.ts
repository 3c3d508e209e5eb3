/**
 * What a layout comes to on this desk: the columns in their order, and the panes with their places. Pure.
 *
 * Passes over what it does not know and what is there twice, and sees to it that no column is missing: an agent cannot
 * work without the inbox and the conversation, and the last column is where contacts ring.
 */
import { layoutZones, type Layout, type LayoutWidget, type LayoutZone } from '../protocol/index.js';

export const builtInPanes = ['customer', 'timeline', 'notes', 'replies'] as const;
export type BuiltInPane = (typeof builtInPanes)[number];

interface Place {
  /** What tells it from other panes: its type, or its element's name. */
  readonly key: string;
  /** Shown also where there is no video, above which it is a tab. */
  readonly atRest: boolean;
  /** Only its head is shown until the agent opens it. */
  readonly collapsed: boolean;
}

export type LayoutPane = Place & ({ readonly kind: BuiltInPane } | { readonly kind: 'custom'; readonly element: string; readonly title: string });

export interface DeskLayout {
  /** All three, from start to end. */
  readonly zones: readonly LayoutZone[];
  /** From top to bottom. */
  readonly panes: readonly LayoutPane[];
}

export function deskLayout(layout: Layout): DeskLayout {
  const panes = new Map<string, LayoutPane>();
  for (const widget of layout.widgets) {
    const pane = paneOf(widget);
    if (pane !== undefined && !panes.has(pane.key)) panes.set(pane.key, pane);
  }
  return { zones: [...new Set([...(layout.zones ?? []).filter(isZone), ...layoutZones])], panes: [...panes.values()] };
}

/** Under the video what happens is on top; the others keep their order. */
export const asTabs = (panes: readonly LayoutPane[]): readonly LayoutPane[] => [...panes.filter(({ kind }) => kind === 'timeline'), ...panes.filter(({ kind }) => kind !== 'timeline')];

function paneOf({ type, zone, collapsed = false, element, title }: LayoutWidget): LayoutPane | undefined {
  const place = { atRest: zone !== 'tabs', collapsed };
  if (type === 'custom') return element === undefined ? undefined : { ...place, kind: 'custom', key: element, element, title: title ?? element };
  const kind = builtInPanes.find((it) => it === type);
  return kind && { ...place, kind, key: kind };
}

const isZone = (word: string): word is LayoutZone => layoutZones.some((it) => it === word);
