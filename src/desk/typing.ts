/**
 * Whether somebody is writing, anywhere on the page: what comes by itself then leaves the focus and the chosen contact.
 *
 * Looks through open shadow roots, so a field of a team's own pane counts as one of the desk's, and one of the page around
 * the desk as well. What can't be looked into (a closed shadow root, a frame) may hold a field, and counts as one.
 */

/** Inputs that no text goes into. */
const pressed: ReadonlySet<string> = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);
/** Fields that are made of something else. */
const written = '[role="textbox"], [role="searchbox"], [role="combobox"], [role="spinbutton"]';

/** Which element has the focus, however deep it is; null where none has it. */
export function focusedElement(): Element | null {
  let active = document.activeElement;
  for (let inner = active?.shadowRoot?.activeElement; inner != null; inner = inner.shadowRoot?.activeElement) active = inner;
  return active === document.body || active === document.documentElement ? null : active;
}

/** Whether keys that are pressed there may be text, or choose from a list. */
export function takesKeys(element: EventTarget | null | undefined): boolean {
  if (element instanceof HTMLInputElement) return !pressed.has(element.type);
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || element instanceof HTMLIFrameElement) return true;
  if (!(element instanceof HTMLElement)) return false;
  return element.isContentEditable || element.matches(written) || isClosed(element);
}

export const isWriting = (): boolean => takesKeys(focusedElement());

/** An element of somebody's own that has the focus and shows nothing of its inside. */
const isClosed = (element: HTMLElement): boolean => element.localName.includes('-') && element.shadowRoot === null;
