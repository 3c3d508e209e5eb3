/**
 * The theming page: fields for the chat's custom properties and some of its parts, applied while one looks, and the CSS to
 * copy. A conversation is there by itself and a call at a press, both from the memory platform: no agent has to sit anywhere.
 */
import 'segue-chat/chat/define';
import { memoryPlatform } from 'segue-chat/testing';
import { looks, type Look } from './presets.js';

const colours = ['accent', 'accent-strong', 'accent-fill', 'on-accent', 'accent-soft', 'surface', 'surface-2', 'surface-3', 'bubble-agent', 'card', 'line', 'text', 'text-2', 'danger', 'ok', 'warn'];
const sizes = ['radius', 'radius-control', 'radius-row'];
/** Fields of parts: what is set where, in pixels. */
const parts = {
  bubble: { words: 'bubble corners', selector: '::part(bubble)', property: 'border-radius', most: 24 },
  launcher: { words: 'launcher corners', selector: '::part(launcher)', property: 'border-radius', most: 32 },
  header: { words: 'line under the header', selector: '::part(header)', property: 'border-block-end-width', most: 6 },
} as const;
type Part = keyof typeof parts;
const isPart = (key: string): key is Part => key in parts;
const languages = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', pt: 'Português', ja: '日本語', ar: 'العربية', he: 'עברית' };

function byId<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`There is no #${id} on this page.`);
  return found;
}

const chat = document.querySelector('segue-chat');
if (!chat) throw new Error('There is no chat on this page.');
const [theme, direction, language] = [byId('theme', HTMLSelectElement), byId('direction', HTMLSelectElement), byId('language', HTMLSelectElement)];
const fields = new Map<string, HTMLInputElement>();
/** What was changed, by property or part. */
const tokens = new Map<string, string>();
const shapes = new Map<Part, string>();

/* ---- the conversation ---- */

const platform = memoryPlatform({ agent: { agentId: 'ana', name: 'Ana Ruiz', title: 'Machine specialist' } });
const { backend } = platform;
chat.backend = {
  ...backend,
  connect(options) {
    const session = backend.connect(options);
    const begin = session.on('welcome', () => {
      begin();
      const contactId = session.contact?.contactId ?? '';
      session.send(contactId, 'Good morning. My Lira One drips after descaling.');
      void platform.agent
        .says('Good morning. That is the seal: it settles after some cups. Where does it drip?')
        .then(() => session.send(contactId, 'On the left, under the group.'))
        .then(() => platform.agent.says('Shall we have a look together?', { kind: 'quick-replies', choices: [{ id: 'yes', title: 'Yes, by video' }, { id: 'no', title: 'Later' }] }));
    });
    // Somebody takes the call whenever it rings.
    session.on('upgrade.state', ({ state }) => {
      if (state === 'ringing') void platform.agent.acceptsVideo();
    });
    return session;
  },
};
chat.config = { deploymentId: 'theming', shop: 'Halden' };

/* ---- what the fields do ---- */

/** As the browser resolves it on the chat, for a colour field: six digits. */
function resolved(property: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--segue-${property})`;
  chat?.shadowRoot?.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  return `#${[red, green, blue].map((it) => Math.round(it).toString(16).padStart(2, '0')).join('')}`;
}

/** Every rule as text, in the order of the fields. */
function rules(): string[] {
  const own = [...tokens].map(([name, value]) => `  --segue-${name}: ${value};`);
  const head = own.length === 0 ? [] : [`segue-chat {\n${own.join('\n')}\n}`];
  return [...head, ...[...shapes].map(([key, value]) => `segue-chat${parts[key].selector} {\n  ${parts[key].property}: ${value};\n}`)];
}

function apply(): void {
  const { sheet } = byId('parts', HTMLLinkElement);
  if (sheet) {
    while (sheet.cssRules.length > 0) sheet.deleteRule(0);
    for (const rule of rules()) sheet.insertRule(rule, sheet.cssRules.length);
  }
  const mark = theme.value === '' ? '' : `\n\n/* and <segue-chat theme="${theme.value}"> */`;
  byId('css', HTMLElement).textContent = rules().length + mark.length === 0 ? '/* Nothing changed yet. */' : `${rules().join('\n\n')}${mark}`.trim();
  byId('said', HTMLElement).textContent = '';
}

/** Fields that nobody has changed show what the theme has. */
function refresh(): void {
  for (const [key, field] of fields) {
    if (field.type === 'color') field.value = tokens.get(key) ?? resolved(key);
    else if (isPart(key)) field.value = String(Number.parseFloat(shapes.get(key) ?? '') || 0);
    else field.value = String(Number.parseFloat(tokens.get(key) ?? (chat ? getComputedStyle(chat).getPropertyValue(`--segue-${key}`) : '')) || 0);
  }
}

function addField(into: string, key: string, words: string, input: { readonly type: string; readonly max?: string }): void {
  const label = document.createElement('label');
  const name = document.createElement('span');
  name.textContent = words;
  const field = Object.assign(document.createElement('input'), input);
  field.addEventListener('input', () => {
    if (isPart(key)) shapes.set(key, `${field.value}px`);
    else tokens.set(key, field.type === 'color' ? field.value : `${field.value}px`);
    apply();
  });
  label.append(name, field);
  byId(into, HTMLElement).append(label);
  fields.set(key, field);
}

function take(look: Look): void {
  tokens.clear();
  shapes.clear();
  for (const [name, value] of Object.entries(look.tokens)) tokens.set(name, value);
  for (const [key, value] of Object.entries(look.parts)) if (isPart(key)) shapes.set(key, `${String(value)}px`);
  theme.value = look.theme;
  setTheme();
}

/** On the page too, so that the chat is seen as it would be seen. */
function setTheme(): void {
  document.documentElement.style.colorScheme = theme.value;
  if (theme.value === '') chat?.removeAttribute('theme');
  else chat?.setAttribute('theme', theme.value);
  apply();
  refresh();
}

for (const name of colours) addField('colours', name, `--segue-${name}`, { type: 'color' });
for (const name of sizes) addField('sizes', name, `--segue-${name}`, { type: 'range', max: '28' });
for (const [key, { words, most }] of Object.entries(parts)) addField('shapes', key, words, { type: 'range', max: String(most) });
for (const look of looks) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: look.name });
  button.addEventListener('click', () => take(look));
  byId('presets', HTMLElement).append(button);
}
for (const [value, words] of Object.entries(languages)) language.append(new Option(words, value));
/** The fields make room for a chat on the left. */
function turn(): void {
  if (chat) chat.dir = direction.value;
  document.body.classList.toggle('beside', direction.value === 'rtl');
}
theme.addEventListener('change', setTheme);
direction.addEventListener('change', turn);
language.addEventListener('change', () => {
  chat.lang = language.value;
  direction.value = ['ar', 'he'].includes(language.value) ? 'rtl' : 'ltr';
  turn();
});
byId('reset', HTMLButtonElement).addEventListener('click', () => {
  const [first] = looks;
  if (first) take(first);
});
byId('copy', HTMLButtonElement).addEventListener('click', () => {
  const said = byId('said', HTMLElement);
  navigator.clipboard.writeText(byId('css', HTMLElement).textContent).then(
    () => (said.textContent = 'Copied.'),
    () => (said.textContent = 'The browser keeps its clipboard to itself: select the text.'),
  );
});

chat.lang = 'en';
void chat.updateComplete.then(() => {
  apply();
  refresh();
  return chat.open();
});
