/** What a person meets of a drawn chat: what they press and how large it is, what they read and whether all of it is there. */
const pressed = 'button, a[href], input, select, textarea, [role="slider"], [role^="menuitem"], [role="radio"]';

/** Elements of the root that take room, are not hidden and belong to no label that is pressed in their place. */
export function seen(root: ParentNode, selector: string): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.closest('[aria-hidden="true"], .hidden-text, [inert]') === null && getComputedStyle(element).visibility === 'visible';
  });
}

const named = (element: HTMLElement): string => (element.getAttribute('aria-label') ?? element.textContent.trim()).slice(0, 40) || element.className || element.localName;
const rounded = ({ width, height }: DOMRect): string => `${Math.round(width)} x ${Math.round(height)}`;

/** A link within a sentence is as high as its line (WCAG 2.5.8, inline). */
const inSentence = (element: HTMLElement): boolean => element.localName === 'a' && getComputedStyle(element).display === 'inline';
/** Where a label is pressed for its field, it is the target. */
const target = (element: HTMLElement): HTMLElement => element.closest('label') ?? element;

/** What is pressed and is smaller than this, with its size. */
export function tooSmall(root: ParentNode, least: number, selector = pressed): readonly string[] {
  const small = (element: HTMLElement): boolean => {
    const { width, height } = target(element).getBoundingClientRect();
    // A fraction is lost where an animation has scaled it.
    return Math.min(width, height) < least - 0.5;
  };
  return seen(root, selector)
    .filter((element) => !inSentence(element) && small(element))
    .map((element) => `${named(element)}: ${rounded(target(element).getBoundingClientRect())}`);
}

const hasText = (element: HTMLElement): boolean => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
/** Shortened on purpose, with dots: names and file names. */
const isShortened = (element: HTMLElement): boolean => {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) if (getComputedStyle(at).textOverflow === 'ellipsis') return true;
  return false;
};
const scrolls = (element: HTMLElement): boolean => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);

/** What sticks out of the window sideways, or has words that its own box cuts off. */
export function cutOff(root: ParentNode): readonly string[] {
  const width = document.documentElement.clientWidth;
  return seen(root, '.root *').flatMap((element) => {
    const { left, right } = element.getBoundingClientRect();
    if (scrolls(element) && element.scrollWidth > element.clientWidth + 1) return [`${named(element)} scrolls sideways`];
    if (!hasText(element) || isShortened(element)) return [];
    if (left < -1 || right > width + 1) return [`${named(element)} reaches from ${Math.round(left)} to ${Math.round(right)}`];
    const { overflowX, overflowY } = getComputedStyle(element);
    const cut = (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) || (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
    return cut ? [`${named(element)} is cut off`] : [];
  });
}

/** What can be pressed or read and lies outside of the window or under its keyboard, with nothing to scroll it into view by. */
export function outOfReach(root: ParentNode): readonly string[] {
  const { clientWidth } = document.documentElement;
  const clientHeight = window.visualViewport?.height ?? window.innerHeight;
  return seen(root, pressed)
    .filter((element) => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return (top < -1 || bottom > clientHeight + 1 || left < -1 || right > clientWidth + 1) && !canScrollTo(element);
    })
    .map(named);
}

function canScrollTo(element: HTMLElement): boolean {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return true;
  }
  return false;
}

const bounded = '.panel, .bubble, .card, .teaser, .message-teaser, .launcher, .button, .choice, .composer, .menu-rows, .file, .offer';

/** What only its fill tells from what is around it. */
export function withoutEdge(root: ParentNode): readonly string[] {
  return seen(root, bounded)
    .filter((element) => {
      const { borderTopWidth, borderTopStyle, outlineStyle } = getComputedStyle(element);
      return outlineStyle === 'none' && (borderTopStyle === 'none' || parseFloat(borderTopWidth) === 0);
    })
    .map((element) => `${element.className}: ${named(element)}`);
}

/** Animations that still move something. */
export function moving(root: ShadowRoot): readonly string[] {
  return root
    .getAnimations()
    .filter(({ effect, playState }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1)
    .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : animation.constructor.name));
}
