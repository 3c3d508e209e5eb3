/**
 * Stands in for `readable-stream` in our build of simple-peer.
 *
 * simple-peer extends Duplex only to be an emitter with a data channel on `write` and `data`. This Duplex keeps that
 * much: writes go out one at a time, in order, and `push` emits at once. It knows no pause, no pipe, no high-water
 * mark and no encoding. Unlike Node's, `error` without a listener is silent: the link always listens.
 */
import { EventEmitter } from 'eventemitter3';

type Done = (error?: Error | null) => void;

interface Write {
  readonly chunk: unknown;
  readonly done: Done | undefined;
}

export class Duplex extends EventEmitter {
  readable = true;
  writable = true;
  readonly _readableState = { ended: false };
  readonly _writableState = { finished: false };
  readonly #writes: Write[] = [];
  #writing = false;

  /** Sends one chunk after those before it; false while it has to wait. */
  write(chunk: unknown, done?: Done): boolean {
    this.#writes.push({ chunk, done });
    this.#drain();
    return this.#writes.length === 0 && !this.#writing;
  }

  /** Hands received data to the listeners of `data`; null ends the readable side. */
  push(chunk: unknown): boolean {
    if (this._readableState.ended) return false;
    if (chunk !== null) return this.emit('data', chunk);
    this._readableState.ended = true;
    this.emit('end');
    return false;
  }

  end(): this {
    if (this._writableState.finished) return this;
    this._writableState.finished = true;
    this.emit('finish');
    return this;
  }

  /** Overridden by simple-peer: puts the chunk on the data channel. */
  _write(_chunk: unknown, _encoding: string, done: Done): void {
    done(null);
  }

  #drain(): void {
    if (this.#writing) return;
    const next = this.#writes.shift();
    if (!next) return;
    this.#writing = true;
    this._write(next.chunk, 'buffer', (error) => {
      this.#writing = false;
      next.done?.(error);
      if (!error) this.#drain();
    });
  }
}

export default { Duplex };
