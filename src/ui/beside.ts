/**
 * Places a small surface above or below a bar, near the control it belongs to, inside a frame. Measures and corrects: it
 * holds in any containing block, as a page may transform what the element is in.
 */

/** From the bar and from the frame, in CSS pixels. */
const gap = 8;
/** This much below is enough to scroll in: what is above stays free. */
const enough = 280;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** `surface` is `position: fixed`. `frame`: default the window. */
export function placeBeside(surface: HTMLElement, control: Element, bar: Element, frame?: Box): void {
  const box = within(frame ?? { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight });
  const edge = bar.getBoundingClientRect();
  const below = box.bottom - edge.bottom - 2 * gap;
  const above = edge.top - box.top - 2 * gap;
  const { style, scrollTop } = surface;
  style.maxHeight = 'none';
  style.left = style.top = '0px';
  const natural = surface.offsetHeight;
  const down = natural <= below || below >= Math.min(enough, above);
  const height = Math.min(natural, down ? below : above);
  const middle = control.getBoundingClientRect();
  const wide = surface.offsetWidth;
  // In a narrow frame it lies in the middle.
  const least = Math.max(gap, Math.min(40, (box.right - box.left - wide) / 2));
  const left = Math.min(Math.max((middle.left + middle.right - wide) / 2, box.left + least), box.right - least - wide);
  const top = down ? edge.bottom + gap : edge.top - gap - height;
  const origin = surface.getBoundingClientRect();
  style.maxHeight = `${height}px`;
  surface.scrollTop = scrollTop;
  style.left = `${left - origin.left}px`;
  style.top = `${top - origin.top}px`;
}

/** What of the frame is in the window. */
function within(frame: Box): Box {
  return {
    left: Math.max(frame.left, 0),
    top: Math.max(frame.top, 0),
    right: Math.min(frame.right, window.innerWidth),
    bottom: Math.min(frame.bottom, window.innerHeight),
  };
}
