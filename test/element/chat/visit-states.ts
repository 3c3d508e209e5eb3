/** What stands around the conversation, as states to look at: agreement, form, out of hours, rating. For chat-states.ts. */
import type { Visit } from '../../../src/protocol/index.js';
import type { SetState, StateContext } from './chat-states.js';
import { Timeline, ana, noon, snapshot } from './fake-rooms.js';

const consent = {
  hash: 'h1', text: 'We keep what you write for 90 days, to answer you and to train our team. You can take your agreement back at any time.',
  links: [{ label: 'Privacy', url: 'https://halden.example/privacy' }, { label: 'Imprint', url: 'https://halden.example/imprint' }],
};
const preChat: NonNullable<Visit['preChat']> = {
  title: 'So that we can help quickly',
  fields: [
    { type: 'text', key: 'name', label: 'Your name', required: true },
    { type: 'email', key: 'email', label: 'E-mail', required: true, hint: 'For the answer, if you leave' },
    { type: 'select', key: 'topic', label: 'What is it about?', options: [{ value: 'order', label: 'An order' }, { value: 'machine', label: 'A machine' }] },
    { type: 'checkbox', key: 'news', label: 'Send me news about beans' },
  ],
};
const closed: Visit = { hours: { open: false, opensAt: new Date(noon + 19 * 3_600_000).toISOString() } };
const { owner: _owner, ...fresh } = snapshot({ state: 'new' });

/** The element once it holds what a press needs. */
async function pressed({ chat }: StateContext, selector: string, words?: string): Promise<HTMLElement> {
  for (;;) {
    const found = [...(chat.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].find((it) => words === undefined || it.textContent.trim() === words);
    if (found !== undefined) return found;
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
}

const row = (context: StateContext, words: string): Promise<HTMLElement> => pressed(context, '.menu-row', words);

/** A deployment that shows and asks this. */
function visiting({ chat, rooms }: StateContext, visit: Visit): void {
  Object.assign(rooms.backend, { visit: () => Promise.resolve(visit) });
  void chat.open();
}

async function asking(context: StateContext): Promise<void> {
  visiting(context, { preChat });
  await pressed(context, '.composer');
  context.rooms.session.become({ snapshot: { ...fresh, form: { ask: preChat.fields.map(({ key }) => key) } } });
}

const over = (): Timeline =>
  new Timeline()
    .joined()
    .agent('That’s it. No more drip?')
    .customer('Dry. Thank you so much!', 2)
    .add('media-upgrade', { kind: 'platform' }, { upgradeId: 'u', callId: 'c', from: 'webChat', to: 'videoChat', agent: ana })
    .add('call.live', { kind: 'platform' }, { callId: 'c' })
    .add('media.restored', { kind: 'platform' }, { upgradeId: 'u', callId: 'c', from: 'videoChat', to: 'webChat', durationMs: 760_000 }, 12)
    .agent('I’ve put a new screen in the post, free of charge. You can write here any time.', 1);

export const visitStates: Readonly<Record<string, SetState>> = {
  consent: (context) => visiting(context, { consent: { ...consent, title: 'Before we start' } }),
  'consent-not-withdrawn': async (context) => {
    visiting(context, { consent });
    (await pressed(context, '.card .button.primary')).click();
    Object.assign(context.rooms.session, { submit: () => Promise.reject(new Error('no')) });
    context.rooms.session.become({ snapshot: snapshot({ read: { customer: 99, agent: 99 } }), events: over().events });
    (await pressed(context, '.menu-button')).click();
    // By its words, as rows of other parts may come later; it then asks once more, with the way back first.
    (await row(context, 'Withdraw my agreement')).click();
    await row(context, 'Back');
    (await row(context, 'Withdraw my agreement')).click();
    await pressed(context, '.visit-alert');
  },
  form: asking,
  'form-faults': async (context) => {
    await asking(context);
    (await pressed(context, '.visit-form .button.primary')).click();
    await pressed(context, '.visit-fault');
  },
  'out-of-hours': async (context) => {
    visiting(context, { ...closed, preChat: { fields: preChat.fields.slice(1, 2) } });
    await pressed(context, '.composer');
    context.rooms.session.become({ snapshot: { ...fresh, form: { ask: ['email'] } } });
  },
  'out-of-hours-launcher': async (context) => {
    visiting(context, closed);
    await context.chat.close();
  },
  rating: async (context) => {
    visiting(context, { rating: ['video'] });
    context.rooms.session.become({ snapshot: snapshot({ read: { customer: 99, agent: 99 } }), events: over().events });
    (await pressed(context, '.rating-star:nth-child(4) input')).click();
  },
};
