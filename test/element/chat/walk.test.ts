/**
 * Every state of the gallery by Tab alone, from before the chat to behind it: whatever can be pressed is reached, shows that it
 * is, and lies under nothing; and nothing keeps the focus but what is modal.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { server, userEvent } from 'vitest/browser';
import { chatStates, proof } from './chat-states.js';
import { keyboardDown } from './keyboard.js';
import { seen } from './laid-out.js';
import { drawn, mount } from './mounted.js';

const most = 80;
const reachable = 'button, a[href], input, select, textarea, [role="slider"], video[tabindex="0"], [role="log"]';

afterEach(keyboardDown);

/** A group of radios is one stop, and a menu's rows are the arrows' matter. */
const hasStop = (root: ParentNode, element: HTMLElement): boolean => {
  if (element.tabIndex < 0 || element.matches(':disabled')) return false;
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return true;
  const group = [...root.querySelectorAll<HTMLInputElement>(`input[type="radio"][name="${element.name}"]`)];
  return !group.some((it) => it.checked) && group[0] === element;
};
const nameOf = (element: Element): string => `${element.localName}.${element.className}: ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)}`;

/** The field's ring is its frame's, a star's the label's. */
function showsFocus(element: Element): boolean {
  for (let at: Element | null = element, steps = 0; at !== null && steps < 3; at = at.parentElement, steps += 1) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    if ((outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || (boxShadow !== 'none' && at.matches(':focus-within') && !at.matches('.panel, .card'))) return true;
  }
  return false;
}

function isCovered(root: ShadowRoot, element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const over = root.elementFromPoint(left + width / 2, top + height / 2);
  return over !== null && over !== element && !element.contains(over) && !over.contains(element) && over.closest('label')?.contains(element) !== true;
}

/** A file is being dragged, which no key does. */
const byPointer = new Set(['file-veil']);

describe.each(Object.entries(chatStates).filter(([name]) => !byPointer.has(name)))('%s', (name, set) => {
  it('is walked by Tab, and left again', async ({ skip }) => {
    const mounted = await mount();
    const { chat, root } = mounted;
    await set(mounted);
    await drawn(root, proof[name] ?? '.bubble');
    for (const animation of root.getAnimations()) if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
    const [before, behind] = [document.createElement('button'), document.createElement('button')];
    chat.before(before);
    chat.after(behind);
    try {
      if (root.activeElement === null) before.focus();
      skip(server.browser === 'firefox' && !document.hasFocus(), 'a headless Firefox now and then gives its window no focus, and Tab then leads nowhere');
      // A menu is the arrows' matter, and Tab leaves it.
      if (root.querySelector('[role="menu"]') !== null) {
        await userEvent.keyboard('{Tab}');
        await expect.poll(() => root.querySelector('[role="menu"]')).toBeNull();
      }
      const isModal = root.querySelector('[aria-modal="true"]') !== null;
      const scope = root.querySelector('[aria-modal="true"]') ?? root;
      const wanted = seen(scope, reachable).filter((element) => hasStop(scope, element));
      const first = wanted[0];
      if (isModal) first?.focus();
      else before.focus();
      const stops = new Set<Element>(isModal && first !== undefined ? [first] : []);
      const faults: string[] = [];
      for (let step = 0; step < most && document.activeElement !== behind; step += 1) {
        await userEvent.keyboard('{Tab}');
        const stop = root.activeElement;
        if (stop === null) continue;
        if (stops.has(stop)) break;
        stops.add(stop);
        if (!showsFocus(stop)) faults.push(`${nameOf(stop)} does not show the focus`);
        if (isCovered(root, stop)) faults.push(`${nameOf(stop)} is covered`);
      }
      expect(faults).toEqual([]);
      expect(wanted.filter((element) => element.isConnected && !stops.has(element)).map(nameOf), 'not reached').toEqual([]);
      if (!isModal) expect(document.activeElement).toBe(behind);
    } finally {
      before.remove();
      behind.remove();
    }
  });
});
