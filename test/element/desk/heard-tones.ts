/** Where the desk's sounds go in tests: how often one began, and whether one sounds still. */
import type { Tones } from '../../../src/desk/bell.js';

export class HeardTones implements Tones {
  began = 0;
  sounds = false;

  play(): () => void {
    this.began += 1;
    this.sounds = true;
    return () => this.#end();
  }
  unlock(): void {
    this.sounds ||= false;
  }
  rest(): void {
    this.#end();
  }
  release(): void {
    this.#end();
  }
  #end(): void {
    this.sounds = false;
  }
}
