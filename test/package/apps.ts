/**
 * Projects as users have them: what each installs beside segue-chat, its files, how it checks its types, builds and serves.
 *
 * Versions are pinned, so that a failure is ours. Knows nothing of browsers.
 */
export interface App {
  readonly name: string;
  /** `deep`: not in every run. */
  readonly depth: 'ci' | 'deep';
  readonly dependencies: Readonly<Record<string, string>>;
  /** `PLATFORM` in them becomes the platform's address. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of installed packages with their arguments, in order. */
  readonly steps: readonly (readonly [file: string, ...args: string[]])[];
  /** What is served: a folder, or the server's own file with its arguments; `PORT` becomes its port. */
  readonly serve: { readonly folder: string } | { readonly command: readonly [file: string, ...args: string[]] };
  /** Drawn on a server first: it listens from the moment on at which this is there. */
  readonly listens?: string;
}

const typescript = { typescript: '6.0.3' };
const vite = { vite: '8.4.0' };
const tsconfig = (more: object = {}): string =>
  JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx', lib: ['es2022', 'dom', 'dom.iterable'], types: [], skipLibCheck: false, exactOptionalPropertyTypes: true, ...more },
    include: ['src'],
  });
const config = "{ deploymentId: 'demo', allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] }";
const page = (entry: string): string => `<!doctype html><html lang="en"><title>An app</title><div id="root"></div><script type="module" src="${entry}"></script></html>`;
const tsc = ['node_modules/typescript/bin/tsc', '-p', '.'] as const;
const viteBuild = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'] as const;

