/**
 * A customer and an agent, and what they do in every scenario: write, start video, see and hear each other. Keeps account
 * of what happened to both, for the report. Knows the people's pages; the network is the scenario's business.
 */
import { expect } from '@playwright/test';
import type { Agent } from '../../e2e/support/agent.js';
import type { Customer } from '../../e2e/support/customer.js';
import { mediaTotals } from '../../e2e/support/observer.js';
import { RecordReader } from '../../e2e/support/record.js';
import type { Network } from '../../setup/network.js';
import type { RunningPlatform } from '../../setup/platform.js';
import type { Turn } from '../../setup/turn.js';
import { accountOf } from './account.js';
import { mendsOf, type Mend } from './mends.js';
import { pairWords, selectedPair, videoCap, type Pair } from './pair.js';
import type { Account } from './report.js';
import { repairsOf, statesOf, type Notes } from './witness.js';

interface Parts {
  readonly network: Network;
  readonly turn: Turn;
  readonly platform: RunningPlatform;
  readonly customer: Customer;
  readonly agent: Agent;
  readonly notes: { readonly customer: Notes; readonly agent: Notes };
}

export type Who = 'customer' | 'agent';

export class Scene {
  readonly network: Network;
  readonly turn: Turn;
  readonly platform: RunningPlatform;
  readonly customer: Customer;
  readonly agent: Agent;
  readonly notes: Parts['notes'];
  private readonly pairs: { customer: string[]; agent: string[] } = { customer: [], agent: [] };
  private readonly mended: number[] = [];

  constructor(parts: Parts) {
    ({ network: this.network, turn: this.turn, platform: this.platform, customer: this.customer, agent: this.agent, notes: this.notes } = parts);
  }

  /** Both are in the chat. */
  async chat(): Promise<void> {
    await this.agent.signIn('Ana');
    await this.customer.open();
    await this.customer.write('It drips from the left side.');
    await this.agent.accept();
    await this.agent.write('Shall we look at it together?');
    await expect(this.customer.text('Shall we look at it together?')).toBeVisible();
  }

  /** The customer asks for video and the agent joins; `mayFail`: where there is no way, it may be over before the agent's pane has its controls. */
  async startVideo(options: { readonly mayFail?: boolean } = {}): Promise<void> {
    await this.customer.startVideo();
    await this.agent.joinVideo(options);
  }

  /** From now on frames are decoded and sound arrives, on both sides. */
  async live(): Promise<void> {
    await Promise.all([this.customer.seesAndHears(), this.agent.seesAndHears()]);
    this.pairs.customer.push(pairWords(await selectedPair(this.customer.page)));
    this.pairs.agent.push(pairWords(await selectedPair(this.agent.page)));
  }

  /** In the chat, in video, and both see and hear each other. */
  async call(): Promise<void> {
    await this.chat();
    await this.startVideo();
    await this.live();
    await this.told('customer', /^Video connected$/);
    await this.told('agent', /^Video with .+ opened$/);
  }

  /** After this moment the call can mend: what comes next is counted from here in the report. */
  mend(): void {
    this.mended.push(Date.now());
  }

  /** Waits for this sentence on the customer's screen or in their ears, since `from` (a count of notes). */
  async told(who: Who, sentence: RegExp, from = 0): Promise<void> {
    const seen = (): string[] => this.notes[who].slice(from).filter((note) => note.kind === 'shown').map((note) => note.text);
    await expect.poll(() => seen().some((text) => sentence.test(text)) || seen(), { message: `${who} is told ${String(sentence)}`, timeout: 60_000 }).toBe(true);
  }

  /** Waits until the page told this, since `from`. */
  async noted(who: Who, what: RegExp, from = 0): Promise<void> {
    await expect.poll(() => this.notes[who].slice(from).some((note) => what.test(`${note.kind} ${note.text}`)), { message: `${who}: ${String(what)}`, timeout: 60_000, intervals: [20] }).toBe(true);
  }

  /** In the end the call's states on this side are these, with a space between them. */
  async wentThrough(who: Who, states: RegExp): Promise<void> {
    await expect.poll(() => statesOf(this.notes[who]).join(' '), { message: `the ${who}’s call` }).toMatch(states);
  }

