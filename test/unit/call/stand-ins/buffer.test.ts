import { expect, it } from 'vitest';
import { Buffer } from '../../../../src/call/stand-ins/buffer.js';

it('the stand-in for buffer shows received bytes as they are', () => {
  expect([...Buffer.from(new Uint8Array([0, 7, 255]).buffer)]).toEqual([0, 7, 255]);
});
