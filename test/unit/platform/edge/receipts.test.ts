import { describe, expect, it } from 'vitest';
import type { PlatformFrame } from '../../../../src/protocol/platform-frame.js';
import { Receipts } from '../../../../src/platform/edge/receipts.js';
import { messageFrame } from '../../../../src/testing/index.js';

const said = (seq: number, contactId = 'c_1'): PlatformFrame => messageFrame(seq, 'Hello', { contactId, actor: { kind: 'customer', id: 'guest-1' } });
const ping: PlatformFrame = { type: 'ping' };

describe('what has arrived', () => {
  it('is what was sent before the ping that is answered, and nothing after it', () => {
    const receipts = new Receipts();
    receipts.note(said(3));
    receipts.note(said(4));
    receipts.note(ping);
    receipts.note(said(5));
    expect(receipts.waiting).toBe(false);
    expect(receipts.answered()).toEqual([{ contactId: 'c_1', seq: 4 }]);
    expect(receipts.waiting).toBe(true);
  });

  it('is not proven by the answer to an earlier ping', () => {
    const receipts = new Receipts();
    receipts.note(ping);
    receipts.note(said(1));
    receipts.note(ping);
    expect(receipts.answered()).toEqual([]);
    expect(receipts.answered()).toEqual([{ contactId: 'c_1', seq: 1 }]);
  });

  it('is told of each contact, and of customers’ messages alone', () => {
    const receipts = new Receipts();
    receipts.note(messageFrame(1, 'Ours', { actor: { kind: 'agent', id: 'ana' } }));
    expect(receipts.waiting).toBe(false);
    receipts.note(said(2, 'c_1'));
    receipts.note(said(7, 'c_2'));
    receipts.note(ping);
    expect(receipts.answered()).toEqual([{ contactId: 'c_1', seq: 2 }, { contactId: 'c_2', seq: 7 }]);
  });

  it('is nothing where nobody was asked', () => {
    expect(new Receipts().answered()).toEqual([]);
  });
});
