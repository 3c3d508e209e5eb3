import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TypedEmitter } from '../../../src/session/index.js';

interface Events {
  moved: [x: number, y: number];
}

describe('the emitter', () => {
  it('tells each listener, until it is removed', () => {
    const emitter = new TypedEmitter<Events>();
    const [a, b] = [vi.fn(), vi.fn()];
    const removeA = emitter.on('moved', a);
    emitter.on('moved', b);
    emitter.emit('moved', 1, 2);
    removeA();
    emitter.emit('moved', 3, 4);
    emitter.clear();
    emitter.emit('moved', 5, 6);
    expect(a.mock.calls).toEqual([[1, 2]]);
    expect(b.mock.calls).toEqual([[1, 2], [3, 4]]);
  });

  it('removes one registration of a listener that was added twice', () => {
    const emitter = new TypedEmitter<Events>();
    const listener = vi.fn();
    const remove = emitter.on('moved', listener);
    emitter.on('moved', listener);
    remove();
    emitter.emit('moved', 1, 2);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('goes on after a listener that throws, and lets the error surface', async () => {
    const reported: unknown[] = [];
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const report = (error: unknown): void => void reported.push(error);
    process.on('uncaughtException', report);
    onTestFinished(() => {
      process.off('uncaughtException', report);
      for (const listener of others) process.on('uncaughtException', listener);
    });
    const emitter = new TypedEmitter<Events>();
    const after = vi.fn();
    emitter.on('moved', () => {
      throw new Error('of the page');
    });
    emitter.on('moved', after);
    expect(() => emitter.emit('moved', 1, 2)).not.toThrow();
    expect(after).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(reported).toEqual([expect.objectContaining({ message: 'of the page' })]));
  });
});
