/**
 * An emitter whose events are a map from name to payload tuple.
 *
 * Knows that a listener may throw: the others still hear the event, the emitter's owner goes on, and the error surfaces
 * as an uncaught one, where the page's own reporting finds it. Built on eventemitter3.
 */
import { EventEmitter } from 'eventemitter3';

/** Names and payloads: `{ name: [first, second] }`. */
export type EventMap<T> = { readonly [K in keyof T]: readonly unknown[] };

export class TypedEmitter<T extends EventMap<T>> {
  private readonly emitter = new EventEmitter();

  /** Adds a listener; the returned function removes it. */
  on<K extends keyof T & string>(name: K, listener: (...payload: T[K]) => void): () => void {
    const guarded = (...payload: T[K]): void => {
      try {
        listener(...payload);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    };
    this.emitter.on(name, guarded);
    return () => void this.emitter.off(name, guarded);
  }

  emit<K extends keyof T & string>(name: K, ...payload: T[K]): void {
    this.emitter.emit(name, ...payload);
  }

  /** Removes every listener. */
  clear(): void {
    this.emitter.removeAllListeners();
  }
}
