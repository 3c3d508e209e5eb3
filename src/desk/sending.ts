/** What became of what a dialog sends; the words of a refusal are shown in it. */
export type Sending = { readonly kind: 'no' } | { readonly kind: 'yes' } | { readonly kind: 'refused'; readonly words: string };
