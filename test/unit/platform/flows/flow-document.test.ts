import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { documentOf, FlowDocumentSchema, parseFlow, ScheduleSchema, type Flow, type Schedule } from '../../../../src/platform/flows/index.js';

const over = (flowId: string) => ({ id: `to-${flowId}`, type: 'transfer', configuration: { flowId } });
const hours = (scheduleId: string) => ({ id: `at-${scheduleId}`, type: 'business-hours', configuration: { scheduleId } });
const leave = { id: 'leave', type: 'leave-a-message', configuration: { message: 'Write', queueId: 'support', scheduleId: 'night' } };
const flowOf = (id: string, ...blocks: unknown[]): Flow => parseFlow({ id, blocks });
const flows = [flowOf('a', over('b'), hours('day')), flowOf('b', over('a'), over('c'), leave), flowOf('c', hours('day'), { ...over('a'), id: 'path', configuration: { flowId: '${flow.next}' } }), flowOf('d', over('a'))];
const schedules: Schedule[] = ['day', 'night', 'unused'].map((id) => v.parse(ScheduleSchema, { id, timeZone: 'UTC', weekly: {} }));
const find = <T extends { readonly id: string }>(list: readonly T[]) => (id: string): T | undefined => list.find((it) => it.id === id);
const document = (id: string) => documentOf(find(flows)(id) ?? flowOf('none'), find(flows), find(schedules));

describe('a flow’s document', () => {
  test('begins with it, and brings what it hands over to, in a circle too, and each schedule once', () => {
    const { flows: with_, schedules: asked } = document('a');
    expect(with_.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(asked.map(({ id }) => id)).toEqual(['day', 'night']);
  });

  test('leaves out what is not there, and what is known at run time only', () => {
    const alone = documentOf(flowOf('x', over('gone'), hours('gone'), { ...over('y'), configuration: { flowId: '${flow.next}' } }), find(flows), find(schedules));
    expect(alone).toMatchObject({ flows: [{ id: 'x' }], schedules: [] });
  });

  test('is one again when it is read', () => {
    const whole = { $schema: 'https://chat.example.com/schemas/flow-document.json', ...document('d') };
    expect(v.parse(FlowDocumentSchema, JSON.parse(JSON.stringify(whole)))).toEqual(whole);
    expect(v.safeParse(FlowDocumentSchema, { flows: [] }).success).toBe(false);
  });
});