export const apps: readonly App[] = [
  {
    name: 'a plain page',
    depth: 'ci',
    dependencies: {},
    files: {
      'out/index.html': '<!doctype html><html lang="en"><title>A page</title><p id="heard"></p><script src="page.js"></script><script async src="PLATFORM/segue.js"></script></html>',
      'out/page.js': `window.Segue = window.Segue || []; Segue.push(['init', ${config}]); Segue.push(['on', 'open', () => { document.querySelector('#heard').textContent = 'open'; }]);`,
    },
    steps: [],
    serve: { folder: 'out' },
  },
  {
    name: 'Vite and React 19',
    depth: 'ci',
    dependencies: { ...typescript, ...vite, react: '19.3.1', 'react-dom': '19.3.1', '@types/react': '19.3.3', '@types/react-dom': '19.3.0' },
    files: {
      'index.html': page('/src/main.tsx'),
      'tsconfig.json': tsconfig({ skipLibCheck: true }),
      'src/main.tsx': `import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'segue-chat/chat/define';
import type { SegueChat } from 'segue-chat/chat';
import type {} from 'segue-chat/react';

function App() {
  const chat = useRef<SegueChat>(null);
  const [heard, hear] = useState('');
  return (
    <>
      <p id="heard">{heard}</p>
      <button onClick={() => void chat.current?.startVideo()}>Call us</button>
      <segue-chat ref={chat} platform="PLATFORM" config={${config}} onsegue-open={(event) => hear(event.detail === null ? 'open' : '')} />
    </>
  );
}
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
`,
    },
    steps: [tsc, viteBuild],
    serve: { folder: 'dist' },
  },
  {
    name: 'Vite and Vue',
    depth: 'deep',
    dependencies: { ...typescript, ...vite, vue: '3.5.45', '@vitejs/plugin-vue': '6.0.11', 'vue-tsc': '3.3.14' },
    files: {
      'index.html': page('/src/main.js'),
      'tsconfig.json': tsconfig({ skipLibCheck: true, exactOptionalPropertyTypes: false, allowJs: true }),
      'vite.config.mjs': "import vue from '@vitejs/plugin-vue';\nexport default { plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('segue-') } } })] };",
      'src/main.js': "import { createApp } from 'vue';\nimport 'segue-chat/chat/define';\nimport App from './App.vue';\ncreateApp(App).mount('#root');",
      'src/App.vue': `<script setup lang="ts">
import { ref } from 'vue';
import type {} from 'segue-chat/vue';
const heard = ref('');
const config = ${config} as const;
</script>
<template>
  <p id="heard">{{ heard }}</p>
  <segue-chat platform="PLATFORM" :config.prop="{ ...config, mediaTypes: ['chat', 'video'] }" @segue-open="heard = 'open'" />
</template>`,
    },
    steps: [['node_modules/vue-tsc/bin/vue-tsc.js', '-p', '.'], viteBuild],
    serve: { folder: 'dist' },
  },
  {
    name: 'Vite and Svelte',
    depth: 'deep',
    dependencies: { ...typescript, ...vite, svelte: '5.57.3', '@sveltejs/vite-plugin-svelte': '7.3.1', 'svelte-check': '4.7.8' },
    files: {
      'index.html': page('/src/main.js'),
      'tsconfig.json': tsconfig({ skipLibCheck: true, allowJs: true, verbatimModuleSyntax: true }),
      'vite.config.mjs': "import { svelte } from '@sveltejs/vite-plugin-svelte';\nexport default { plugins: [svelte()] };",
      'svelte.config.mjs': 'export default {};',
      'src/main.js': "import { mount } from 'svelte';\nimport App from './App.svelte';\nmount(App, { target: document.querySelector('#root') });",
      'src/App.svelte': `<script lang="ts">
  import 'segue-chat/chat/define';
  import type {} from 'segue-chat/svelte';
  let heard = $state('');
</script>
<p id="heard">{heard}</p>
<segue-chat platform="PLATFORM" config={${config}} onsegue-open={() => (heard = 'open')}></segue-chat>`,
    },
    steps: [['node_modules/svelte-check/bin/svelte-check', '--tsconfig', 'tsconfig.json'], viteBuild],
    serve: { folder: 'dist' },
  },
  {
    name: 'Next, rendered on the server',
    depth: 'deep',
    dependencies: { ...typescript, next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1', '@types/react': '19.3.3', '@types/react-dom': '19.3.0', '@types/node': '20.19.43' },
    files: {
      'tsconfig.json': tsconfig({ skipLibCheck: true, jsx: 'preserve', types: undefined, esModuleInterop: true, isolatedModules: true, resolveJsonModule: true, plugins: [{ name: 'next' }] }),
      'app/layout.tsx': "import type { ReactNode } from 'react';\nexport default function Layout({ children }: { children: ReactNode }) { return <html lang=\"en\"><body>{children}</body></html>; }",
      'app/page.tsx': "import { Chat } from './chat';\nexport default function Page() { return <main><h1>Rendered on the server</h1><Chat /></main>; }",
      // React adds a custom element's listeners when it draws it, not when it takes over what a server has drawn.
      'app/chat.tsx': `'use client';
import { useEffect, useRef, useState } from 'react';
import 'segue-chat/chat/define';
import type { SegueChat } from 'segue-chat/chat';
import type {} from 'segue-chat/react';
export function Chat() {
  const chat = useRef<SegueChat>(null);
  const [heard, hear] = useState('');
  useEffect(() => {
    const opened = () => hear('open');
    chat.current?.addEventListener('segue-open', opened);
    document.body.toggleAttribute('data-listens', true);
    return () => chat.current?.removeEventListener('segue-open', opened);
  }, []);
  return <><p id="heard">{heard}</p><segue-chat ref={chat} platform="PLATFORM" deployment-id="demo" /></>;
}`,
    },
    steps: [['node_modules/next/dist/bin/next', 'build']],
    serve: { command: ['node_modules/next/dist/bin/next', 'start', '--port', 'PORT', '--hostname', '127.0.0.1'] },
    listens: 'body[data-listens]',
  },
  {
    name: 'webpack 5',
    depth: 'deep',
    dependencies: { webpack: '5.113.0', 'webpack-cli': '7.3.1' },
    files: {
      'dist/index.html': '<!doctype html><html lang="en"><title>An app</title><p id="heard"></p><segue-chat platform="PLATFORM" deployment-id="demo"></segue-chat><script src="main.js"></script></html>',
      'src/index.js': "import 'segue-chat/chat/define';\ndocument.querySelector('segue-chat').addEventListener('segue-open', () => { document.querySelector('#heard').textContent = 'open'; });",
    },
    steps: [['node_modules/webpack-cli/bin/cli.js', '--mode', 'production']],
    serve: { folder: 'dist' },
  },
];
