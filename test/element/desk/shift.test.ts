/**
 * A whole shift at one desk: contact after contact rings, is accepted, talked to, upgraded, handed over or wrapped up. What
 * is left afterwards is what was there before: nothing of the desk grows with the day.
 */
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { cdp, server } from 'vitest/browser';
import { mostKept } from '../../../src/desk/ended-contacts.js';
import { moment, signedIn, type Rig } from './desk-rig.js';
import { key } from './press.js';
import { ana, anaActor, contactFrame, owned, reservation, Story, upgradeBound } from './scenes.js';

const contacts = inject('deep') ? 400 : 40;
/** Caches and compiled code come with the first contacts, and so do the ended ones that a desk keeps. */
const first = mostKept + 8;

/** Listeners on what outlives a contact: the page, the window, the desk itself. */
function countListeners(rig: Rig): { readonly held: () => number } {
  const targets: readonly EventTarget[] = [document, window, rig.desk];
  const held = new Map<EventTarget, number>();
  for (const target of targets) {
    const { addEventListener, removeEventListener } = target;
    const counted = (by: number, whole: EventTarget['addEventListener']): EventTarget['addEventListener'] => (...given) => {
      held.set(target, (held.get(target) ?? 0) + by);
      whole.apply(target, given);
    };
    Object.assign(target, { addEventListener: counted(1, addEventListener), removeEventListener: counted(-1, removeEventListener) });
    onTestFinished(() => void Object.assign(target, { addEventListener, removeEventListener }));
  }
  return { held: () => [...held.values()].reduce((sum, it) => sum + it, 0) };
}

/** It rings, is accepted, and there is a talk. */
async function talk(rig: Rig, story: Story): Promise<void> {
  const { contactId, name } = story;
  const reservationId = `r_${contactId}`;
  await rig.tell(reservation({ reservationId, contactId, customerName: name }));
  rig.button('Accept').click();
  rig.line.ack((await rig.line.next('reservation.answer')).id);
  story.begun().customer('Hello, it drips.', 5);
  await rig.tell({ type: 'reservation.gone', reservationId, contactId, outcome: 'accepted' }, contactFrame(owned(contactId, name, 60)), ...story.frames);
  const field = rig.root.querySelector<HTMLTextAreaElement>('.composer textarea');
  if (field === null) throw new Error('No composer.');
  field.focus();
  field.value = `Hello ${name}`;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  key({ key: 'Enter' });
  const sent = await rig.line.next('message.send');
  const said = { type: 'event', contactId, seq: story.frames.length + 1, prev: story.frames.length, at: moment(), kind: 'message', actor: anaActor, data: { messageId: sent.id, text: sent.text } } as const;
  story.frames.push(said);
  await rig.tell({ type: 'ack', re: sent.id, seq: said.seq }, said);
}

/** The chat becomes a call, and a chat again. */
async function call(rig: Rig, story: Story, at: number): Promise<void> {
  const { contactId, name } = story;
  const [upgradeId, callId] = [`u_${at}`, `v_${at}`];
  const upgrade = { ...upgradeBound, upgradeId, callId };
  await rig.tell(contactFrame(owned(contactId, name, 60, { medium: 'videoChat', upgrade })), { type: 'media-upgrade', contactId, upgradeId, callId, medium: 'video', agent: ana });
  rig.upgrade(contactId).become({ state: { kind: 'live', upgradeId, callId, attempt: 1, since: 0 }, devices: { audio: 'on', video: 'on' } });
  await rig.settle();
  rig.upgrade(contactId).become({ state: { kind: 'ended', upgradeId, result: { status: 'completed', by: 'agent', at: moment() }, rejoin: false }, devices: { audio: 'none', video: 'none' } });
  await rig.tell({ type: 'call.peer', contactId, callId, present: false }, contactFrame(owned(contactId, name, 60, { upgrade: { ...upgrade, state: 'ended', result: { status: 'completed', by: 'agent', at: moment() } } })));
}

