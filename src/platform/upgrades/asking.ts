/**
 * How an upgrade begins: the customer's click, an agent's invitation, a flow's question.
 *
 * Knows that there is one upgrade at a time per contact and how crossing requests become one; that each is on record as
 * asked, once, before anything becomes of it; the checks that come before anybody is asked; and which run carries it.
 * Does not know stages (upgrade-machine.ts).
 */
import type { Actor } from '../../protocol/actor.js';
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { Manifest } from '../../protocol/manifest.js';
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import { actorOf, openContact } from '../contacts/access.js';
import { moment } from '../contacts/columns.js';
import { needContact, type ContactRow } from '../contacts/contact-store.js';
import { append } from '../contacts/event-log.js';
import type { FactOf } from '../contacts/fact.js';
import { carryOut, planRun } from '../contacts/flow-runner.js';
import type { Ack } from '../contacts/frame-store.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { upgradeEntry, type RunCommand } from '../flows/index.js';
import { refuseWithoutAgent } from './agent-check.js';
import { refusalOf } from './checks.js';
import type { Stage } from './stage.js';
import { promptMs } from './upgrade-machine.js';
import { advance } from './upgrade-runner.js';
import { latestUpgrade, liveUpgrade, saveUpgrade, upgradeById, type Upgrade } from './upgrade-store.js';

/** The customer's click. Crosses with a question already open: it is the answer to it. */
export async function request(unit: Unit, who: Participant, { contactId, manifest }: ClientFrameOf<'upgrade.request'>): Promise<Ack> {
  const contact = await openContact(unit, who, contactId, { start: true });
  const live = await liveUpgrade(unit.tx, contactId);
  if (live) {
    if (live.stage.state === 'asked') await answerByClick(unit, who, contact, live, manifest);
    return { upgradeId: live.id };
  }
  const upgrade = await begin(unit, contact, actorOf(who), { state: 'accepted', capture: 'open', deadline: unit.now + promptMs }, { announced: true });
  await checkAndRun(unit, contact, upgrade, manifest);
  return { upgradeId: upgrade.id };
}

/**
 * A request that is sent again has its answer; but not where another upgrade has come since: what became of its own would
 * never be told to a page that was away meanwhile. @throws SegueError `stale-upgrade`
 */
export async function requestAgain(unit: Unit, { contactId }: ClientFrameOf<'upgrade.request'>, earlier: Ack): Promise<Ack> {
  if ((await latestUpgrade(unit.tx, contactId))?.id !== earlier.upgradeId) throw new SegueError('stale-upgrade');
  return earlier;
}

/** As the answer to the card: what the page cannot do ends the question. */
async function answerByClick(unit: Unit, who: Participant, contact: ContactRow, asked: Upgrade, manifest: Manifest): Promise<void> {
  const refusal = refusalOf(unit.config, contact, manifest, unit.now);
  if (refusal) await advance(unit, asked.id, { kind: 'refuse', result: refusal });
  else await answerYes(unit, asked, actorOf(who));
}

/** The agent's invitation. Crosses with an upgrade already under way: it is that one. */
export async function invite(unit: Unit, who: Participant, { contactId, message }: ClientFrameOf<'upgrade.invite'>): Promise<Ack> {
  const contact = await openContact(unit, who, contactId);
  const live = await liveUpgrade(unit.tx, contactId);
  if (live) return { upgradeId: live.id };
  const stage: Stage = { state: 'asked', deadline: unit.now + promptMs };
  const upgrade = await begin(unit, contact, actorOf(who), stage, { announced: false, ...(message === undefined ? {} : { message }) });
  await checkAndRun(unit, contact, upgrade, unit.around.hub.manifest(contact.guestId));
  return { upgradeId: upgrade.id };
}

/** A send-message block with a medium. In a run that an upgrade began, the question is that upgrade's own. */
export async function askByFlow(unit: Unit, { contactId, block, message, timeoutSeconds }: FactOf<'flow.ask'>): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  const live = await liveUpgrade(unit.tx, contactId);
  if (live) return joinAsk(unit, live, { block, message, timeoutSeconds });
  const stage: Stage = { state: 'asked', deadline: unit.now + timeoutSeconds * 1_000 };
  const by: Actor = { kind: 'flow', id: block.blockId };
  const upgrade = await begin(unit, contact, by, stage, { announced: false, runId: block.runId, ask: block, message });
  await record(unit, upgrade);
  const refusal = refusalOf(unit.config, contact, unit.around.hub.manifest(contact.guestId), unit.now);
  if (refusal) await advance(unit, upgrade.id, { kind: 'refuse', result: refusal });
  else await announce(unit, upgrade);
}

type Ask = Pick<FactOf<'flow.ask'>, 'block' | 'message' | 'timeoutSeconds'>;

/** The block waits for an upgrade that is under way already. */
async function joinAsk(unit: Unit, live: Upgrade, { block, message, timeoutSeconds }: Ask): Promise<void> {
  if (live.ask) {
    // Two runs ask at once: the second learns that it is under way, and its video-chat block completes with it.
    unit.raise({ kind: 'block.result', block, result: { status: 'cancelled', by: 'flow', at: moment(unit.now) } });
    return;
  }
  const { stage } = live;
  if (stage.state === 'accepted' && stage.capture === 'open') {
    // The customer's own request needs no second prompt: the text is a line in the chat, the capture's outcome the result.
    if (message !== '' && live.runId === block.runId) {
      await append(unit, live.contactId, { kind: 'message', actor: { kind: 'flow', id: block.blockId }, data: { messageId: unit.around.newId('m'), text: message } });
    }
    const deadline = unit.now + timeoutSeconds * 1_000;
    await saveUpgrade(unit.tx, { ...live, ask: block, stage: { ...stage, deadline } });
    await unit.arm('upgrade', live.id, deadline);
    unit.stale.upgrades.add(live.contactId);
    return;
  }
  if (stage.state === 'asked') {
    await saveUpgrade(unit.tx, { ...live, ask: block });
    return;
  }
  unit.raise({ kind: 'block.result', block, result: { status: 'accepted', by: 'customer', at: moment(unit.now) } });
}

