/**
 * Lit's templates without what is there only for the reader: styles minified and compiled down to the floor, markup with
 * every run of white space as one. Works on what esbuild has made of the source, so it meets plain JavaScript only.
 */
import { transformSync } from 'esbuild';
import type { AstNode, Plugin } from 'rollup';
import { at } from './project.js';

interface Template {
  readonly tag: 'css' | 'html';
  readonly start: number;
  readonly end: number;
  /** Texts between the expressions, escapes resolved. */
  readonly texts: readonly string[];
  /** Source of the expressions. */
  readonly holes: readonly { readonly start: number; readonly end: number }[];
}

export function compactTemplates(floor: readonly string[]): Plugin {
  return {
    name: 'compact-templates',
    transform(code, id) {
      if (!id.startsWith(at('src')) || !/\b(css|html)`/.test(code)) return null;
      return { code: compacted(code, templatesOf(this.parse(code)), floor), map: null };
    },
  };
}

/** The code from `start` to `end` with its templates compacted; a template inside another one's expression is compacted too. */
function compacted(code: string, templates: readonly Template[], floor: readonly string[], start = 0, end = code.length): string {
  const next = templates.find((template) => template.start >= start && template.end <= end);
  if (!next) return code.slice(start, end);
  const texts = next.tag === 'css' ? compactStyles(next.texts, floor) : next.texts.map((text) => text.replace(/\s+/g, ' '));
  const holes = next.holes.map((hole) => `\${${compacted(code, templates, floor, hole.start, hole.end)}}`);
  const literal = texts.map((text, index) => `${text.replace(/[`\\]|\$\{/g, '\\$&')}${holes[index] ?? ''}`).join('');
  return `${code.slice(start, next.start)}${next.tag}\`${literal}\`${compacted(code, templates, floor, next.end, end)}`;
}

/** An expression stands where a rule or a declaration could: an at-rule that nobody knows keeps its place. */
function compactStyles(texts: readonly string[], floor: readonly string[]): string[] {
  const { code, warnings } = transformSync(texts.reduce((before, text, index) => `${before}@hole-${index};${text}`), {
    loader: 'css',
    minify: true,
    target: [...floor],
  });
  if (warnings.length > 0) throw new Error(`styles: ${warnings.map(({ text }) => text).join('; ')}`);
  const parts = code.trim().split(/@hole-\d+;?/);
  if (parts.length !== texts.length) throw new Error('in styles an expression can only stand for rules or declarations');
  return parts;
}

/** Templates of a program in the order of their start, outer ones first. */
function templatesOf(program: AstNode): Template[] {
  const found: Template[] = [];
  visit(program, (node) => {
    const { type, tag, quasi, start, end } = node;
    if (type !== 'TaggedTemplateExpression' || !isNode(tag) || !isNode(quasi)) return;
    if (tag['name'] !== 'css' && tag['name'] !== 'html') return;
    const texts = nodes(quasi['quasis']).map(({ value }) => (value as { cooked: string }).cooked);
    found.push({ tag: tag['name'], start, end, texts, holes: nodes(quasi['expressions']) });
  });
  return found.sort((a, b) => a.start - b.start);
}

type Node = AstNode & Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) for (const child of node) visit(child, see);
  if (!isNode(node)) return;
  see(node);
  for (const child of Object.values(node)) if (typeof child === 'object') visit(child, see);
}
