/**
 * The project's own files, as tests of its structure see them: what git would track, whatever the state of the commit.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Paths below a folder of the project, with forward slashes, relative to the project. */
export function filesIn(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/(^|\/)(node_modules|dist|\.results)\//.test(file));
}

/** The value for each file, found once. */
function once<T>(find: (file: string) => T): (file: string) => T {
  const known = new Map<string, T>();
  return (file) => {
    const value = known.get(file) ?? find(file);
    known.set(file, value);
    return value;
  };
}

export const textOf = once((file) => readFileSync(join(root, file), 'utf8'));

/** TypeScript of the product. */
export const sourceFiles = (): string[] => filesIn('src').filter((file) => file.endsWith('.ts'));

export const parse = once((file) => ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true));

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Of the project, for a relative import; undefined for a package. */
  readonly path: string | undefined;
}

/** Static and dynamic imports and re-exports, types included. */
export const importsOf = once((file) => {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (!node || !ts.isStringLiteral(node)) return;
    const specifier = node.text;
    const path = specifier.startsWith('.') ? join(file, '..', specifier).replaceAll('\\', '/') : undefined;
    found.push({ specifier, path });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
});

/** Functions, methods and accessors with their length in lines. */
export function functionsOf(file: string): { readonly name: string; readonly line: number; readonly lines: number }[] {
  const source = parse(file);
  const found: { name: string; line: number; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const last = source.getLineAndCharacterOfPosition(node.end).line;
      found.push({ name: node.name?.getText() ?? 'a function', line: first + 1, lines: last - first + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
