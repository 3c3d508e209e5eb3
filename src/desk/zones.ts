/** F6: the focus goes from zone to zone, into what comes first in each; a zone that is put away is passed over. */

const zones = ['.inbox', '.conversation', '.panes', '.top'] as const;
const focusable = 'button:not([disabled]), input, select, textarea, a[href], [tabindex="0"]';
/** Where work goes on in a zone, before its first control. */
const preferred = '.composer textarea, .row.selected, .inbox-search input';

/** Returns whether there was a zone to go to. */
export function moveZone(root: ShadowRoot | null, by: 1 | -1): boolean {
  const there = zones.map((zone) => root?.querySelector<HTMLElement>(zone)).filter((it) => it != null && it.offsetParent !== null);
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
