/**
 * What editors know of the elements: VS Code's custom data and JetBrains' web-types, both from custom-elements.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Plugin } from 'rollup';
import { at, project } from './project.js';

interface Described {
  readonly name: string;
  readonly description?: string;
}
interface Attribute extends Described {
  readonly type?: { readonly text: string };
}
interface Element extends Described {
  readonly tagName: string;
  readonly attributes?: readonly Attribute[];
  readonly members?: readonly (Attribute & { readonly kind: string })[];
  readonly events?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
}

/** The quoted words of a union, which an editor can offer. */
const valuesOf = ({ type }: Attribute): { name: string }[] => [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, name = '']) => ({ name }));

export function editorData(): Plugin {
  return {
    name: 'editor-data',
    writeBundle() {
      const manifest = JSON.parse(readFileSync(at('dist/custom-elements.json'), 'utf8')) as { modules: readonly { declarations: readonly Element[] }[] };
      const elements = manifest.modules.flatMap(({ declarations }) => declarations);
      writeFileSync(at('dist/vscode.html-data.json'), `${JSON.stringify({ version: 1.1, tags: elements.map(forVsCode) }, null, 2)}\n`);
      const html = { elements: elements.map(forJetBrains) };
      const types = { $schema: 'https://json.schemastore.org/web-types', name: project.name, version: project.version, 'js-types-syntax': 'typescript', 'description-markup': 'markdown', contributions: { html } };
      writeFileSync(at('dist/web-types.json'), `${JSON.stringify(types, null, 2)}\n`);
    },
  };
}

const forVsCode = ({ tagName, description, attributes = [] }: Element): object => ({
  name: tagName,
  description,
  attributes: attributes.map((it) => ({ name: it.name, description: it.description, values: valuesOf(it) })),
});

const plain = (all: readonly Described[] = []): object[] => all.map(({ name, description }) => ({ name, description }));

const forJetBrains = ({ tagName, description, attributes = [], members = [], events, cssParts, cssProperties }: Element): object => ({
  name: tagName,
  description,
  attributes: attributes.map((it) => ({ name: it.name, description: it.description, value: { type: it.type?.text ?? 'string' } })),
  js: {
    events: plain(events),
    properties: members.filter(({ kind }) => kind === 'field').map((it) => ({ name: it.name, description: it.description, type: it.type?.text })),
  },
  css: { parts: plain(cssParts), properties: plain(cssProperties) },
});
