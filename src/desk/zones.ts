/** The desk's zones: in which order they stand, and F6, with which the focus goes from one to the next as they stand. */
import type { DeskLayout } from './desk-layout.js';

const zones = '.inbox, .conversation, .panes';
const focusable = 'button:not([disabled]), input, select, textarea, a[href], [tabindex="0"]';
/** Where work goes on in a zone, before its first control. */
const preferred = '.composer textarea, .row.selected, .inbox-search input';

/** For the style sheet: which column stands where, and whether the last one has panes of its own at rest. */
export function zoneClasses({ zones: columns, panes }: DeskLayout): string {
  const inboxLast = columns.indexOf('inbox') > columns.indexOf('conversation');
  return `order-${columns.join('-')} ${inboxLast ? 'inbox-last' : ''} ${panes.some(({ atRest }) => atRest) ? '' : 'no-panes'}`;
}

/** Into what comes first in the next zone; one that is put away is passed over. Returns whether there was a zone to go to. */
export function moveZone(root: ShadowRoot | null, by: 1 | -1): boolean {
  const all = [...(root?.querySelectorAll<HTMLElement>(zones) ?? []), root?.querySelector<HTMLElement>('.top')];
  const there = all.filter((it) => it != null && it.offsetParent !== null);
  const at = there.findIndex((it) => it?.contains(root?.activeElement ?? null));
  for (let step = 1; step <= there.length; step += 1) {
    const from = at < 0 && by < 0 ? 0 : at;
    const zone = there[(from + by * step + there.length * step) % there.length];
    const target = zone?.querySelector<HTMLElement>(preferred) ?? zone?.querySelector<HTMLElement>(focusable);
    if (target == null) continue;
    target.focus();
    return true;
  }
  return false;
}
