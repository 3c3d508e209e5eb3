import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from '../../setup/source.js';

/** What each room may import beside itself. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  session: ['protocol'],
  call: ['protocol', 'session'],
  ui: ['protocol', 'session', 'call'],
  chat: ['protocol', 'session', 'call', 'ui'],
  desk: ['protocol', 'session', 'call', 'ui'],
  platform: ['protocol'],
  testing: ['protocol', 'session', 'call'],
  // src/index.ts: the headless entry.
  '': ['protocol', 'session', 'call'],
};

/** Packages that each room may import. Nothing else reaches a browser. */
const packages: Readonly<Record<string, readonly string[]>> = {
  protocol: ['valibot'],
  session: ['eventemitter3', 'valibot'],
  call: ['eventemitter3', 'simple-peer'],
  ui: ['lit'],
  chat: ['lit', 'valibot'],
  desk: ['lit', 'valibot'],
  testing: ['eventemitter3', 'valibot'],
  '': [],
};

/** `src/call/link.ts` is in `call`, `src/index.ts` in ``. */
const roomOf = (file: string): string => /^src\/([^/]+)\//.exec(file)?.[1] ?? '';

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

describe('the rooms', () => {
  it('are those that the design draws', () => {
    const unknown = new Set(sourceFiles().map(roomOf).filter((room) => !(room in arrows)));
    expect([...unknown]).toEqual([]);
  });

  it('import one another only along the arrows', () => {
    const against = sourceFiles().flatMap((file) => {
      const room = roomOf(file);
      return importsOf(file)
        .filter(({ path }) => path !== undefined && roomOf(path) !== room && !arrows[room]?.includes(roomOf(path)))
        .map(({ specifier }) => `${file} imports ${specifier}`);
    });
    expect(against).toEqual([]);
  });

  it('never reach out of src', () => {
    const outside = sourceFiles().flatMap((file) =>
      importsOf(file)
        .filter(({ path }) => path !== undefined && !path.startsWith('src/'))
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(outside).toEqual([]);
  });

  it('for browsers import no package but those that are built in, and nothing of Node', () => {
    const strangers = sourceFiles().flatMap((file) => {
      const allowed = packages[roomOf(file)];
      if (!allowed) return [];
      return importsOf(file)
        .filter(({ path, specifier }) => path === undefined && !allowed.includes(packageOf(specifier)))
        .map(({ specifier }) => `${file} imports ${specifier}`);
    });
    expect(strangers).toEqual([]);
  });

  it('name the file that they import, with its extension', () => {
    const vague = sourceFiles().flatMap((file) =>
      importsOf(file)
        .filter(({ path, specifier }) => path !== undefined && !/\.(js|json)$/.test(specifier))
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(vague).toEqual([]);
  });
});
