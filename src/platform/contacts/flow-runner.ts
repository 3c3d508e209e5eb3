/**
 * Flow runs: what the engine decides is carried out here, in the transaction that brought the input.
 *
 * Knows how a run is stored and how each command becomes an event, a message, a deadline or a fact for the part that does
 * it. Does not decide where a flow goes (src/platform/flows), nor how a question is asked or an agent found.
 */
import type { Actor } from '../../protocol/actor.js';
import { mainEntry, openingAt, pinnedFlow, startRun, stepRun, stopRun, wallText, type Flow, type FlowContext, type RunCommand, type RunInput, type RunStart, type RunState, type RunStep } from '../flows/index.js';
import type { Row, Tx } from '../store/sql.js';
import { latestUpgrade } from '../upgrades/upgrade-store.js';
import { json, moment, text } from './columns.js';
import { changeContact, needContact, type ContactRow } from './contact-store.js';
import { shownContent } from './content.js';
import { append } from './event-log.js';
import type { FactOf } from './fact.js';
import { handledByQueue, keepMessage, markHandled, moveOpening } from './left-messages.js';
import type { Unit } from './unit.js';

export interface StoredRun {
  readonly contactId: string;
  readonly state: RunState;
}

/** Written by `saveRun` from a RunState. */
const toRun = (row: Row): StoredRun => ({ contactId: text(row, 'contact_id'), state: json(row, 'state') as RunState });

export async function runById(tx: Tx, id: string): Promise<StoredRun | undefined> {
  const row = await tx.get('SELECT contact_id, state FROM runs WHERE id = ?', [id]);
  return row && toRun(row);
}

async function openRuns(tx: Tx, contactId: string): Promise<StoredRun[]> {
  return (await tx.all('SELECT contact_id, state FROM runs WHERE contact_id = ? AND ended = 0 ORDER BY id', [contactId])).map(toRun);
}

/** Whether the contact's own flow is still under way: its end brings the contact to an agent. */
export const mainRunOpen = async (tx: Tx, contactId: string): Promise<boolean> => (await openRuns(tx, contactId)).some(({ state }) => state.kind === 'main');

async function saveRun(tx: Tx, contactId: string, run: RunState): Promise<void> {
  await tx.run(
    `INSERT INTO runs (id, contact_id, kind, flow_id, version, state, ended) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended = excluded.ended`,
    [run.runId, contactId, run.kind, run.flowId, run.version, JSON.stringify(run), run.ended ? 1 : 0],
  );
}

async function contextOf(unit: Unit, contact: ContactRow, runId: string): Promise<FlowContext> {
  const last = await latestUpgrade(unit.tx, contact.id);
  const queueId = contact.queueId ?? unit.config.deployment(contact.deploymentId)?.defaultQueueId;
  const { customerId, name, identity, attributes } = contact.customer;
  return {
    runId,
    contact: { id: contact.id, medium: contact.medium, ...(queueId === undefined ? {} : { queueId }) },
    customer: { id: customerId, ...(name === undefined ? {} : { name }), ...(identity ? { identity } : {}), attributes: attributes ?? {} },
    // An upgrade is its own run's matter: another run of the contact neither takes it nor is held up by it.
    upgrade: { accepted: last?.stage.state === 'accepted' && last.runId === runId, ...(last?.stage.state === 'ended' ? { result: last.stage.result } : {}) },
    hours(scheduleId) {
      const schedule = unit.config.schedule(scheduleId);
      if (!schedule) return undefined;
      const opening = openingAt(schedule, unit.now);
      return opening.opensAt === undefined ? opening : { ...opening, opens: wallText(schedule, opening.opensAt) };
    },
    hasFlow: (flowId) => unit.config.flow(flowId) !== undefined,
  };
}

/** The run of a new contact; a deployment whose flow is gone goes straight to its queue. */
export async function startMainRun(unit: Unit, { contactId, left }: FactOf<'contact.started'>): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  const flow = unit.config.flow(contact.flowId, contact.flowVersion);
  if (flow) await carryOut(unit, contactId, await planRun(unit, contact, unit.around.newId('x'), { flow, at: { ...mainEntry(flow), ...(left === undefined ? {} : { left }) } }));
  else unit.raise({ kind: 'flow.ended', contactId, runId: contact.id, runKind: 'main' });
}

/** The first steps of a run, before anything of them is stored or said. */
export async function planRun(unit: Unit, contact: ContactRow, runId: string, { flow, at }: { readonly flow: Flow; readonly at: RunStart }): Promise<RunStep> {
  return startRun(flow, at, await contextOf(unit, contact, runId));
}

