/**
 * Takes a picture of every state of the chat: `node test/gallery/shoot.mjs [folder] [state…]`. Desktop, phone, dark, and forced colours;
 * with SEGUE_GALLERY_LANGUAGES=de,ja,ar in those languages instead, on a desktop.
 * Look at them beside the design before a change to the UI is called done.
 */
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder = join(here, '../.results/gallery'), ...only] = process.argv.slice(2);
if (folder.startsWith('-')) {
  process.stdout.write('npm run gallery -- [folder] [state…]   pictures of each state of the chat, or of these. Default folder: test/.results/gallery\n');
  process.exit(folder === '--help' || folder === '-h' ? 0 : 2);
}
mkdirSync(folder, { recursive: true });

/** The pictures need no peer connection: the calls in them are only said. */
const withoutPeers = {
  name: 'without-peers',
  setup(bundler) {
    bundler.onResolve({ filter: /^simple-peer$/ }, ({ path }) => ({ path, namespace: 'none' }));
    bundler.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'export default class {}' }));
  },
};

const { outputFiles } = await build({
  entryPoints: [join(here, 'page.ts')], bundle: true, format: 'esm', write: false, outdir: 'x', splitting: true, target: 'es2022', logLevel: 'error',
  plugins: [withoutPeers],
});
const files = new Map(outputFiles.map((file) => [`/${file.path.split('/').pop()}`, file.text]));
const shop = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Halden</title>
<style>html{color-scheme:light dark}body{margin:0;font:16px system-ui;background:light-dark(#fbfaf8,#0b0b0d);color:light-dark(#222,#ddd)}main{max-width:760px;padding:5vw}i{display:block;max-width:100%;width:424px;height:300px;border-radius:6px;background:light-dark(#efede6,#1a1a1c)}</style>
<main><h1>Lira One</h1><p>Single-boiler espresso machine</p><i></i></main><script type="module" src="/page.js"></script>`;
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  const script = files.get(path);
  response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
  response.end(script ?? shop);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const looks = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  forced: { viewport: { width: 1280, height: 800 }, forcedColors: 'active' },
};
const languages = process.env.SEGUE_GALLERY_LANGUAGES?.split(',').filter(Boolean) ?? [];
/** One run: how the pictures look, and in which language. */
const runs = languages.length > 0 ? languages.map((lang) => [lang, looks.desktop, `&lang=${lang}`]) : Object.entries(looks).map(([look, options]) => [look, options, '']);
const browser = await chromium.launch({ executablePath: process.env.SEGUE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--autoplay-policy=no-user-gesture-required'] });

/** The table's own names, unless some were given. */
/** In the page. */
async function settled() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  await document.fonts.ready;
  await frame();
  await frame();
  // A document tells of none within a shadow; and what ends may begin another.
  const moving = () =>
    [document, ...[...document.querySelectorAll('*')].flatMap((it) => it.shadowRoot ?? [])]
      .flatMap((root) => root.getAnimations())
      .filter((animation) => animation.playState !== 'finished' && Number.isFinite(animation.effect?.getComputedTiming().endTime ?? Infinity));
  for (let calm = 0; calm < 3; calm += 1) {
    const ends = moving();
    if (ends.length > 0) calm = 0;
    for (const animation of ends) animation.finish();
    await frame();
  }
}

async function stateNames() {
  if (only.length > 0) return only;
  const page = await browser.newPage();
  await page.goto(origin);
  const names = await page.evaluate(() => globalThis.galleryStates);
  await page.close();
  return names;
}

const names = await stateNames();
for (const [look, options, more] of runs) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`${look}: ${error.message}\n`));
  for (const name of names) {
    await page.goto(`${origin}/?state=${name}${more}`);
    await page.waitForSelector('html[data-ready]', { timeout: 5_000 }).catch(() => process.stderr.write(`${name}: not ready\n`));
    // Pictures are of what stays: anything that moves in has arrived, and what turns for ever is not waited for.
    await page.evaluate(settled);
    await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
  }
  await context.close();
}
await browser.close();
server.close();
