/**
 * Frames of a connection: each to the part that handles it, each answered once.
 *
 * Knows which frames are durable (done once by id, acknowledged after the commit), and which are passed on and forgotten.
 * Does not know what a frame does, nor who may send it (the edge's gate).
 */
import type { MintTurn } from '../calls/turn.js';
import type { ClientFrame, ClientFrameOf, DurableFrame } from '../../protocol/client-frame.js';
import { isDurable } from '../../protocol/client-frame.js';
import type { Clock } from '../../protocol/clock.js';
import { SegueError } from '../../protocol/error.js';
import { answerReservation } from '../routing/reservations.js';
import { choose, describe } from '../routing/presence.js';
import { transfer } from '../routing/transfer.js';
import { answer, cancel, capture, recheck } from '../upgrades/answering.js';
import { invite, request, requestAgain } from '../upgrades/asking.js';
import { hangUp, paneRendered, report } from '../upgrades/call-reports.js';
import { sumUp } from '../upgrades/call-summary.js';
import type { Relay } from '../upgrades/relay.js';
import { checkTurn, type TurnRate } from '../upgrades/turn-desk.js';
import { openContact } from './access.js';
import { block } from './blocking.js';
import { contactById, isOpen } from './contact-store.js';
import { withdrawConsent } from './consents.js';
import { describeCustomer } from './customer-attributes.js';
import { answerForm } from './forms.js';
import { earlierAnswer, rememberAnswer, type Ack } from './frame-store.js';
import { olderEvents } from './history.js';
import type { Line, Participant } from './hub.js';
import { invite as inviteAgent } from './invitations.js';
import { markRead, relayTyping, sendMessage } from './messages.js';
import { note } from './notes.js';
import { rate } from './ratings.js';
import { assist, leave, monitor } from './seats.js';
import type { Transact, Unit } from './unit.js';
import { extendWrapUp, keepDraft, wrapUp } from './wrap-up.js';

export interface FrameSurroundings {
  readonly transact: Transact;
  readonly clock: Clock;
  readonly relay: Relay;
  readonly turnRate: TurnRate;
  readonly mintTurn: MintTurn;
}

/** Handles a frame. @throws SegueError for a refusal: the caller says so to the client */
export async function handleFrame(around: FrameSurroundings, line: Line, frame: ClientFrame): Promise<void> {
  const { transact, relay } = around;
  const { who } = line;
  // What a page says of itself holds for its later frames too.
  if ('manifest' in frame) line.manifest = frame.manifest;
  if (isDurableFrame(frame)) return handleDurable(transact, line, frame);
  switch (frame.type) {
    case 'typing':
      return transact((unit) => relayTyping(unit, who, frame));
    case 'read':
      return transact((unit) => markRead(unit, who, frame));
    case 'history.get':
      line.deliver(await transact((unit) => olderEvents(unit, who, frame)));
      return;
    case 'manifest.update':
      return transact((unit) => describeClient(unit, who, frame));
    case 'turn.get':
      return grantTurn(around, line, frame);
    case 'call.ahead':
      return transact((unit) => relay.ahead(unit, who, frame));
    case 'call.signal':
      return relay.signal(transact, who, frame);
    case 'call.ack':
      relay.ack(who, frame);
      return;
    case 'ping':
      line.deliver(frame.at === undefined ? { type: 'pong' } : { type: 'pong', at: frame.at });
      return;
    case 'pong':
      return;
  }
}

const isDurableFrame = (frame: ClientFrame): frame is DurableFrame => isDurable(frame.type);

/** Once per id: a frame sent again gets the answer of the first time, for as long as that leads on. */
async function handleDurable(transact: Transact, line: Line, frame: DurableFrame): Promise<void> {
  const { who } = line;
  await transact(async (unit) => {
    const earlier = await earlierAnswer(unit.tx, who.id, frame.id);
    const ack = await (earlier ? repeat(unit, frame, earlier) : perform(unit, who, frame));
    if (!earlier) await rememberAnswer(unit.tx, who.id, frame.id, ack, unit.now);
    unit.after(() => line.deliver({ type: 'ack', re: frame.id, ...ack }));
  });
}

const repeat = async (unit: Unit, frame: DurableFrame, earlier: Ack): Promise<Ack> =>
  frame.type === 'upgrade.request' ? requestAgain(unit, frame, earlier) : earlier;

