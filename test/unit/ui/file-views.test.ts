import { describe, expect, it } from 'vitest';
import type { Attachment, TimelineEvent } from '../../../src/protocol/index.js';
import { fileViews } from '../../../src/ui/file-views.js';

const file: Attachment = { attachmentId: 'f_1', name: 'a.png', type: 'image/png', size: 4 };
const message = (messageId: string, actor: TimelineEvent['actor'], attachments?: Attachment[]): TimelineEvent => ({
  contactId: 'c_1', seq: 1, prev: 0, at: '2026-01-01T00:00:00.000Z', kind: 'message', actor, data: { messageId, text: '', ...(attachments && { attachments }) },
});
const customer = { kind: 'customer', id: 'g', name: 'Jonas' } as const;
const agent = { kind: 'agent', id: 'a', name: 'Ana Ruiz' } as const;
const flow = { kind: 'flow', id: 'f' } as const;

describe('the files of a timeline', () => {
  it('are those of messages that have some', () => {
    const views = fileViews([message('m1', customer, [file]), message('m2', agent), message('m3', agent, [])], [], { side: 'agent', other: 'Visitor' });
    expect([...views.keys()]).toEqual(['m1']);
  });

  it.each([
    ['customer', customer, undefined], ['customer', agent, 'Ana Ruiz'], ['customer', flow, 'Halden'],
    ['agent', customer, 'Jonas'], ['agent', agent, undefined], ['agent', flow, undefined],
  ] as const)('for the %s: from %o is %s', (side, actor, from) => {
    expect(fileViews([message('m', actor, [file])], [], { side, other: 'Halden' }).get('m')).toEqual({ files: [file], from, state: 'sent' });
  });

  it('are out of reach while their message is on its way', () => {
    const views = fileViews([], [{ id: 'p1', attachments: [file] }, { id: 'p2' }], { side: 'customer', other: 'Halden' });
    expect([...views]).toEqual([['p1', { files: [file], from: undefined, state: 'pending' }]]);
  });
});
