/** A sentence for whoever builds the page, in the browser's console; never shown to a visitor. Once each, and nothing where a page took the console away. */
const said = new Set<string>();

export function hintOnce(sentence: string): void {
  if (said.has(sentence)) return;
  said.add(sentence);
  const page: { readonly console?: Pick<Console, 'warn'> } = globalThis;
  page.console?.warn(`Segue: ${sentence}`);
}