async function perform(unit: Unit, who: Participant, frame: DurableFrame): Promise<Ack> {
  switch (frame.type) {
    case 'message.send': return sendMessage(unit, who, frame);
    case 'upgrade.request': return request(unit, who, frame);
    case 'upgrade.invite': return invite(unit, who, frame);
    case 'upgrade.answer': return answer(unit, who, frame);
    case 'upgrade.capture': return capture(unit, who, frame);
    case 'upgrade.cancel': return cancel(unit, who, frame);
    case 'contact.wrap': return wrap(unit, who, frame);
    case 'contact.note': return note(unit, who, frame);
    default:
      await performSilently(unit, who, frame);
      return {};
  }
}

type SilentFrame = Exclude<DurableFrame, { type: 'message.send' | `upgrade.${string}` | 'contact.wrap' | 'contact.note' }>;

/** Frames whose ack says nothing but "done". */
async function performSilently(unit: Unit, who: Participant, frame: SilentFrame): Promise<void> {
  switch (frame.type) {
    case 'call.end': return hangUp(unit, who, frame);
    case 'call.report': return report(unit, who, frame);
    case 'call.summary': return sumUp(unit, who, frame);
    case 'contact.close': return close(unit, who, frame);
    case 'presence.set': return choose(unit, who, frame);
    case 'reservation.answer': return answerReservation(unit, who, frame);
    case 'pane.rendered': return paneRendered(unit, who, frame);
    case 'contact.transfer': return transfer(unit, who, frame);
    case 'wrap.draft': return keepDraft(unit, who.id, frame);
    case 'wrap.extend': return extendWrapUp(unit, who.id, frame.contactId);
    case 'contact.assist': return assist(unit, who, frame.contactId);
    case 'contact.leave': return leave(unit, who, frame.contactId, frame.agentId);
    case 'contact.invite': return inviteAgent(unit, who, frame);
    case 'contact.monitor': return monitor(unit, who, frame.contactId);
    case 'contact.attributes': return describeCustomer(unit, who, frame);
    case 'form.answer': return answerForm(unit, who, frame);
    case 'consent.withdraw': return withdrawConsent(unit, who, frame);
    case 'contact.rate': return rate(unit, who, frame);
    case 'guest.block': return block(unit, who, frame);
  }
}

async function close(unit: Unit, who: Participant, { contactId }: ClientFrameOf<'contact.close'>): Promise<void> {
  await openContact(unit, who, contactId);
  unit.raise(
    who.kind === 'customer'
      ? { kind: 'contact.closing', contactId, by: 'customer', then: { reason: 'customer' } }
      : { kind: 'contact.closing', contactId, by: 'agent', then: { reason: 'agent' } },
  );
}

/** The owner's wrap-up ends an open contact; after the contact's end it closes the desk's side; a former owner's is only noted. */
async function wrap(unit: Unit, who: Participant, { contactId, codes, note }: ClientFrameOf<'contact.wrap'>): Promise<Ack> {
  const contact = await contactById(unit.tx, contactId);
  const notes = { agentId: who.id, codes, ...(note === undefined ? {} : { note }) };
  if (contact && isOpen(contact) && contact.ownerId === who.id) {
    unit.raise({ kind: 'contact.closing', contactId, by: 'agent', then: { reason: 'agent', wrapUp: notes } });
    return {};
  }
  if (!contact) throw new SegueError('not-your-contact');
  return { seq: await wrapUp(unit, contactId, notes) };
}

async function describeClient(unit: Unit, who: Participant, { manifest }: ClientFrameOf<'manifest.update'>): Promise<void> {
  if (who.kind !== 'customer') return describe(unit, who.id, manifest);
  if (who.contactId !== undefined) await recheck(unit, who.contactId, manifest);
}

async function grantTurn({ transact, turnRate, mintTurn }: FrameSurroundings, line: Line, frame: ClientFrameOf<'turn.get'>): Promise<void> {
  await transact((unit) => checkTurn(unit, line.who, line.manifest, frame));
  turnRate.count(line.who.id, frame.purpose);
  line.deliver({ type: 'turn', re: frame.id, ...mintTurn(line.who.id, frame.purpose) });
}
