/**
 * The elements' types for frameworks: JSX of React, templates of Vue and Svelte, as declarations beside the package.
 *
 * They augment modules of frameworks that a user may not have, so each is an entry of its own and nothing else refers to
 * it. Written by the build, because this project has none of the frameworks either.
 */
import { writeFileSync } from 'node:fs';
import type { Plugin } from 'rollup';
import { at } from './project.js';

const properties = `import type { ChatBackend, PageConfig, SegueChat, SegueChatEvents } from './chat/index.js';
import type { SegueDesk } from './desk/index.js';

/** What can be set on \`<segue-chat>\`, as attributes and as properties. */
interface ChatSettings {
  config?: PageConfig | undefined;
  platform?: string | undefined;
  deploymentId?: string | undefined;
  'deployment-id'?: string | undefined;
  theme?: 'light' | 'dark' | undefined;
  backend?: ChatBackend | undefined;
}
/** What can be set on \`<segue-desk>\`. */
interface DeskSettings {
  platform?: string | undefined;
}
`;

const react = `${properties}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type ChatHandlers = { [K in keyof SegueChatEvents as \`on\${K}\`]?: ((event: SegueChatEvents[K]) => void) | undefined };
type Host<E extends HTMLElement> = DetailedHTMLProps<HTMLAttributes<E>, E> & { class?: string | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'segue-chat': Host<SegueChat> & ChatSettings & ChatHandlers;
      'segue-desk': Host<SegueDesk> & DeskSettings;
    }
  }
}
`;

const vue = `${properties}
import type { DefineComponent } from 'vue';

type ChatEmits = { [K in keyof SegueChatEvents]: (event: SegueChatEvents[K]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'segue-chat': DefineComponent<ChatSettings, object, object, object, object, object, object, ChatEmits>;
    'segue-desk': DefineComponent<DeskSettings>;
  }
}
`;

const svelte = `${properties}
type ChatHandlers = { [K in keyof SegueChatEvents as \`on\${K}\` | \`on:\${K}\`]?: ((event: SegueChatEvents[K]) => void) | undefined };

declare global {
  namespace svelteHTML {
    interface IntrinsicElements {
      'segue-chat': ChatSettings & ChatHandlers & { lang?: string | undefined; class?: string | undefined; style?: string | undefined; this?: SegueChat | undefined };
      'segue-desk': DeskSettings & { lang?: string | undefined; class?: string | undefined; style?: string | undefined; this?: SegueDesk | undefined };
    }
  }
}
`;

export function frameworkTypes(): Plugin {
  return {
    name: 'framework-types',
    writeBundle() {
      for (const [name, types] of Object.entries({ react, vue, svelte })) {
        writeFileSync(at('dist', `${name}.d.ts`), types);
        // Importing it at run time is harmless, and nothing.
        writeFileSync(at('dist', `${name}.js`), 'export {};\n');
      }
    },
  };
}
