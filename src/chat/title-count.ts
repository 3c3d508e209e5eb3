/**
 * Counts in the page's title what waits for the visitor while they are elsewhere: `(2) Lira One`. Puts the title back as it
 * was, to the letter; where the page has changed it meanwhile, the page's counts.
 */
const titleNow = (): string | undefined => document.querySelector('title')?.textContent;

export class TitleCount {
  private shown: { readonly before: string | undefined; readonly text: string | undefined } | undefined;

  /** 0 takes the count away. */
  show(count: number): void {
    this.restore();
    if (count === 0) return;
    const before = titleNow();
    document.title = `(${count}) ${before?.trim() ?? ''}`.trimEnd();
    this.shown = { before, text: titleNow() };
  }

  private restore(): void {
    const { shown } = this;
    this.shown = undefined;
    if (shown === undefined || titleNow() !== shown.text) return;
    const element = document.querySelector('title');
    if (element === null) return;
    if (shown.before === undefined) element.remove();
    else element.textContent = shown.before;
  }
}
