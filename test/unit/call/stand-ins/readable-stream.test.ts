import { describe, expect, it } from 'vitest';
import { Duplex } from '../../../../src/call/stand-ins/readable-stream.js';

type Done = (error?: Error | null) => void;

/** A stream whose writes stay open until the test settles them. */
class HeldStream extends Duplex {
  readonly written: unknown[] = [];
  readonly settle: Done[] = [];

  override _write(chunk: unknown, _encoding: string, done: Done): void {
    this.written.push(chunk);
    this.settle.push(done);
  }
}

describe('the stand-in for readable-stream', () => {
  it('hands pushed data to the listeners of data, and null as the end, once', () => {
    const stream = new Duplex();
    const heard: unknown[] = [];
    stream.on('data', (chunk: unknown) => heard.push(chunk));
    stream.on('end', () => heard.push('end'));
    stream.push('a');
    stream.push(null);
    stream.push(null);
    stream.push('after the end');
    expect(heard).toEqual(['a', 'end']);
    expect(stream._readableState.ended).toBe(true);
  });

  it('writes one chunk at a time and in order', () => {
    const stream = new HeldStream();
    const settled: string[] = [];
    expect(stream.write('a', () => settled.push('a'))).toBe(false);
    expect(stream.write('b', () => settled.push('b'))).toBe(false);
    expect(stream.written).toEqual(['a']);
    stream.settle[0]?.(null);
    expect(stream.written).toEqual(['a', 'b']);
    stream.settle[1]?.(null);
    expect(settled).toEqual(['a', 'b']);
  });

  it('sends nothing after a write that failed', () => {
    const stream = new HeldStream();
    const errors: unknown[] = [];
    stream.write('a', (error) => errors.push(error));
    stream.write('b');
    const failure = new Error('channel closed');
    stream.settle[0]?.(failure);
    expect(errors).toEqual([failure]);
    expect(stream.written).toEqual(['a']);
  });

  it('finishes once', () => {
    const stream = new Duplex();
    let finished = 0;
    stream.on('finish', () => (finished += 1));
    stream.end();
    stream.end();
    expect(finished).toBe(1);
    expect(stream._writableState.finished).toBe(true);
  });
});
