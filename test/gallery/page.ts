/** The gallery's page: one state of the chat, named in the address, before a plain shop. See shoot.mjs. */
import { SegueChat } from '../../src/chat/segue-chat.js';
import { chatStates } from '../element/chat/chat-states.js';
import { fakeRooms } from '../element/chat/fake-rooms.js';

customElements.define('segue-chat', SegueChat);

Object.assign(window, { galleryStates: Object.keys(chatStates) });

const query = new URLSearchParams(location.search);
const name = query.get('state') ?? 'conversation';
const set = chatStates[name];
if (set === undefined) throw new Error(`no state ${name}`);

const rooms = fakeRooms();
const chat = new SegueChat();
chat.backend = rooms.backend;
chat.deploymentId = 'demo';
chat.config = { shop: 'Halden' };
chat.lang = query.get('lang') ?? 'en-GB';
document.body.append(chat);
await chat.updateComplete;
// The words of another language come with a chunk of their own.
while (chat.language.words.length === 0 && !chat.lang.startsWith('en')) await new Promise((drawn) => requestAnimationFrame(drawn));
await set({ chat, rooms });
await chat.updateComplete;
document.documentElement.dataset['ready'] = 'true';
