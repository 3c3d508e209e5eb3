import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { execute, modules, packageOf, root } from './built.js';

describe('the package segue-chat', () => {
  it('exports these paths and no others', () => {
    expect(Object.keys(packageOf('.').exports)).toEqual([
      '.',
      './chat',
      './chat/define',
      './desk',
      './desk/define',
      './protocol',
      './testing',
      './react',
      './vue',
      './svelte',
      './custom-elements.json',
      './vscode.html-data.json',
      './web-types.json',
      './package.json',
    ]);
  });

  it('depends on lit alone', () => {
    expect(Object.keys(packageOf('.').dependencies)).toEqual(['lit']);
  });

  it.each(modules())('has the code and the types of $name', ({ code, types }) => {
    expect(existsSync(join(root, code))).toBe(true);
    expect(existsSync(join(root, types))).toBe(true);
  });

  it.each(modules())('does nothing when Node imports $name', async ({ name }) => {
    // Lit's own marks, and the element registry that it fills in for Node; nothing else may appear.
    const program = `
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      await import(${JSON.stringify(name)});
      const left = Object.getOwnPropertyNames(globalThis).filter((key) => !before.has(key));
      console.log(JSON.stringify({ left, active: process.getActiveResourcesInfo().filter((kind) => /Timeout|Immediate|TCP|UDP|Worker|MessagePort/.test(kind)) }));`;
    const { stdout, stderr } = await execute(process.execPath, ['--input-type=module', '--eval', program], root);
    const { left, active } = v.parse(v.object({ left: v.array(v.string()), active: v.array(v.string()) }), JSON.parse(stdout));
    expect(stderr).toBe('');
    expect(left.filter((key) => !/^(lit|reactiveElement)[A-Z]|^customElements$/.test(key))).toEqual([]);
    expect(active).toEqual([]);
  });

  it('describes its two elements in custom-elements.json, under paths that exist', () => {
    const schema = v.object({
      modules: v.array(
        v.object({ path: v.string(), declarations: v.array(v.object({ tagName: v.string(), description: v.string() })) }),
      ),
    });
    const { modules: described } = v.parse(schema, JSON.parse(readFileSync(join(root, 'dist/custom-elements.json'), 'utf8')));
    expect(described.flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName)).sort()).toEqual(['segue-chat', 'segue-desk']);
    expect(described.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('the package segue-platform', () => {
  it('bears the same version and takes the versions of its dependencies from the root', () => {
    const chat = packageOf('.');
    const platform = packageOf('dist/platform');
    expect(platform.version).toBe(chat.version);
    for (const [name, version] of Object.entries(platform.dependencies)) expect({ [name]: version }).toEqual({ [name]: chat.devDependencies[name] });
  });

  it('has its code, its types and its command', () => {
    const { exports, bin } = packageOf('dist/platform');
    const files = [...Object.values(exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target))), ...Object.values(bin)];
    expect(files.filter((file) => !existsSync(join(root, 'dist/platform', file)))).toEqual([]);
    expect(readFileSync(join(root, 'dist/platform/cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('carries the JSON Schemas that it serves', () => {
    for (const name of ['segue.config', 'flow', 'flow-document', 'schedule', 'queue']) {
      expect(JSON.parse(readFileSync(join(root, 'dist/platform/schemas', `${name}.json`), 'utf8'))).toMatchObject({ $id: `/schemas/${name}.json` });
    }
  });

  it('carries the script-tag files that it serves', () => {
    for (const packed of ['', '.br', '.gz']) expect(existsSync(join(root, `dist/platform/cdn/segue.js${packed}`))).toBe(true);
  });
});

describe('both packages', () => {
  it.each(['.', 'dist/platform'])('are as publint wants them: %s', async (folder) => {
    const { messages } = await publint({ pkgDir: join(root, folder), level: 'warning' });
    expect(messages).toEqual([]);
  });
});
