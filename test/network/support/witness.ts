/**
 * Notes what happened to a person in a call: the states of the call, whether the other side's picture comes, every sentence
 * that was shown or spoken, the signals between the two sides, and the clicks. Each with its moment by the page's own clock.
 *
 * Goes out through the console, so that it survives reloads and closed pages. Runs as an init script; knows the element's
 * public events, the accessible roles of sentences and the wire, nothing of the code. What has to be looked for again and
 * again is senses.ts.
 */
import type { Page } from '@playwright/test';
import { installSenses } from './senses.js';

export interface Note {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: 'click' | 'call' | 'upgrade' | 'picture' | 'shown' | 'signal' | 'sent' | 'got' | 'contact';
  readonly text: string;
}

const prefix = 'segue-witness ';

declare global {
  interface Window {
    witnessed: {
      /** Every signal of a call that came to this page, as it came. */
      readonly signals: string[];
      /** For other init scripts: one more thing that happened. */
      readonly note: (kind: Note['kind'], text: string, at?: number) => void;
    };
  }
}

/** The init script; must stand alone, because it is sent to the page as text. */
function witness(mark: string): void {
  const note = (kind: Note['kind'], text: string, at = Date.now()): void => console.debug(mark + JSON.stringify({ at, kind, text }));
  window.witnessed = { signals: [], note };

  window.addEventListener(
    'click',
    (event) => {
      const button = event.composedPath().find((it) => it instanceof HTMLElement && it.matches('button, [role=button]')) as HTMLElement | undefined;
      if (event.isTrusted && button) note('click', button.getAttribute('aria-label') ?? button.textContent.trim());
    },
    true,
  );
  const detailOf = (event: Event): { state?: string } => (event as CustomEvent<{ state?: string }>).detail;
  for (const [name, kind] of [['segue-call', 'call'], ['segue-upgrade', 'upgrade']] as const) {
    window.addEventListener(name, (event) => note(kind, detailOf(event).state ?? ''), true);
  }

  const sentences = '[role=status], [role=alert], .veil-title, .veil-under, .card-title, .card-under, .unblock';
  let shown = new Set<string>();
  const visit = (root: ParentNode, found: Set<string>): void => {
    for (const it of root.querySelectorAll(sentences)) {
      const text = it.textContent.replace(/\s+/g, ' ').trim();
      if (text !== '') found.add(text);
    }
    for (const it of root.querySelectorAll('*')) if (it.shadowRoot) visit(it.shadowRoot, found);
  };
  setInterval(() => {
    const found = new Set<string>();
    visit(document, found);
    for (const text of found) if (!shown.has(text)) note('shown', text);
    shown = found;
  }, 100);

  const contacts = new Set<string>();
  const tell = (kind: 'sent' | 'got', data: unknown): void => {
    if (typeof data !== 'string') return;
    const frame = JSON.parse(data) as { type: string; kind?: string; attempt?: number; generation?: number; body?: { type?: string }; contactId?: string; contact?: { contactId?: string } };
    const contactId = frame.contactId ?? frame.contact?.contactId;
    if (contactId !== undefined && !contacts.has(contactId)) {
      contacts.add(contactId);
      note('contact', contactId);
    }
    if (frame.type === 'call.signal' && kind === 'got') window.witnessed.signals.push(data);
    if (frame.type === 'call.signal') note('signal', `${kind} ${frame.body?.type ?? frame.kind ?? ''} ${String(frame.attempt)}.${String(frame.generation)}`);
    else if (!['ping', 'pong', 'ack', 'call.ack', 'typing', 'read'].includes(frame.type)) note(kind, frame.kind ? `${frame.type} ${frame.kind}` : frame.type);
  };
  const native = window.WebSocket;
  const send = native.prototype.send;
  native.prototype.send = function (this: WebSocket, data) {
    tell('sent', data);
    send.call(this, data);
  };
  window.WebSocket = new Proxy(native, {
    construct(target, args: [string, string?], self) {
      const socket = Reflect.construct(target, args, self) as WebSocket;
      socket.addEventListener('message', (event) => tell('got', event.data));
      socket.addEventListener('close', (event) => note('got', `close ${String(event.code)}`));
      return socket;
    },
  });
}

/** What a page told so far; grows. */
export type Notes = readonly Note[];

export async function installWitness(page: Page): Promise<Notes> {
  const notes: Note[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(prefix)) notes.push(JSON.parse(text.slice(prefix.length)) as Note);
  });
  await page.addInitScript(witness, prefix);
  await installSenses(page);
  return notes;
}

const texts = (notes: Notes, kind: Note['kind']): string[] => notes.filter((note) => note.kind === kind).map((note) => note.text);

/** The states of the call, in order. */
export const statesOf = (notes: Notes): string[] => texts(notes, 'call');

/** The sentences that a person could read or hear, in order, each once; one that counts down counts as one. */
export const sentencesOf = (notes: Notes): string[] => [...new Map(texts(notes, 'shown').toReversed().map((text) => [text.replaceAll(/\d+/g, '#'), text])).values()].toReversed();

/** How often a connection was begun anew, and how often its path was renewed, by what went over the wire. */
export function repairsOf(notes: Notes): { readonly attempts: number; readonly restarts: number } {
  const offers = [...new Set(texts(notes, 'signal').filter((text) => / offer /.test(text)).map((text) => text.split(' ')[2] ?? ''))];
  return {
    attempts: new Set(offers.map((offer) => offer.split('.')[0])).size,
    restarts: offers.filter((offer) => !offer.endsWith('.0')).length,
  };
}
