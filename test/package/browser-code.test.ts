import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transform } from 'esbuild';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { browserFiles, cdn, root, script } from './built.js';

const ofNode = ['process', 'global', 'Buffer', 'require', 'module', '__dirname', 'setImmediate'];

/** Names that the code uses without declaring them; esbuild replaces those and no others. */
async function freeNames(code: string): Promise<string[]> {
  const marks = Object.fromEntries(ofNode.map((name) => [name, `free_${name}`]));
  const marked = await transform(code, { define: marks, format: 'esm' });
  return ofNode.filter((name) => marked.code.includes(`free_${name}`));
}

describe('what browsers get', () => {
  it('is free of names that only Node has', async () => {
    const found = await Promise.all(
      browserFiles().map(async (file) => ({ file: relative(root, file), names: await freeNames(readFileSync(file, 'utf8')) })),
    );
    expect(found.filter(({ names }) => names.length > 0)).toEqual([]);
  });

  it('needs no newer syntax than the oldest browsers of the floor have', async () => {
    // esbuild refuses what it would have to lower in a way that it does not know, and changes what it knows.
    const floor = { target: ['chrome90', 'edge90', 'firefox90', 'safari14'], supported: { destructuring: true, 'optional-chain': true } };
    const changed: string[] = [];
    for (const file of browserFiles()) {
      const code = readFileSync(file, 'utf8');
      const [lowered, same] = await Promise.all([transform(code, floor), transform(code, { target: 'esnext' })]);
      // The one optional chaining that Chrome 90 gets wrong.
      const faulty = /\?\.(\w+)?\((?:[^()]|\([^()]*\))*\.\.\./.test(code);
      if (lowered.code !== same.code || faulty) changed.push(relative(root, file));
    }
    expect(changed).toEqual([]);
  });

  it('evaluates no strings and knows no third party', async () => {
    const servers = /https?:\/\/(?!(www\.)?w3\.org\/|lit\.dev\/|localhost\b|127\.0\.0\.1\b)[\w.-]+|(?<=["'`])stuns?:[\w.-]+/g;
    const found: string[] = [];
    for (const file of browserFiles()) {
      // Without its comments, which may name anyone.
      const { code } = await transform(readFileSync(file, 'utf8'), { minifyWhitespace: true, legalComments: 'none' });
      const evals = /\beval\(|\bnew Function\(/.test(code) ? ['eval'] : [];
      // simple-peer's own default, which the link always replaces.
      const strangers = [...code.matchAll(servers)].map(([name]) => name).filter((name) => !/^stun:(stun\.l\.google\.com|global\.stun\.twilio\.com)$/.test(name));
      found.push(...[...evals, ...strangers].map((what) => `${relative(root, file)}: ${what}`));
    }
    expect(found).toEqual([]);
  });
});

describe('the script-tag files', () => {
  it('name the Trusted Types policy segue, and no other', () => {
    const files = browserFiles().filter((file) => file.startsWith(cdn));
    const policies = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/createPolicy\(["'`]([^"'`]+)/g)].map(([, name]) => ({ file: relative(cdn, file), name })),
    );
    expect(policies.filter(({ name }) => name !== 'segue')).toEqual([]);
    // Lit's in the shell, Lit's in the desk, and the loader's under its two names.
    expect(policies).toHaveLength(4);
  });

  it('have the integrity that was printed for them', () => {
    const integrity = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync(join(cdn, 'integrity.json'), 'utf8')));
    expect(Object.keys(integrity).length).toBeGreaterThanOrEqual(3);
    for (const [file, expected] of Object.entries(integrity)) {
      const hash = createHash('sha384').update(readFileSync(join(cdn, file))).digest('base64');
      expect({ [file]: `sha384-${hash}` }).toEqual({ [file]: expected });
    }
  });

  it('are all known with their integrity: the shell to the loader, a language to what picks one, the others to the shell', () => {
    const integrity = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync(join(cdn, 'integrity.json'), 'utf8')));
    const [loader, shell, languages] = ['segue', 'shell', 'load-language'].map((name) => readFileSync(script(name), 'utf8'));
    for (const [file, hash] of Object.entries(integrity)) {
      if (file.startsWith('segue.')) continue;
      const knows = file.startsWith('shell.') ? loader : /^[a-z]{2}\./.test(file) ? languages : shell;
      expect(knows).toContain(file);
      expect(knows).toContain(hash);
    }
    // A page that pins segue.js pins nothing that changes unseen.
    expect(`${loader ?? ''}${shell ?? ''}`).not.toContain('__SEGUE');
  });

  it('fetch each other through the loader only', () => {
    const imports = [...readFileSync(script('shell'), 'utf8').matchAll(/import\(\s*["'`]/g)];
    expect(imports).toEqual([]);
  });
});
