import { describe, expect, it } from 'vitest';
import { SegueError, errorCodes, isErrorCode } from '../../../src/protocol/index.js';

describe('errors', () => {
  it('carry their code’s meaning, and whether to try again', () => {
    const error = new SegueError('rate-limited', undefined, { retryAfterMs: 5, origin: 'x' });
    expect(error).toMatchObject({ name: 'SegueError', code: 'rate-limited', message: errorCodes['rate-limited'].meaning, retryAfterMs: 5, origin: 'x', retry: true });
    expect(error).toBeInstanceOf(Error);
    expect(new SegueError('closed', 'because')).toMatchObject({ message: 'because', retry: false, retryAfterMs: undefined });
  });

  it.each(Object.entries(errorCodes))('%s has an HTTP status of an error and a sentence', (_code, { status, meaning }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
  });

  it.each([['closed', true], ['toString', false], ['', false], ['CLOSED', false]])('%s is a known code: %s', (code, known) => {
    expect(isErrorCode(code)).toBe(known);
  });
});
