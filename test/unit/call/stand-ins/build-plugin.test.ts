import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { asModule } from '../../../../src/call/stand-ins/build-plugin.js';

const source = readFileSync(createRequire(import.meta.url).resolve('simple-peer'), 'utf8');

describe('simple-peer without polyfills', () => {
  it('leaves nothing of CommonJS, process or global in the published source', () => {
    const code = asModule(source);
    expect(code).not.toMatch(/\brequire\(|\bmodule\.exports\b|\bprocess\.\w|[^:]\bglobal\./);
    expect(code.match(/^import /gm)).toHaveLength(7);
    expect(code.match(/^export default /gm)).toHaveLength(1);
  });

  it('keeps the codes of errors, without their sentences', () => {
    const code = asModule(source);
    const codes = (text: string): string[] => (text.match(/'ERR_\w+'/g) ?? []).sort();
    expect(codes(code)).toEqual(codes(source));
    expect(code).not.toMatch(/new Error\(['`]/);
  });

  it('logs nothing, and is otherwise what was published', () => {
    const code = asModule(source);
    expect(code).not.toContain('_debug');
    const methods = (text: string): string[] => (text.match(/^ {2}(?:get )?\w+ \(.*\) \{$/gm) ?? []).filter((line) => !line.includes('_debug'));
    expect(methods(source).length).toBeGreaterThan(30);
    expect(methods(code)).toEqual(methods(source));
  });

  it('refuses a source with an import that it does not know', () => {
    expect(() => asModule(`const other = require('other')\n${source}`)).toThrow(/simple-peer has changed/);
  });

  it('is loaded by the tests through the same stand-ins as the bundle', async () => {
    const { default: Peer } = await import('simple-peer');
    const { Duplex } = await import('../../../../src/call/stand-ins/readable-stream.js');
    expect(Peer.prototype).toBeInstanceOf(Duplex);
  });
});
