/** States of agents among each other, for the gallery: who asks, who is asked, who helps, who is on a break and why. */
import type { EventData, EventKind, TimelineEvent } from '../../../src/protocol/index.js';
import { agentPresence } from '../../../src/testing/index.js';
import { atWork, type DeskState } from './desk-states.js';
import { profile, moment, type Rig, type RigOptions } from './desk-rig.js';
import { ana, anaActor, ben, benActor, colleagues, contactFrame, helped, jonas, owned, Story, targetsPath } from './scenes.js';

const contactId = 'c_8Q4M2ZK7';
const drawn = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));

/** Ana at work, who may ask colleagues. */
const mayAsk = (options: RigOptions): Promise<Rig> => atWork({ ...options, profile: { scopes: [...profile.scopes, 'contact:assist'] }, answers: { [targetsPath]: () => colleagues() } });

/** More of Jonas' contact. */
function more(add: (story: Story) => void): Story['frames'] {
  const story = new Story(contactId, 'Jonas Weber', 40);
  for (const frame of jonas().frames) story.frames.push(frame);
  const before = story.frames.length;
  add(story);
  return story.frames.slice(before);
}
const invited: [EventKind & 'assist.invited', TimelineEvent['actor'], EventData<'assist.invited'>] = ['assist.invited', anaActor, { agent: ben, deadline: moment(48_000) }];

/** Mei's contact, which is Ben's, on Ana's desk. */
async function helping(options: RigOptions): Promise<Rig> {
  const rig = await mayAsk(options);
  const story = new Story('c_mei', 'Mei Tanaka', 240).begun(ben);
  story.customer('I can show you the leak, it’s under the cylinder.', 20);
  story.add('message', benActor, { messageId: 'm_ben', text: 'Thank you, Mei. One moment, I ask a colleague who knows this cylinder.' }, 15);
  story.add('assist.invited', benActor, { agent: ana, deadline: moment(30_000) }, 5).add('assist.joined', anaActor, { agent: ana }, 5);
  story.add('contact.note', benActor, { noteId: 'n_ben', text: 'Is that the old valve with the two screws?' });
  await rig.tell(contactFrame(helped('c_mei', 'Mei Tanaka', 240, { read: { customer: 99, agent: 99 } })), ...story.frames);
  [...rig.root.querySelectorAll<HTMLElement>('button.row')].find((row) => row.textContent.includes('Mei Tanaka'))?.click();
  await rig.settle();
  return rig;
}

/** The transfer dialog, where the first colleague is to be talked to. */
async function talkingFirst(options: RigOptions): Promise<Rig> {
  const rig = await mayAsk(options);
  rig.button('Transfer').click();
  while (rig.root.querySelector('.transfer-rows li') === null) await drawn();
  rig.root.querySelector<HTMLElement>('.transfer-rows li')?.click();
  rig.root.querySelector<HTMLInputElement>('.way input')?.click();
  await rig.settle();
  return rig;
}

export const helpStates: Readonly<Record<string, DeskState>> = {
  'help-dialog': async (options) => {
    const rig = await mayAsk(options);
    rig.button('Ask a colleague to help').click();
    while (rig.root.querySelector('.transfer-rows li') === null) await drawn();
    rig.root.querySelector<HTMLElement>('.transfer-rows li')?.click();
    await rig.settle();
    return rig;
  },
  'help-asked': async (options) => {
    const rig = await mayAsk(options);
    await rig.tell(...more((story) => story.add(...invited)));
    return rig;
  },
  'help-declined': async (options) => {
    const rig = await mayAsk(options);
    await rig.tell(...more((story) => story.add(...invited).add('assist.answered', benActor, { agent: ben, outcome: 'declined' })));
    return rig;
  },
  'help-here': async (options) => {
    const rig = await mayAsk(options);
    const frames = more((story) => story.add(...invited).add('assist.answered', benActor, { agent: ben, outcome: 'accepted' }).add('assist.joined', benActor, { agent: ben }).add('message', benActor, { messageId: 'm_ben', text: 'Hello Jonas, Ben here. Is the lever on the left horizontal?' }));
    await rig.tell(contactFrame(owned(contactId, 'Jonas Weber', 492, { assists: [ben], read: { customer: 99, agent: 99 } })), ...frames);
    return rig;
  },
  'help-card': async (options) => {
    const rig = await mayAsk(options);
    await rig.tell({ type: 'assist.ask', contactId: 'c_mei', by: ben, customerName: 'Mei Tanaka', message: 'She has the old cylinder, and you know those.', deadline: moment(60_000) });
    rig.clock.advance(14_000);
    await rig.settle();
    return rig;
  },
  helping,
  'consult-dialog': talkingFirst,
  'consult-here': async (options) => {
    const rig = await talkingFirst(options);
    rig.root.querySelector<HTMLElement>('.dialog-foot .primary')?.click();
    rig.line.ack((await rig.line.next('contact.invite')).id);
    const frames = more((story) => story.add(...invited).add('assist.answered', benActor, { agent: ben, outcome: 'accepted' }).add('assist.joined', benActor, { agent: ben }).add('contact.note', benActor, { noteId: 'n_ben', text: 'Yes, I can take him. Did he close both valves?' }));
    await rig.tell(contactFrame(owned(contactId, 'Jonas Weber', 492, { assists: [ben], read: { customer: 99, agent: 99 } })), ...frames);
    return rig;
  },
  'presence-menu': async (options) => {
    const rig = await atWork({ ...options, profile: { presenceReasons: ['Lunch', 'Short break', 'Meeting', 'Training'] } });
    await rig.tell({ type: 'presence', ...agentPresence({ state: 'break', reason: 'Lunch', onQueue: false, since: moment(-365_000) }) });
    rig.root.querySelector<HTMLElement>('.presence-button')?.click();
    await rig.settle();
    return rig;
  },
  'helping-customer': async (options) => {
    const rig = await helping(options);
    [...rig.root.querySelectorAll<HTMLInputElement>('.audience input')].at(-1)?.click();
    await rig.settle();
    return rig;
  },
  'helping-over': async (options) => {
    const rig = await helping(options);
    await rig.tell(contactFrame(helped('c_mei', 'Mei Tanaka', 240, { relation: 'former', read: { customer: 99, agent: 99 } })));
    return rig;
  },
};
