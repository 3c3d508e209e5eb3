import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { IceServerSchema } from '../../../src/protocol/index.js';

describe('an ICE server', () => {
  it.each(['stun:a:1', 'turn:a:1?transport=tcp', 'turns:a:443', ['stun:a', 'turn:b']])('%j is where an ICE server is', (urls) => expect(v.is(IceServerSchema, { urls })).toBe(true));
  it.each(['https://a', 'turn:', 'turn:a b', [1]])('%j is not', (urls) => expect(v.is(IceServerSchema, { urls })).toBe(false));
});