async function feed(unit: Unit, { contactId, state }: StoredRun, input: RunInput): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  const flow = pinnedFlow(state.flowId, () => unit.config.flow(state.flowId, state.version));
  if (!flow) throw new Error('A run is pinned to a flow version that is not there.');
  await carryOut(unit, contactId, stepRun(flow, state, input, await contextOf(unit, contact, state.runId)));
}

export async function feedResult(unit: Unit, { block, result }: FactOf<'block.result'>): Promise<void> {
  const run = await runById(unit.tx, block.runId);
  if (!run || run.state.ended) return;
  if (result.status === 'completed') await handOverMessage(unit, run);
  await feed(unit, run, { kind: 'result', blockId: block.blockId, result });
}

/** An agent has the contact, and with it what the customer left out of hours. */
async function handOverMessage(unit: Unit, { contactId, state }: StoredRun): Promise<void> {
  const block = unit.config.flow(state.flowId, state.version)?.blocks.find(({ id }) => id === state.blockId);
  if (block?.type !== 'leave-a-message') return;
  await markHandled(unit.tx, contactId, (await needContact(unit.tx, contactId)).ownerId ?? handledByQueue, unit.now);
}

export async function feedMessage(unit: Unit, { contactId, text: said, ids, left }: FactOf<'customer.said'>): Promise<void> {
  for (const run of await openRuns(unit.tx, contactId)) {
    if (run.state.waiting !== 'message' && run.state.waiting !== 'writing') continue;
    await unit.disarm('run', `${run.state.runId}/${run.state.blockId ?? ''}`);
    await feed(unit, run, { kind: 'message', text: said, ...(ids && { ids }), ...(left && { left }) });
  }
}

/** A deadline of a run; its key is `runId/blockId`. */
export async function feedDeadline(unit: Unit, key: string): Promise<void> {
  const slash = key.indexOf('/');
  const run = await runById(unit.tx, key.slice(0, slash));
  if (!run || run.state.ended) return;
  // A night of waiting is no silence of the customer's: their idle time begins with the opening.
  if (run.state.waiting === 'opening') {
    await changeContact(unit.tx, run.contactId, { activeAt: unit.now });
    await moveOpening(unit.tx, run.contactId, undefined);
  }
  await feed(unit, run, { kind: 'deadline', blockId: key.slice(slash + 1) });
}

/** Whether a run keeps the contact until its queue opens, however long nobody writes. */
export const waitsForOpening = async (tx: Tx, contactId: string): Promise<boolean> => (await openRuns(tx, contactId)).some(({ state }) => state.waiting === 'opening');

/** Hours have changed: whoever waits for an opening looks again, at once. */
export async function reconsiderOpenings(unit: Unit): Promise<void> {
  const rows = await unit.tx.all("SELECT contact_id, state FROM runs WHERE ended = 0 AND json_extract(state, '$.waiting') = 'opening'");
  for (const { state } of rows.map(toRun)) await unit.arm('run', `${state.runId}/${state.blockId ?? ''}`, unit.now);
}

/** A contact that ends takes its runs with it. */
export async function stopRuns(unit: Unit, contactId: string): Promise<void> {
  for (const { state } of await openRuns(unit.tx, contactId)) {
    if (state.blockId !== undefined) await unit.disarm('run', `${state.runId}/${state.blockId}`);
    // The contact goes nowhere by itself any more; what the customer left, or was about to, stays on the list.
    if (state.waiting === 'opening') await moveOpening(unit.tx, contactId, undefined);
    if (state.waiting === 'writing') await keepUnfinished(unit, contactId, state);
    const { ownerId } = await needContact(unit.tx, contactId);
    // Unless an agent had the contact by another way, such as a call.
    if (ownerId !== undefined && (state.waiting === 'opening' || state.waiting === 'writing')) await markHandled(unit.tx, contactId, ownerId, unit.now);
    await saveRun(unit.tx, contactId, { ...state, blockId: undefined, waiting: 'none', ended: true });
    await append(unit, contactId, { kind: 'flow.ended', actor: { kind: 'platform' }, data: { runId: state.runId } });
  }
}

async function keepUnfinished(unit: Unit, contactId: string, state: RunState): Promise<void> {
  const flow = unit.config.flow(state.flowId, state.version);
  if (!flow) return;
  const context = await contextOf(unit, await needContact(unit.tx, contactId), state.runId);
  for (const command of stopRun(flow, state, context)) await perform(unit, contactId, state, command);
}

/** Stores a run's step and does what it says. */
export async function carryOut(unit: Unit, contactId: string, { run, commands }: RunStep): Promise<void> {
  await saveRun(unit.tx, contactId, run);
  for (const command of commands) await perform(unit, contactId, run, command);
}

