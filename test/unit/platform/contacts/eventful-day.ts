/**
 * An hour in a contact centre that leaves a row in every table of the store: what a dump of a schema version is made of.
 *
 * Plays it on the real core, by the frames of people and by time; ends at nine o'clock, where the clock of a test begins.
 */
import type { Participant } from '../../../../src/platform/contacts/hub.js';
import { click, goLive } from '../core/call.js';
import { toSupport, trigger, type ConfigParts } from '../core/fixtures.js';
import { ManualClock } from '../core/manual-clock.js';
import { Person } from '../core/person.js';
import { World } from '../core/world.js';
import { signIn, staff } from './office.js';

const nine = Date.parse('2026-03-02T09:00:00.000Z');
const minute = 60_000;
const block = (id: string, type: string, configuration: object, more: object): string => JSON.stringify({ id, type, configuration, ...more });

/** Open from ten to nine on; before that a message can be left. */
const config: ConfigParts = {
  blocks: [
    trigger, block('hours', 'business-hours', { scheduleId: 'office' }, { on: { open: 'route', closed: 'leave' } }), toSupport.replace(/ }$/, ', "next": null }'),
    block('leave', 'leave-a-message', { message: 'We are closed.', thanks: 'Thank you.', queueId: 'support', scheduleId: 'office', quietSeconds: 5 }, { next: null }),
  ],
  schedules: [{ id: 'office', timeZone: 'Etc/UTC', weekly: { monday: [{ from: '08:50', to: '17:00' }] } }],
  visit: { consent: { version: '1', text: 'We keep what you write for 90 days.' }, preChat: { fields: [{ type: 'text', key: 'topic', label: 'Topic' }] } },
  agents: staff, presenceReasons: ['Lunch'], queue: { members: ['ana', 'ben', 'chen'], wrapUp: 'optional', wrapUpSeconds: 600, maxWaitSeconds: 3_600 },
};

class Day {
  #pages = 0;
  constructor(readonly world: World) {}

  /** A guest who has agreed. */
  async guest(name: string): Promise<Person> {
    const consent = (await this.world.core.visit('shop'))?.consent?.hash;
    const { guestId, contactId } = await this.world.core.guest({ deploymentId: 'shop', customer: { name }, ...(consent === undefined ? {} : { consent }) });
    const who: Participant = { kind: 'customer', id: guestId, name, sessionId: `day-${(this.#pages += 1)}`, deploymentId: 'shop', contactId, scopes: [] };
    return this.world.bring(new Person(this.world.core, who, 'video', this.world.settled));
  }

  async chat(name: string, agent: Person): Promise<Person> {
    const guest = await this.guest(name);
    await guest.say(`${name} here.`);
    await agent.accept();
    return guest;
  }

  async call(guest: Person, agent: Person): Promise<string> {
    await click(guest);
    await agent.accept();
    return goLive(guest, agent);
  }
}

/** A message is left before the opening, taken up after it, and noted. */
async function early(day: Day, ana: Person): Promise<void> {
  const lea = await day.guest('Lea');
  await lea.say('Hello');
  await lea.say('Call me back.');
  await day.world.pass(9 * minute);
  await ana.do({ type: 'presence.set', onQueue: true });
  await day.world.pass(minute + 1_000);
  await ana.accept();
  await day.world.pass(minute);
  await lea.do({ type: 'contact.close', contactId: lea.contactId });
  await lea.do({ type: 'contact.rate', contactId: lea.contactId, about: 'chat', stars: 4 });
  await ana.do({ type: 'contact.wrap', contactId: lea.contactId, codes: [], note: 'Called back' });
}

/** Ana's customer had a call, and has company: a colleague, a listener, files and notes. */
async function middle(day: Day, ana: Person, colleagues: { readonly ben: Person; readonly sam: Person }): Promise<Person> {
  const { world } = day;
  const maya = await day.chat('Maya', ana);
  const { contactId } = maya;
  const callId = await day.call(maya, ana);
  await world.pass(20_000);
  await maya.do({ type: 'call.end', contactId, callId });
  for (const [name, sent] of [['leak.png', true], ['unsent.png', false]] as const) {
    const { attachmentId } = await world.core.attachments.begin(maya.who, contactId, { size: 10 });
    await world.core.attachments.keep({ attachmentId, name, type: 'image/png', size: 10, width: 2, height: 3, sha256: 'ab'.repeat(32) });
    if (sent) await maya.do({ type: 'message.send', contactId, text: '', attachments: [attachmentId] });
  }
  await world.core.attachments.begin(maya.who, contactId, { size: 10 });
  await ana.do({ type: 'contact.note', contactId, text: 'Knows the machine' });
  await ana.do({ type: 'contact.attributes', contactId, attributes: { order: 'A-1' } });
  await ana.do({ type: 'contact.invite', contactId, agentId: 'ben', message: 'Do you know this machine?' });
  await colleagues.ben.do({ type: 'contact.assist', contactId });
  await colleagues.sam.do({ type: 'contact.monitor', contactId });
  return maya;
}

/** A call that is handed on and that nobody's pane has shown, and a guest who is blocked. */
async function late(day: Day, ana: Person, chen: Person): Promise<void> {
  const lou = await day.chat('Lou', ana);
  await day.call(lou, ana);
  await chen.do({ type: 'presence.set', onQueue: true });
  await ana.do({ type: 'contact.transfer', contactId: lou.contactId, to: { kind: 'agent', agentId: 'chen' } });
  await chen.accept();
  await ana.do({ type: 'wrap.draft', contactId: lou.contactId, codes: [], note: 'Half of' });
  await day.world.pass(6_000);
  await chen.do({ type: 'presence.set', onQueue: false });
  const rude = await day.chat('Kim', ana);
  await ana.do({ type: 'guest.block', contactId: rude.contactId, note: 'Insults' });
}

/** Leaves the store of such an hour in the folder, as a crash would. */
export async function eventfulDay(folder: string): Promise<void> {
  const world = await World.open({ folder, clock: new ManualClock(nine - 20 * minute), config });
  const day = new Day(world);
  const [ana, ben, chen, dora, sam] = [await signIn(world, 'ana'), await signIn(world, 'ben'), await signIn(world, 'chen'), await signIn(world, 'dora'), await signIn(world, 'sam')];
  await early(day, ana);
  const maya = await middle(day, ana, { ben, sam });
  await late(day, ana, chen);
  await world.core.flows.saveDraft('main', { id: 'main', blocks: 'later' }, 'max');
  await world.core.savedReplies.put([{ id: 'hello', title: 'Hello', text: 'Good morning.' }]);
  await dora.do({ type: 'presence.set', state: 'break', reason: 'Lunch' });
  const silent = await day.guest('Nia');
  await silent.do({ type: 'form.answer', contactId: silent.contactId, answers: { topic: 'order' } });
  await world.pass(nine - 5_000 - world.clock.now());
  await ana.do({ type: 'contact.invite', contactId: maya.contactId, agentId: 'chen', message: 'And you?' });
  // Who rings, and who waits behind them.
  for (const name of ['Ida', 'Ole', 'Pia']) await (await day.guest(name)).say('Is anybody there?');
  await maya.say('It drips.');
  await world.pass(5_000);
  await world.stop();
}
