/** An element that speaks a language: its parts read it at each render, for it may change. */
import type { LitElement } from 'lit';
import type { Language } from '../ui/words.js';

export interface SpokenHost extends LitElement {
  readonly language: Language;
}
