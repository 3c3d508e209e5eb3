/** Flows of every kind of block, with ways that lead anywhere, and inputs of every kind: for properties. */
import fc from 'fast-check';
import { resultStatuses } from '../../../../src/protocol/index.js';
import { outcomes, parseFlow, type BlockType, type Flow, type FlowContext, type Hours, type RunInput } from '../../../../src/platform/flows/index.js';
import { flowJson } from '../config/fixtures/given.js';
import { result } from './fixture.js';

const seconds = fc.constantFrom(1, 30, 600);
const reference = (name: string): fc.Arbitrary<string> => fc.constantFrom(name, '${flow.q}');
const text = fc.constantFrom('a', '${x.y}', '${customer.name}');
const named = fc.constant('r');

const configurations: Readonly<Record<BlockType, fc.Arbitrary<unknown>>> = {
  'web-messaging-trigger': fc.constant({}),
  'send-message': fc.record({ message: text, mediaType: fc.constantFrom('video', 'chat'), waitForResult: fc.boolean(), resultVariableName: named }, { requiredKeys: ['message'] }),
  'wait-for-message': fc.record({ timeoutSeconds: seconds, resultVariableName: named }, { requiredKeys: [] }),
  'video-chat': fc.record({ queueId: reference('q'), contactId: fc.constantFrom('', '${contact.id}', 'c_2') }, { requiredKeys: ['queueId'] }),
  'route-to-queue': fc.record({ queueId: reference('q'), secondaryQueueId: reference('s'), timeoutSeconds: seconds, priority: fc.nat(10) }, { requiredKeys: ['queueId'] }),
  transfer: fc.oneof(fc.record({ queueId: reference('q') }), fc.record({ agentId: reference('ana') }), fc.record({ flowId: fc.constantFrom('other', 'none', '${flow.q}') })),
  'business-hours': fc.record({ scheduleId: fc.constantFrom('office', 'never', 'none'), resultVariableName: named }, { requiredKeys: ['scheduleId'] }),
  'leave-a-message': fc.record(
    { message: text, queueId: reference('q'), scheduleId: fc.constantFrom('office', 'never', 'none'), thanks: text, quietSeconds: seconds, resultVariableName: named },
    { requiredKeys: ['message', 'queueId'] },
  ),
  decision: fc.record({ condition: fc.constantFrom({ eq: ['${upgrade.status}', 'accepted'] }, { exists: '${r}' }, { gt: ['${flow.n}', 2] }) }),
  'set-variable': fc.oneof(fc.record({ name: named, value: fc.constantFrom(1, '${customer}', null, ['${r}', '${r}']) }), fc.record({ name: fc.constant('n'), add: fc.constantFrom(1, -2, 1e308) })),
  disconnect: fc.constant({}),
};

const target = fc.option(fc.constantFrom('b0', 'b1', 'b2', 'b3', 'b4', 'gone'));
const everyOutcome = [...new Set(Object.values(outcomes).flat())];
const block = fc.constantFrom(...(Object.keys(outcomes) as BlockType[])).chain((type) =>
  fc.record(
    { type: fc.constant(type), configuration: configurations[type], next: target, on: fc.dictionary(fc.constantFrom(...everyOutcome), target, { maxKeys: 4 }) },
    { requiredKeys: ['type', 'configuration'] },
  ));

/** Blocks `b0` to `b4`; it starts at `b0`. */
export const anyFlow: fc.Arbitrary<Flow> = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => parseFlow(flowJson(...blocks.map((it, n) => ({ id: `b${n}`, ...it })))));

export type InputFor = (blockId: string) => RunInput;
export const anyInput: fc.Arbitrary<InputFor> = fc.oneof(
  fc.constantFrom(...resultStatuses).map((status): InputFor => (blockId) => ({ kind: 'result', blockId, result: result(status) })),
  fc.constant<InputFor>(() => ({ kind: 'message', text: 'hello' })),
  fc.constant<InputFor>((blockId) => ({ kind: 'deadline', blockId })),
);

/** Schedules as they may stand: `office` opens or is open, `never` does not, others are not there. */
export const anyHours: fc.Arbitrary<NonNullable<FlowContext['hours']>> = fc
  .constantFrom<Hours>({ status: 'open' }, { status: 'closed', opensAt: 1_000, opens: '1970-01-01 00:00' }, { status: 'holiday', opensAt: 1_000, holiday: 'May Day' })
  .map((office) => (id) => (id === 'office' ? office : id === 'never' ? { status: 'closed' } : undefined));
