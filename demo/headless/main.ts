/**
 * A chat and a call of one's own: session and upgrade engine of the package, and an interface of buttons and a list.
 * Everything that is drawn is read from `session.contact` and `upgrade.state`; nothing else keeps a state.
 * `?deployment=` tries another deployment of the demo's configuration.
 */
import { connect, createUpgrade, customerTokens, detectManifest, videoSettings, type Session, type UpgradeClientState, type VideoSettings } from 'segue-chat';
import { startDemoBar } from '../demo-bar.js';

startDemoBar('A customer');

const platform = location.origin;
const deploymentId = new URLSearchParams(location.search).get('deployment') ?? 'demo';
/** What the deployment allows, once it is known. */
const video = (): VideoSettings => (session.widget ? videoSettings(session.widget) : { enabled: false });

const session: Session = connect({
  platform,
  tokens: customerTokens({ platform, deploymentId, customer: { name: 'Jonas Weber' } }),
  manifest: () => detectManifest(video()),
});
const upgrade = createUpgrade({ session, side: 'customer', contactId: () => session.contact?.contactId, video });

function byId<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`There is no #${id} on this page.`);
  return found;
}
const button = (id: string, press: () => void): HTMLButtonElement => {
  const found = byId(id, HTMLButtonElement);
  found.addEventListener('click', press);
  return found;
};

const self = byId('self', HTMLVideoElement);
const text = byId('text', HTMLInputElement);
const buttons = {
  // Each of these asks for camera and microphone, if it does, within the click itself.
  start: button('start', () => upgrade.start()),
  accept: button('accept', () => upgrade.accept()),
  decline: button('decline', () => upgrade.decline()),
  mute: button('mute', () => upgrade.setMicrophone(upgrade.devices.audio !== 'on')),
  sound: button('sound', () => upgrade.unlock()),
  end: button('end', () => upgrade.end()),
};
upgrade.attach(byId('remote', HTMLVideoElement));

text.form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const contactId = session.contact?.contactId;
  if (contactId === undefined) return;
  session.send(contactId, text.value);
  text.value = '';
});
text.addEventListener('input', () => {
  if (session.contact) session.typing(session.contact.contactId, text.value !== '');
});

const states: Readonly<Record<Exclude<UpgradeClientState['kind'], 'idle' | 'ended'>, string>> = {
  capturing: 'Your browser is asking for camera and microphone.',
  requesting: 'Asking for video …',
  waiting: 'Looking for somebody who can take the video …',
  connecting: 'Connecting …',
  live: 'In a call.',
  recovering: 'The connection is being mended.',
  rebuilding: 'The connection is being made anew.',
};

/** One line for where things stand. */
function account(): string {
  const { state } = upgrade;
  if (session.state.kind !== 'connected') return session.state.kind === 'closed' ? `Not connected: ${session.state.code}.` : 'Connecting to the shop …';
  if (state.kind === 'ended') return `Video has ended: ${state.result.status}${'reason' in state.result ? ` (${state.result.reason ?? ''})` : ''}.`;
  if (state.kind !== 'idle') return states[state.kind];
  if (upgrade.ask) return `${upgrade.ask.by.name ?? 'The shop'} invites you to video.`;
  const { typing, snapshot } = session.contact ?? {};
  return typing ? `${typing.name ?? 'Somebody'} is writing …` : snapshot?.owner ? `You are talking to ${snapshot.owner.name}.` : 'Write to us.';
}

function row(words: string, ...classes: string[]): HTMLLIElement {
  const item = document.createElement('li');
  // Text of others is text.
  item.textContent = words;
  item.classList.add(...classes);
  return item;
}

function drawMessages(): void {
  const { contact } = session;
  const said = (contact?.events ?? []).flatMap((event) =>
    event.kind === 'message' ? [row(event.data.text, ...(event.actor.kind === 'customer' ? ['own'] : []))] : [],
  );
  const unsent = (contact?.pending ?? []).map((message) => row(message.text, 'own', message.state));
  byId('messages', HTMLOListElement).replaceChildren(...said, ...unsent);
  const last = contact?.events[contact.events.length - 1];
  if (contact && last && document.visibilityState === 'visible') session.read(contact.contactId, last.seq);
}

function drawCall(): void {
  const { kind } = upgrade.state;
  const free = kind === 'idle' || kind === 'ended';
  const may = session.state.kind === 'connected' && session.contact?.snapshot.video.allowed === true && detectManifest(video()).media.video.supported;
  buttons.start.hidden = !free || !may || upgrade.ask !== undefined;
  buttons.accept.hidden = buttons.decline.hidden = !free || upgrade.ask === undefined;
  buttons.end.hidden = free;
  buttons.mute.hidden = free || upgrade.devices.audio === 'none';
  buttons.mute.textContent = upgrade.devices.audio === 'on' ? 'Mute' : 'Unmute';
  buttons.sound.hidden = upgrade.playback === 'ok';
  byId('call', HTMLDivElement).hidden = free;
  if (self.srcObject !== (upgrade.local ?? null)) self.srcObject = upgrade.local ?? null;
}

function draw(): void {
  byId('state', HTMLParagraphElement).textContent = account();
  drawCall();
}

session.on('state', draw);
session.on('contact', () => {
  drawMessages();
  draw();
});
upgrade.on('change', draw);
document.addEventListener('visibilitychange', drawMessages);
session.open();
draw();