  /** What became of the call each time that its network could carry media again. */
  mends(): readonly Mend[] {
    return mendsOf(this.mended, this.notes);
  }

  /** What carries the call on this side now. */
  path(who: Who): Promise<Pair | undefined> {
    return selectedPair(this[who].page);
  }

  /** What this side's picture may take at most, in bits per second. */
  videoCap(who: Who): Promise<number | undefined> {
    return videoCap(this[who].page);
  }

  /** Every signal of the call that this side's page has got, as text. */
  signalsOf(who: Who): Promise<string> {
    return this[who].page.evaluate(() => window.witnessed.signals.join('\n'));
  }

  /** Connections and ICE restarts so far, as the customer's page offered them. */
  repairs(): { readonly attempts: number; readonly restarts: number } {
    return repairsOf(this.notes.customer);
  }

  /** When the customer's page asked for TURN credentials the last time. */
  minted(): number {
    return Math.max(...this.notes.customer.filter((note) => note.kind === 'sent' && note.text === 'turn.get').map((note) => note.at));
  }

  /** Frames decoded so far on both sides. */
  async frames(): Promise<readonly [number, number]> {
    const [customer, agent] = await Promise.all([mediaTotals(this.customer.page), mediaTotals(this.agent.page)]);
    return [customer.framesDecoded, agent.framesDecoded];
  }

  /** The customer ends it; no track, no connection is left, and the chat goes on. */
  async end(): Promise<void> {
    await this.customer.button('End video').click();
    await this.customer.hasNoMedia();
    await this.agent.hasNoMedia();
    await this.told('customer', /^Video ended$/);
    await this.told('agent', /^Video ended\. The chat goes on\.$/);
    await this.chatGoesOn();
  }

  /** No call came about or is left: the chat is what the customer is offered, and it goes on. */
  async staysInChat(): Promise<void> {
    await this.customer.button('Stay in chat').click();
    await this.chatGoesOn();
  }

  async chatGoesOn(): Promise<void> {
    await this.customer.write('Thank you so far.');
    await expect(this.agent.text('Thank you so far.').first()).toBeVisible();
  }

  /** Result of the contact's upgrades so far, as the record has them. */
  async results(): Promise<{ status: string; reason?: string }[]> {
    const [contactId = ''] = this.contactIds();
    return (await RecordReader.open(this.platform.url)).results(contactId);
  }

  /** One contact for everybody, a timeline without gaps, one upgrade of the medium at a time. */
  async expectOneContact(): Promise<void> {
    const ids = this.contactIds();
    expect(ids).toHaveLength(1);
    const kinds = await (await RecordReader.open(this.platform.url)).kinds(ids[0] ?? '');
    expect(kinds.filter((kind) => kind === 'media-upgrade').length).toBeLessThanOrEqual(kinds.filter((kind) => kind === 'upgrade.asked').length);
  }

  private contactIds(): string[] {
    const ids = [...this.notes.customer, ...this.notes.agent].filter((note) => note.kind === 'contact').map((note) => note.text);
    return [...new Set(ids)];
  }

  /** All that both pages told, in order: seconds, who, what. */
  trace(): string {
    const all = (['customer', 'agent'] as const).flatMap((who) => this.notes[who].map((note) => ({ who, ...note })));
    const start = Math.min(...all.map((note) => note.at));
    const marks = this.mended.map((at) => ({ at, who: '', kind: 'network', text: 'can carry media' }));
    const lines = [...all, ...marks].sort((a, b) => a.at - b.at).map(({ at, who, kind, text }) => `${((at - start) / 1000).toFixed(2)} ${who} ${kind}: ${text}`);
    return `${lines.join('\n')}\n`;
  }

  /** For the report. */
  async account(): Promise<Account> {
    const { notes, mended, pairs } = this;
    const [contactId, ...others] = this.contactIds();
    const events = contactId === undefined ? [] : await RecordReader.open(this.platform.url).then((reader) => reader.timeline(contactId)).catch(() => []);
    return accountOf({ notes, mended, pairs, contacts: contactId === undefined ? 0 : 1 + others.length, events });
  }
}
