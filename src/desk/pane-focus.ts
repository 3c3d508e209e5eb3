/**
 * Keeps the focus with whoever writes in a pane while panes move: under a video they become tabs, and an element that is
 * moved loses the focus. Knows where the focus was before a drawing, and puts it back after one that lost it.
 */
import { focusedElement, takesKeys } from './typing.js';

const fields = 'input, textarea, select';

interface Held {
  /** Of the pane. */
  readonly key: string;
  readonly element: HTMLElement;
  /** Which of the pane's own fields it is; -1 of one in a team's element. */
  readonly index: number;
  readonly caret: readonly [number | null, number | null] | undefined;
}

export class PaneFocus {
  #held: Held | undefined;

  /** Before a drawing: the pane's key where somebody writes in one. */
  remember(root: ShadowRoot | null): string | undefined {
    const pane = root?.activeElement?.closest<HTMLElement>('[data-pane]');
    const element = focusedElement();
    const key = pane?.dataset['pane'];
    this.#held = undefined;
    if (pane == null || key === undefined || !(element instanceof HTMLElement) || !takesKeys(element)) return undefined;
    const caret = element instanceof HTMLTextAreaElement ? ([element.selectionStart, element.selectionEnd] as const) : undefined;
    this.#held = { key, element, index: [...pane.querySelectorAll(fields)].indexOf(element), caret };
    return key;
  }

  /** After it. */
  restore(root: ShadowRoot | null): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined || root === null || (focusedElement() !== null && focusedElement() !== root.host)) return;
    const pane = [...root.querySelectorAll<HTMLElement>('[data-pane]')].find((it) => it.dataset['pane'] === held.key);
    const field = held.element.isConnected ? held.element : pane?.querySelectorAll<HTMLElement>(fields)[held.index];
    field?.focus({ preventScroll: true });
    if (held.caret !== undefined && field instanceof HTMLTextAreaElement) field.setSelectionRange(...held.caret);
  }
}