type Beginning = Partial<Pick<Upgrade, 'runId' | 'ask' | 'message'>> & Pick<Upgrade, 'announced'>;

async function begin(unit: Unit, contact: ContactRow, by: Actor, stage: Stage, more: Beginning): Promise<Upgrade> {
  const runId = more.runId ?? unit.around.newId('x');
  const upgrade: Upgrade = { id: unit.around.newId('u'), contactId: contact.id, by, createdAt: unit.now, attempt: 0, stage, ...more, runId };
  await saveUpgrade(unit.tx, upgrade);
  unit.stale.upgrades.add(contact.id);
  unit.stale.contacts.add(contact.id);
  return upgrade;
}

/** What fails a check ends at once, and what passes runs; either way it is on record who asked. */
async function checkAndRun(unit: Unit, contact: ContactRow, upgrade: Upgrade, manifest: Manifest | undefined): Promise<void> {
  const refusal = refusalOf(unit.config, contact, manifest, unit.now);
  if (!refusal) return runUpgrade(unit, contact, upgrade);
  await record(unit, upgrade);
  await advance(unit, upgrade.id, { kind: 'refuse', result: refusal });
}

/** The second run of the contact's flow version. Its own question, where it begins with one, gives the prompt its time and an invitation its words. */
async function runUpgrade(unit: Unit, contact: ContactRow, begun: Upgrade): Promise<void> {
  const { id, runId } = begun;
  const flow = unit.config.flow(contact.flowId, contact.flowVersion);
  if (!flow || runId === undefined) throw new SegueError('internal', 'The flow version of this contact is not there.');
  const first = await planRun(unit, contact, runId, upgradeEntry(flow));
  const upgrade = withQuestion(begun, first.commands.find((it) => it.kind === 'ask'), unit.now);
  await saveUpgrade(unit.tx, upgrade);
  await record(unit, upgrade);
  await carryOut(unit, contact.id, first);
  // Behind what these steps raised: a question of the run's own comes first.
  unit.raise({ kind: 'upgrade.begun', upgradeId: id });
}

function withQuestion(upgrade: Upgrade, question: Extract<RunCommand, { kind: 'ask' }> | undefined, now: number): Upgrade {
  const { stage } = upgrade;
  if (!question || (stage.state !== 'asked' && stage.state !== 'accepted')) return upgrade;
  const message = upgrade.message ?? (stage.state === 'asked' ? question.message : undefined);
  return { ...upgrade, stage: { ...stage, deadline: now + question.timeoutSeconds * 1_000 }, ...(message === undefined ? {} : { message }) };
}

/** Somebody asked for video: the first event of every upgrade, whatever becomes of it. Its deadline counts from here. */
async function record(unit: Unit, { id, contactId, by, message, stage }: Upgrade): Promise<void> {
  if (stage.state !== 'asked' && stage.state !== 'accepted') return;
  await unit.arm('upgrade', id, stage.deadline);
  await append(unit, contactId, {
    kind: 'upgrade.asked', actor: by,
    data: { upgradeId: id, medium: 'video', deadline: moment(stage.deadline), ...(message === undefined ? {} : { message }) },
  });
}

/** The run has made its first steps: the customer is asked now, or an agent is looked for while the browser asks. */
export async function afterBeginning(unit: Unit, { upgradeId }: FactOf<'upgrade.begun'>): Promise<void> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (upgrade?.stage.state === 'asked' && !upgrade.announced) await announce(unit, upgrade);
  if (upgrade?.stage.state === 'accepted') await refuseWithoutAgent(unit, upgrade);
}

async function announce(unit: Unit, silent: Upgrade): Promise<void> {
  const upgrade: Upgrade = { ...silent, announced: true };
  if (upgrade.stage.state !== 'asked') return;
  await saveUpgrade(unit.tx, upgrade);
  const contact = await needContact(unit.tx, upgrade.contactId);
  const ask = askFrame(upgrade);
  if (ask) unit.send(contact.guestId, ask);
  unit.stale.upgrades.add(upgrade.contactId);
}

/** The card of an upgrade that waits for its answer. */
export function askFrame(upgrade: Upgrade): PlatformFrameOf<'upgrade.ask'> | undefined {
  if (upgrade.stage.state !== 'asked' || !upgrade.announced) return undefined;
  return {
    type: 'upgrade.ask', contactId: upgrade.contactId, upgradeId: upgrade.id, medium: 'video', by: upgrade.by, message: upgrade.message ?? '',
    deadline: moment(upgrade.stage.deadline),
  };
}

/** The customer says yes: to the card, or by their own button. */
export async function answerYes(unit: Unit, upgrade: Upgrade, customer: Actor): Promise<void> {
  await append(unit, upgrade.contactId, { kind: 'upgrade.answered', actor: customer, data: { upgradeId: upgrade.id, accepted: true } });
  await advance(unit, upgrade.id, { kind: 'answer', accepted: true, at: unit.now });
  const now = await upgradeById(unit.tx, upgrade.id);
  if (now) await refuseWithoutAgent(unit, now);
}
