/**
 * The keyboard on a phone's screen, for tests and pictures: it lies over the page's foot, and the page hears of it as of a real
 * one, by its visual viewport. A window that is wider than a phone has none.
 */

const keyboardHeight = 260;
const widestPhone = 480;
let drawn: HTMLElement | undefined;

/** Until `keyboardDown`; follows the window's size. `moved`: how far the browser has scrolled the page under it. */
export function keyboardUp(moved = 0): void {
  const seen = window.visualViewport;
  if (seen === null || drawn !== undefined) return;
  const covered = (): number => (window.innerWidth < widestPhone ? keyboardHeight : 0);
  Object.defineProperty(seen, 'height', { configurable: true, get: () => window.innerHeight - covered() });
  Object.defineProperty(seen, 'offsetTop', { configurable: true, get: () => moved });
  drawn = document.createElement('div');
  drawn.setAttribute('aria-hidden', 'true');
  drawn.style.cssText = `position:fixed;inset:auto 0 0;height:${String(covered())}px;background:#cfd2db`;
  document.body.append(drawn);
  seen.dispatchEvent(new Event('resize'));
}

export function keyboardDown(): void {
  const seen = window.visualViewport;
  if (seen === null || drawn === undefined) return;
  drawn.remove();
  drawn = undefined;
  Reflect.deleteProperty(seen, 'height');
  Reflect.deleteProperty(seen, 'offsetTop');
  seen.dispatchEvent(new Event('resize'));
}
