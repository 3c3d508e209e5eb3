/** Looks to begin with: values of the chat's custom properties, and of the parts that the page has fields for. */

export interface Look {
  readonly name: string;
  readonly theme: '' | 'light' | 'dark';
  /** By property, without `--segue-`. */
  readonly tokens: Readonly<Record<string, string>>;
  /** By the field's key. */
  readonly parts: Readonly<Record<string, number>>;
}

export const looks: readonly Look[] = [
  { name: 'As it comes', theme: '', tokens: {}, parts: {} },
  {
    name: 'Pine',
    theme: 'light',
    tokens: {
      accent: '#1f6f54', 'accent-strong': '#14533e', 'accent-fill': '#1f6f54', 'accent-soft': '#e3f1ec', surface: '#fffdf8', 'surface-2': '#f4f1e8', 'surface-3': '#e9e5d8',
      'bubble-agent': '#f1eee3', card: '#fffdf8', line: '#e2dccb', text: '#1d231f', 'text-2': '#59635c',
    },
    parts: { bubble: 6, launcher: 16 },
  },
  {
    name: 'Ember',
    theme: 'light',
    tokens: { accent: '#b3372e', 'accent-strong': '#8f2720', 'accent-fill': '#b3372e', 'accent-soft': '#fbe9e6', 'bubble-agent': '#f6f1ef', line: '#eaded9', text: '#251a18', 'text-2': '#6b5753' },
    parts: { bubble: 20 },
  },
  {
    name: 'Night',
    theme: 'dark',
    tokens: {
      accent: '#5cc8ff', 'accent-strong': '#0b6ea3', 'accent-fill': '#0b6ea3', 'accent-soft': '#10283a', surface: '#0c131b', 'surface-2': '#121c27', 'surface-3': '#1a2735', 'bubble-agent': '#1a2735',
      card: '#121c27', line: '#25384a', text: '#e8f1f8', 'text-2': '#9fb4c6',
    },
    parts: {},
  },
];
