/**
 * What the demo says at its start: the pages, a second visitor, the people.
 *
 * Knows the demo's people.json. A second visitor needs nothing but another origin of the same machine, where the browser
 * keeps other data.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Terminal } from './terminal.js';

const PeopleSchema = v.array(v.object({ name: v.string(), login: v.string(), password: v.string(), note: v.exactOptional(v.string()) }));

function peopleOf(folder: string): v.InferOutput<typeof PeopleSchema> {
  const file = join(folder, 'people.json');
  if (!existsSync(file)) return [];
  return v.parse(PeopleSchema, JSON.parse(readFileSync(file, 'utf8')));
}

export function announceDemo(folder: string, addresses: readonly string[], terminal: Terminal): void {
  const [address = ''] = addresses;
  const second = address.replace('//localhost:', '//127.0.0.1:');
  const links: readonly (readonly [string, string])[] = [
    ['the customer', `${address}/`],
    ['a second visitor', `${second}/`],
    ['the npm package', `${address}/npm`],
    ['without elements', `${address}/demo/headless/`],
    ['colours and parts', `${address}/demo/theming/`],
    ['the agents’ desk', `${address}/desk`],
  ];
  terminal.say('\nThe demo:');
  for (const [what, link] of links) terminal.say(`  ${what.padEnd(18)} ${link}`);
  terminal.say('\nPeople of the desk (one click on its sign-in page):');
  for (const { name, login, password, note = '' } of peopleOf(folder)) terminal.say(`  ${name.padEnd(12)} ${login.padEnd(22)} ${password.padEnd(12)} ${note}`);
  terminal.say('\nStop with Ctrl+C.');
}
