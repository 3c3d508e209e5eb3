import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/protocol/index.js';
import type { Upload, UploadState } from '../../../src/session/index.js';
import { FileDrafts, type DraftFile } from '../../../src/ui/file-drafts.js';

const rules = { maxBytes: 1_000, types: ['image/png', 'text/plain'] };
const file = (name: string, size = 3, type = 'text/plain'): File => new File([new Uint8Array(size)], name, { type });

class Way implements Upload {
  state: UploadState = { kind: 'sending', sent: 0 };
  readonly name: string;
  readonly size: number;
  retried = 0;
  constructor(readonly contactId: string, given: Blob & { readonly name?: string }, private readonly changed: (upload: Upload) => void) {
    this.name = given.name ?? '';
    this.size = given.size;
  }
  become(state: UploadState): void {
    this.state = state;
    this.changed(this);
  }
  keep(expiresAt = '2099-01-01T00:00:00.000Z'): void {
    this.become({ kind: 'kept', attachment: { attachmentId: `f-${this.name}`, name: this.name, type: 'text/plain', size: this.size, expiresAt } });
  }
  retry(): void {
    this.retried += 1;
  }
  cancel(): void {
    this.become({ kind: 'cancelled' });
  }
}

function desk() {
  const ways: Way[] = [];
  const told: string[] = [];
  const clock = { now: Date.parse('2026-01-01T00:00:00.000Z') };
  const drafts = new FileDrafts({
    attach: (contactId, given, changed) => {
      const way = new Way(contactId, given, changed);
      ways.push(way);
      return way;
    },
    now: () => clock.now,
    changed: (contactId, { name, state }) => told.push(`${contactId} ${name} ${state.kind}`),
  });
  const states = (contactId = 'c_1'): string[] => drafts.of(contactId).map(({ name, state }) => `${name} ${state.kind}`);
  const begun = async (count: number): Promise<void> => expect.poll(() => ways.length).toBe(count);
  const draft = (name: string, contactId = 'c_1'): DraftFile => {
    const found = drafts.of(contactId).find((it) => it.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  const way = (name: string): Way => {
    const found = ways.find((it) => it.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  return { drafts, ways, told, clock, states, begun, draft, way };
}

describe('a file that is given', () => {
  it('goes to the contact it was given for, and with no other', async () => {
    const { drafts, ways, begun, way } = desk();
    drafts.add('c_1', [file('a')], rules);
    drafts.add('c_2', [file('b')], rules);
    await begun(2);
    expect(ways.map(({ contactId, name }) => `${contactId} ${name}`)).toEqual(['c_1 a', 'c_2 b']);
    way('a').keep();
    way('b').keep();
    expect(drafts.take('c_2').map(({ name }) => name)).toEqual(['b']);
    expect(drafts.take('c_2')).toEqual([]);
    expect(drafts.take('c_1').map(({ name }) => name)).toEqual(['a']);
  });

  it.each<[string, File, string]>([
    ['too large', file('big', 1_001), 'file-too-large'],
    ['empty', file('nothing', 0), 'file-empty'],
    ['film where none is taken', file('film.mp4', 3, 'video/mp4'), 'file-type-refused'],
  ])('and is %s is refused at once', (_, given, why) => {
    const { drafts, ways } = desk();
    const { added } = drafts.add('c_1', [given], rules);
    expect(added[0]?.state).toEqual({ kind: 'refused', why });
    expect(drafts.standing('c_1')).toBe('none');
    expect(ways).toEqual([]);
  });

  it.each(['application/octet-stream', 'application/pdf', '', 'image/heic', 'text/markdown'])('of type "%s" is the platform’s to judge', async (type) => {
    const { drafts, begun } = desk();
    drafts.add('c_1', [file('a', 3, type)], rules);
    await begun(1);
  });

  it('and cannot be read is refused: a folder, say', async () => {
    const { drafts, states, ways } = desk();
    const folder = file('folder');
    Object.defineProperty(folder, 'slice', { value: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) });
    drafts.add('c_1', [folder], rules);
    await expect.poll(() => states()).toEqual(['folder refused']);
    expect(ways).toEqual([]);
  });

  it('waits while three are on their way', async () => {
    const { drafts, begun, states, way } = desk();
    drafts.add('c_1', ['a', 'b', 'c', 'd'].map((name) => file(name)), rules);
    drafts.add('c_2', [file('e')], rules);
    await begun(3);
    expect([states(), states('c_2')]).toEqual([['a sending', 'b sending', 'c sending', 'd queued'], ['e queued']]);
    way('b').keep();
    await begun(4);
    way('a').become({ kind: 'waiting' });
    expect(states('c_2')).toEqual(['e queued']);
    way('c').become({ kind: 'failed', code: 'unreachable' });
    await begun(5);
    expect(states('c_2')).toEqual(['e sending']);
  });

  it('is one of ten, and what is beyond is left', () => {
    const { drafts } = desk();
    expect(drafts.add('c_1', Array.from({ length: 7 }, (_, n) => file(`a${n}`)), rules).left).toBe(0);
    expect(drafts.add('c_1', Array.from({ length: 5 }, (_, n) => file(`b${n}`)), rules)).toMatchObject({ left: 2, added: [{ name: 'b0' }, { name: 'b1' }, { name: 'b2' }] });
    expect(drafts.add('c_1', [file('c')], rules)).toEqual({ added: [], left: 1 });
    // One that is refused takes no place.
    drafts.remove('c_1', drafts.of('c_1')[0] as DraftFile);
    drafts.add('c_1', [file('empty', 0)], rules);
    drafts.add('c_1', [file('d')], rules);
    expect(drafts.of('c_1')).toHaveLength(11);
  });
});

describe('a message', () => {
  it('waits for what is on its way, and for what has to be mended; not for what was refused', async () => {
    const { drafts, begun, way, draft } = desk();
    expect(drafts.standing('c_1')).toBe('none');
    expect(drafts.standing(undefined)).toBe('none');
    drafts.add('c_1', [file('a'), file('b'), file('empty', 0)], rules);
    await begun(2);
    expect(drafts.standing('c_1')).toBe('under-way');
    way('a').keep();
    way('b').become({ kind: 'failed', code: 'unreachable' });
    expect(drafts.standing('c_1')).toBe('to-mend');
    drafts.retry('c_1', draft('b'));
    expect(way('b').retried).toBe(1);
    way('b').keep();
    expect(drafts.standing('c_1')).toBe('ready');
    expect(drafts.take('c_1').map(({ attachmentId }) => attachmentId)).toEqual(['f-a', 'f-b']);
    expect(drafts.of('c_1')).toEqual([]);
  });

  it.each<ErrorCode>(['file-too-large', 'file-type-refused', 'file-empty', 'too-many-files', 'files-off', 'contact-closed', 'not-your-contact', 'relation-refused'])('is not held back by a file that was refused for good: %s', async (code) => {
    const { drafts, begun, way, states } = desk();
    drafts.add('c_1', [file('a')], rules);
    await begun(1);
    way('a').become({ kind: 'failed', code });
    expect(states()).toEqual(['a refused']);
    expect(drafts.standing('c_1')).toBe('none');
  });

  it('has a file sent again that was kept for too long', async () => {
    const { drafts, begun, way, clock, ways } = desk();
    drafts.add('c_1', [file('a')], rules);
    await begun(1);
    way('a').keep('2026-01-01T01:00:00.000Z');
    expect(drafts.standing('c_1')).toBe('ready');
    clock.now += 3_600_000;
    expect(drafts.standing('c_1')).toBe('under-way');
    await begun(2);
    ways[1]?.keep();
    expect(drafts.standing('c_1')).toBe('ready');
  });
});

describe('giving up', () => {
  it('stops a file, lets the next one go, and hears of it no more', async () => {
    const { drafts, begun, way, draft, told, states } = desk();
    drafts.add('c_1', ['a', 'b', 'c', 'd'].map((name) => file(name)), rules);
    await begun(3);
    drafts.remove('c_1', draft('a'));
    expect(way('a').state).toEqual({ kind: 'cancelled' });
    await begun(4);
    const before = told.length;
    way('a').keep();
    expect(told).toHaveLength(before);
    expect(states()).toEqual(['b sending', 'c sending', 'd sending']);
  });

  it('one contact leaves the others’ alone', async () => {
    const { drafts, begun, way, states } = desk();
    drafts.add('c_1', [file('a')], rules);
    drafts.add('c_2', [file('b')], rules);
    await begun(2);
    drafts.drop('c_1');
    expect([way('a').state.kind, way('b').state.kind]).toEqual(['cancelled', 'sending']);
    expect([states(), states('c_2')]).toEqual([[], ['b sending']]);
    drafts.drop();
    expect(way('b').state.kind).toBe('cancelled');
  });
});