async function wrapUp(rig: Rig, { contactId, name }: Story): Promise<void> {
  rig.button('Wrap up').click();
  await rig.settle();
  rig.root.querySelector<HTMLInputElement>('.wrap-sheet fieldset input')?.click();
  const note = rig.root.querySelector<HTMLTextAreaElement>('.wrap-sheet textarea');
  if (note === null) throw new Error('No note.');
  note.value = 'Tightened.';
  note.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await rig.settle();
  rig.button('Done').click();
  rig.line.ack((await rig.line.next('contact.wrap')).id);
  await rig.tell(contactFrame(owned(contactId, name, 60, { state: 'closed', closedAt: moment() })));
}

const handOver = (rig: Rig, { contactId, name }: Story): Promise<void> =>
  rig.tell(contactFrame(owned(contactId, name, 60, { relation: 'former', owner: { agentId: 'agent-ben', name: 'Ben Okafor' } })));

async function serve(rig: Rig, at: number): Promise<void> {
  const story = new Story(`c_${at}`, `Customer ${at}`, 60);
  await talk(rig, story);
  if (at % 4 === 0) await call(rig, story, at);
  if (at % 5 === 0) await handOver(rig, story);
  else await wrapUp(rig, story);
  rig.root.querySelector<HTMLElement>('.wrap-sheet .icon-button')?.click();
  // The platform's end of the wire keeps what it heard, for tests that look at it.
  rig.line.frames.length = 0;
  rig.clock.advance(5_000);
  await rig.settle();
}

/** Of the whole page, after what nobody holds is gone; undefined where the browser does not tell. */
async function memory(): Promise<{ readonly nodes: number; readonly listeners: number; readonly heap: number } | undefined> {
  if (server.browser !== 'chromium') return undefined;
  const browser = cdp();
  await browser.send('Performance.enable');
  await browser.send('HeapProfiler.collectGarbage');
  await browser.send('HeapProfiler.collectGarbage');
  const { metrics } = await browser.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((it) => it.name === name)?.value ?? Number.NaN;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
}

describe('a shift of many contacts', () => {
  it('leaves nothing behind', { timeout: 600_000 }, async () => {
    const rig = await signedIn({ profile: { joinOnUpgrade: 'ask' } });
    onTestFinished(() => rig.remove());
    const listeners = countListeners(rig);
    for (let at = 0; at < first; at += 1) await serve(rig, at);
    const look = () => ({ engines: rig.engines().length, timers: rig.clock.waiting, listeners: listeners.held(), elements: rig.root.querySelectorAll('*').length });
    const [before, memoryBefore] = [look(), await memory()];
    expect(before.engines).toBe(0);
    for (let at = first; at < first + contacts; at += 1) await serve(rig, at);
    const { elements, ...after } = look();
    expect(after).toEqual({ engines: 0, timers: before.timers, listeners: before.listeners });
    // A row for each that ended today, and nothing else.
    const rows = rig.root.querySelectorAll('.inbox .row').length;
    const row = rig.root.querySelector('.inbox li')?.querySelectorAll('*').length ?? 0;
    expect(elements - before.elements).toBeLessThanOrEqual(contacts * (row + 2));
    expect(rows).toBeGreaterThan(contacts / 2);
    const memoryAfter = await memory();
    if (memoryBefore === undefined || memoryAfter === undefined) return;
    const perContact = { heap: (memoryAfter.heap - memoryBefore.heap) / contacts, listeners: (memoryAfter.listeners - memoryBefore.listeners) / contacts, nodes: (memoryAfter.nodes - memoryBefore.nodes) / contacts };
    console.info(`a contact leaves ${Math.round(perContact.heap)} bytes, ${perContact.listeners.toFixed(1)} listeners, ${perContact.nodes.toFixed(1)} nodes: its row among those ended today`);
    expect(perContact.listeners).toBeLessThanOrEqual(2);
    expect(perContact.nodes).toBeLessThanOrEqual(2 * (row + 10) * 2);
    expect(perContact.heap).toBeLessThan(48_000);
  });
});

declare module 'vitest' {
  interface ProvidedContext {
    deep: boolean;
  }
}
