import { expect, it } from 'vitest';
import errorWithCode from '../../../../src/call/stand-ins/err-code.js';

it.each([
  ['an error', new TypeError('of the browser')],
  ['a DOMException, whose own code is a number that cannot be set', new DOMException('of the browser', 'OperationError')],
])('the stand-in for err-code gives %s its code', (_what, error) => {
  expect(errorWithCode(error, 'ERR_DATA_CHANNEL')).toBe(error);
  expect(Reflect.get(error, 'code')).toBe('ERR_DATA_CHANNEL');
  expect(error.message).toBe('of the browser');
});
