/**
 * Desk layouts: the built-in one, and what a layout says about the video widget.
 *
 * Knows nothing of pixels: zones and widgets are names that the desk draws.
 */
import type { Layout } from '../../protocol/index.js';

/** For agents without a `layoutId`. */
export const builtInLayout: Layout = {
  id: 'built-in',
  widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: true }, { type: 'customer' }, { type: 'timeline' }, { type: 'notes' }],
};

/** How a layout treats a contact that goes over to video. */
export function videoWidgetOf(layout: Layout): 'opens' | 'stays-closed' | 'missing' {
  const widget = layout.widgets.find((it) => it.type === 'video');
  if (!widget) return 'missing';
  return widget.autoOpen === true ? 'opens' : 'stays-closed';
}