async function perform(unit: Unit, contactId: string, run: RunState, command: RunCommand): Promise<void> {
  const actor: Actor = { kind: 'flow', ...('blockId' in command ? { id: command.blockId } : {}) };
  const { runId, flowId, version } = run;
  switch (command.kind) {
    case 'entered': {
      const { blockId, blockType } = command;
      await append(unit, contactId, { kind: 'flow.entered', actor, data: { runId, flowId, version, blockId, blockType } });
      return;
    }
    case 'left': {
      const { blockId, outcome, next } = command;
      await append(unit, contactId, { kind: 'flow.left', actor, data: { runId, blockId, outcome, ...(next === undefined ? {} : { next }) } });
      return;
    }
    case 'refused': {
      const { blockId, rule, message } = command;
      await append(unit, contactId, { kind: 'flow.refused', actor, data: { runId, blockId, rule, message } });
      return;
    }
    case 'ended':
      await append(unit, contactId, { kind: 'flow.ended', actor, data: { runId } });
      unit.raise({ kind: 'flow.ended', contactId, runId, runKind: run.kind });
      return;
    case 'say':
      await say(unit, contactId, actor, command);
      return;
    case 'wait-message':
      await unit.arm('run', `${runId}/${command.blockId}`, unit.now + command.timeoutSeconds * 1_000);
      return;
    case 'wait-opening':
      await moveOpening(unit.tx, contactId, command.at);
      await unit.arm('run', `${runId}/${command.blockId}`, command.at);
      return;
    case 'left-message':
      await leaveMessage(unit, contactId, actor, command);
      return;
    case 'switch':
      await switchFlow(unit, contactId, run, command);
      return;
    default:
      delegate(unit, contactId, runId, command);
  }
}

async function say(unit: Unit, contactId: string, actor: Actor, { text: said, content }: Extract<RunCommand, { kind: 'say' }>): Promise<void> {
  const shown = content && shownContent(unit.config, await needContact(unit.tx, contactId), content);
  await append(unit, contactId, { kind: 'message', actor, data: { messageId: unit.around.newId('m'), text: said, ...(shown && { content: shown }) } });
}

async function leaveMessage(unit: Unit, contactId: string, actor: Actor, { queueId, text: said, opensAt, thanked }: Extract<RunCommand, { kind: 'left-message' }>): Promise<void> {
  await keepMessage(unit.tx, { contactId, queueId, text: said, leftAt: unit.now, ...(opensAt === undefined ? {} : { opensAt }) });
  await append(unit, contactId, { kind: 'message.left', actor, data: { queueId, ...(opensAt === undefined ? {} : { opensAt: moment(opensAt) }), ...(thanked === undefined ? {} : { thanked }) } });
}

/** The run of another flow in this one's place, pinned to what is published now; upgrades of the contact follow it. */
async function switchFlow(unit: Unit, contactId: string, { kind, confined }: RunState, { flowId, from, left }: Extract<RunCommand, { kind: 'switch' }>): Promise<void> {
  const flow = unit.config.flow(flowId);
  if (!flow) throw new Error('A flow hands over to one that is not there.');
  if (kind === 'main') await changeContact(unit.tx, contactId, { flowId: flow.id, flowVersion: flow.version });
  const contact = await needContact(unit.tx, contactId);
  await carryOut(unit, contactId, await planRun(unit, contact, unit.around.newId('x'), { flow, at: { ...mainEntry(flow), kind, confined, from, ...(left === undefined ? {} : { left }) } }));
}

type Delegated = Extract<RunCommand, { kind: 'ask' | 'video' | 'route' | 'ring' | 'close' }>;

/** What another part does and answers with a result. */
function delegate(unit: Unit, contactId: string, runId: string, command: Delegated): void {
  const block = { runId, blockId: command.blockId };
  switch (command.kind) {
    case 'ask':
      unit.raise({ kind: 'flow.ask', contactId, block, message: command.message, timeoutSeconds: command.timeoutSeconds });
      return;
    case 'video': {
      const { queueId, secondaryQueueId, timeoutSeconds, ringSeconds } = command;
      const seek = { queueId, timeoutSeconds, ringSeconds, ...(secondaryQueueId === undefined ? {} : { secondaryQueueId }) };
      unit.raise({ kind: 'flow.video', contactId, block, seek });
      return;
    }
    case 'route': {
      const { kind: _kind, blockId: _block, ...terms } = command;
      unit.raise({ kind: 'flow.route', contactId, block, ...terms });
      return;
    }
    case 'ring':
      unit.raise({ kind: 'flow.ring', contactId, block, agentId: command.agentId, ringSeconds: command.ringSeconds });
      return;
    case 'close':
      unit.raise({ kind: 'flow.close', contactId });
  }
}
