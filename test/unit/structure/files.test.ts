import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesIn, functionsOf, parse, sourceFiles, textOf } from '../../setup/source.js';

const longest = 400;
const longestFunction = 50;

/** Tables of strings may be as long as the language is. */
const isTable = (file: string): boolean => /^src\/ui\/(strings\/)?[a-z]{2}(-[a-z]+)?\.ts$/.test(file);
const isConfig = (file: string): boolean => /(^|\/)[\w.-]+\.config\.(ts|js)$/.test(file);
/** Modules in the shape that simple-peer's `require` lines expect. */
const isStandIn = (file: string): boolean => file.startsWith('src/call/stand-ins/');

const rootFiles = ['rollup.config.ts', 'eslint.config.js'];
const everyFile = (): string[] =>
  [...rootFiles, ...['src', 'build', 'demo', 'test'].flatMap((folder) => filesIn(folder))].filter((file) =>
    /\.(ts|js|mjs|css)$/.test(file),
  );
const typescriptFiles = (): string[] => everyFile().filter((file) => file.endsWith('.ts'));

describe('the files', () => {
  it('can be found', () => {
    expect(sourceFiles().length).toBeGreaterThan(20);
  });

  it(`have at most ${String(longest)} lines`, () => {
    const long = everyFile()
      .filter((file) => !isTable(file))
      .map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > longest);
    expect(long).toEqual([]);
  });

  it(`have functions of at most ${String(longestFunction)} lines`, () => {
    const long = sourceFiles().flatMap((file) =>
      functionsOf(file)
        .filter(({ lines }) => lines > longestFunction)
        .map(({ name, line, lines }) => `${file}:${String(line)} ${name} has ${String(lines)} lines`),
    );
    expect(long).toEqual([]);
  });

  it('are named in kebab-case, after what they hold', () => {
    const odd = sourceFiles().filter((file) => !/^src\/([a-z0-9-]+\/)*[a-z0-9-]+(\.d)?\.ts$/.test(file));
    const drawers = sourceFiles().filter((file) => /\/(utils?|helpers?|types|misc|common)(\.ts$|\/)/.test(file));
    expect([...odd, ...drawers]).toEqual([]);
  });

  it('say at their head what they know', () => {
    const silent = sourceFiles().filter((file) => !isTable(file) && !/^(#!.*\n)?\/\*\*/.test(textOf(file)));
    expect(silent).toEqual([]);
  });

  it('export by name, one by one', () => {
    const otherwise = typescriptFiles()
      .filter((file) => !isConfig(file) && !isStandIn(file))
      .flatMap((file) =>
        parse(file)
          .statements.filter(
            (statement) =>
              ts.isExportAssignment(statement) ||
              (ts.isExportDeclaration(statement) && (!statement.exportClause || ts.isNamespaceExport(statement.exportClause))) ||
              (ts.canHaveModifiers(statement) &&
                ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
          )
          .map((statement) => `${file}: ${statement.getText().split('\n')[0] ?? ''}`),
      );
    expect(otherwise).toEqual([]);
  });

  it('make no promises and silence no tool', () => {
    const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
    const silencers = new RegExp(['@ts-' + 'ignore', '@ts-' + 'expect-error', '@ts-' + 'nocheck', 'eslint-' + 'disable'].join('|'));
    const found = everyFile().filter((file) => marks.test(textOf(file)) || silencers.test(textOf(file)));
    expect(found).toEqual([]);
  });

  it('of the product write nothing to the console', () => {
    // The command line speaks to a person; the hint and the second tag to whoever builds the page.
    const talkative = sourceFiles().filter(
      (file) => !/^src\/platform\/cli(\.ts$|\/)|^src\/chat\/(console-hint|loader)\.ts$/.test(file) && /\bconsole\.(log|info|debug|warn|error)\(/.test(textOf(file)),
    );
    expect(talkative).toEqual([]);
  });

  it('of the product know no enum and no any', () => {
    const found = sourceFiles().filter((file) => {
      const found: ts.Node[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isEnumDeclaration(node) || node.kind === ts.SyntaxKind.AnyKeyword) found.push(node);
        ts.forEachChild(node, visit);
      };
      visit(parse(file));
      return found.length > 0;
    });
    expect(found).toEqual([]);
  });
});

describe('the tests', () => {
  it('of a unit lie where the unit lies and bear its name, with a subject behind it where they are several', () => {
    const units = filesIn('src').map((file) => file.replace(/\.ts$/, '').replace(/README\.md$/, 'readme'));
    const homeless = filesIn('test/unit')
      .filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/unit/structure/'))
      .filter((file) => {
        const path = file.replace('test/unit/', 'src/').replace(/\.test\.ts$/, '');
        return !units.some((unit) => path === unit || path.startsWith(`${unit}-`) || path.startsWith(`${unit}/`));
      });
    expect(homeless).toEqual([]);
  });

  it('are neither focused nor left out, and wait for no fixed time', () => {
    const tests = filesIn('test').filter((file) => /\.(test|e2e)\.ts$/.test(file));
    const marks = new RegExp(
      ['\\.' + 'only\\(', '\\b(it|describe)\\.' + 'skip\\(', 'waitFor' + 'Timeout\\(', 'retries: *[1-9]', 'retry: *[1-9]'].join('|'),
    );
    expect(tests.filter((file) => marks.test(textOf(file)))).toEqual([]);
  });
});
